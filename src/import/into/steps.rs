//! What becomes of the signs of a paragraph, step by step: taken over, taken out, put in.

use std::collections::{BTreeMap, VecDeque};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::anatomy::Shows;
use super::signs::{Known, Sign, What};
use crate::model::{Change, ChangeId, Comment, Revision, TextStyle, same_hands};

/// What becomes of something that the file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fate {
    /// The mark that took it out was refused.
    pub(super) deletion_refused: bool,
    /// The change that takes it out.
    pub(super) deleted: Option<ChangeId>,
}

impl Fate {
    pub(super) const KEPT: Self = Self {
        deletion_refused: false,
        deleted: None,
    };

    fn of(was: Revision, is: Revision, known: Known) -> Self {
        let deleted = known.new_only(is.deleted);
        Self {
            deletion_refused: was.deleted.is_some() && (is.deleted.is_none() || deleted.is_some()),
            deleted,
        }
    }
}

/// What is put in.
#[derive(Clone, Debug)]
pub(super) struct Inserted {
    pub(super) what: What,
    pub(super) by: ChangeId,
    /// The change that takes it out again.
    pub(super) deleted: Option<ChangeId>,
    pub(super) style: TextStyle,
    pub(super) in_label: bool,
}

/// One step through a paragraph.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Goes on to a sign of the file, by its place among them.
    Take {
        sign: usize,
        fate: Fate,
        style: TextStyle,
        in_label: bool,
    },
    /// Takes the spaces before the next sign.
    Spaces(Fate),
    Insert(Inserted),
    /// Hangs a comment on what stands before.
    Comment(Comment),
    /// Ends the paragraph here.
    Split(ChangeId),
    /// What becomes of the paragraph mark that stands here in the file.
    End(Fate),
}

impl Step {
    /// The same with the signs counted from another one.
    pub(super) fn counted_from(&self, first: usize) -> Self {
        let mut step = self.clone();
        if let Self::Take { sign, .. } = &mut step {
            *sign -= first;
        }
        step
    }

    /// Whether it is one with a sign of a label.
    pub(super) fn is_of_label(&self) -> bool {
        matches!(
            self,
            Self::Take { in_label: true, .. } | Self::Insert(Inserted { in_label: true, .. })
        )
    }

    /// Whether it leaves the file as it is.
    pub(super) fn is_idle(&self) -> bool {
        match self {
            Self::Take { fate, .. } | Self::Spaces(fate) | Self::End(fate) => *fate == Fate::KEPT,
            Self::Insert(_) | Self::Comment(_) | Self::Split(_) => false,
        }
    }
}

/// How the file may say a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    /// Whether the label is typed in the file; otherwise Word counts it.
    has_label: bool,
    /// How many signs of the file stand before those of the source.
    before: usize,
    /// How many signs of the source the file has not: a number that Word counts, written into the text.
    counted: usize,
}

/// The place of each sign of the source among those of the file, none where these say something else.
fn places(
    base: &[Sign],
    file: &[Shows],
    shape: Shape,
    note_of: &dyn Fn(&Shows) -> Option<String>,
) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(base.len());
    let mut at = shape.before;
    let (mut was_label, mut was_note) = (false, false);
    for sign in base.iter().filter(|sign| sign.is_seen()) {
        if sign.in_label && !shape.has_label || places.len() < shape.counted {
            places.push(NOWHERE);
            continue;
        }
        let is_same = |shows: &Shows| match (&sign.what, shows) {
            // The no-break hyphens that a house puts in by itself are no part of the source.
            (What::Char(one), Shows::Char(other)) => {
                one == other || matches!((one, other), ('-' | '\u{2011}', '-' | '\u{2010}' | '\u{2011}'))
            }
            (What::Note(id), shows) => note_of(shows).as_ref() == Some(id),
            _ => false,
        };
        let sets_off = |shows: &Shows| matches!(shows, Shows::Char(c) if "–—―-‐‒−:：".contains(*c));
        // A dash or colon sets a lead word off from its text.
        while was_label
            && !sign.in_label
            && file
                .get(at)
                .is_some_and(|shows| !is_same(shows) && sets_off(shows))
        {
            at += 1;
        }
        // A comma stands between marks of notes.
        let is_note = matches!(sign.what, What::Note(_));
        if is_note && was_note && matches!(file.get(at)?, Shows::Char(',' | '،')) {
            at += 1;
        }
        was_note = is_note;
        was_label = sign.in_label;
        if !is_same(file.get(at)?) {
            return None;
        }
        places.push(at);
        at += 1;
    }
    (at == file.len()).then_some(places)
}

/// The place of a sign that the file has not.
pub(super) const NOWHERE: usize = usize::MAX;

/// Where the signs of a block stand in the file, and whether its label is typed there.
pub(super) fn located(
    base: &[Sign],
    file: &[Shows],
    note_of: &dyn Fn(&Shows) -> Option<String>,
) -> Option<(Vec<usize>, bool)> {
    let seen = |in_label: bool| {
        base.iter()
            .filter(|sign| sign.is_seen() && (in_label || !sign.in_label))
            .count()
    };
    let (all, text) = (seen(true), seen(false));
    let shapes = [
        (true, 0, 0),
        (false, 0, 0),
        (false, file.len().saturating_sub(text), 0),
        (true, file.len().saturating_sub(all), 0),
        (true, 0, all.saturating_sub(file.len())),
    ];
    shapes.into_iter().find_map(|(has_label, before, counted)| {
        let shape = Shape {
            has_label,
            before,
            counted,
        };
        Some((places(base, file, shape, note_of)?, has_label))
    })
}

/// Which sign of the file's each sign is that is wanted and not new; the two lists are the same where
/// nobody edited what has an open mark.
fn pairs(base: &[&Sign], wanted: &[&Sign]) -> BTreeMap<usize, usize> {
    let key = |sign: &&Sign| match &sign.what {
        What::Char(c) => c.to_string(),
        What::Note(id) => format!("[^{id}]"),
        What::Comment(_) | What::End => String::new(),
    };
    let (base, wanted): (Vec<String>, Vec<String>) =
        (base.iter().map(key).collect(), wanted.iter().map(key).collect());
    let mut pairs = BTreeMap::new();
    for step in capture_diff_slices(Algorithm::Myers, &base, &wanted) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = step
        {
            pairs.extend((0..len).map(|at| (new_index + at, old_index + at)));
        }
    }
    pairs
}

/// Whose the edits are that bear no mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own<'d> {
    pub(super) inserts: ChangeId,
    pub(super) strikes: ChangeId,
    /// All changes.
    pub(super) changes: &'d [Change],
}

impl Own<'_> {
    /// Whether something new was typed into the mark of a sign beside it, and so is no work of that hand.
    fn is_typed_into(self, new: ChangeId, beside: &Sign) -> bool {
        let hands = |id: ChangeId| self.changes.get(id.0 as usize).map(|change| &change.hands);
        let beside = beside.state.inserted.and_then(hands);
        match (hands(new), beside) {
            (Some(one), Some(other)) => same_hands(one, other),
            _ => false,
        }
    }
}

/// The steps from what the file says, `base`, to what it shall say; `own` marks what
/// is edited without a mark. None where the signs of the file are not those of the source.
pub(super) fn steps(
    base: &[Sign],
    wanted: &[Sign],
    file: &[Shows],
    (known, own): (Known, Own<'_>),
    note_of: &dyn Fn(&Shows) -> Option<String>,
) -> Option<Vec<Step>> {
    let (places, has_label) = located(base, file, note_of)?;
    let seen: Vec<(&Sign, usize)> = base.iter().filter(|sign| sign.is_seen()).zip(places).collect();
    let is_kept = |sign: &&Sign| sign.is_seen() && known.new_only(sign.state.inserted).is_none();
    let kept: Vec<&Sign> = wanted.iter().filter(is_kept).collect();
    let was: Vec<&Sign> = seen.iter().map(|(sign, _)| *sign).collect();
    let mut course = Course {
        pairs: pairs(&was, &kept),
        seen,
        has_label,
        space_before: spaces_before(base),
        known,
        own,
        ends: base.iter().filter(|sign| sign.what == What::End).collect(),
        comments: base.iter().filter_map(Sign::comment).collect(),
        at: 0,
        kept_at: 0,
        space_taken_at: None,
        steps: Vec::new(),
    };
    for sign in wanted {
        course.go_on(sign);
    }
    drop_signs(&course.seen[course.at..], own.strikes, &mut course.steps);
    Some(course.steps)
}

/// The way through the signs that are wanted, beside those of the file.
struct Course<'s> {
    /// The signs of the file that count, with their places.
    seen: Vec<(&'s Sign, usize)>,
    /// Which of these each one is that is wanted and not new.
    pairs: BTreeMap<usize, usize>,
    has_label: bool,
    /// The state of the space before each of them, where one is there.
    space_before: Vec<Option<Revision>>,
    known: Known,
    own: Own<'s>,
    /// The ends of paragraphs and the comments of the file that are not met yet.
    ends: VecDeque<&'s Sign>,
    comments: Vec<&'s str>,
    /// How far the file's signs, and those of the wanted that are not new, are gone through.
    at: usize,
    kept_at: usize,
    /// The sign whose space was taken.
    space_taken_at: Option<usize>,
    steps: Vec<Step>,
}

impl Course<'_> {
    fn go_on(&mut self, sign: &Sign) {
        let mut new = self.brought_in(sign);
        let mut pair = None;
        if sign.is_seen() && new.is_none() {
            pair = self.pair();
            new = pair.is_none().then_some(self.own.inserts);
        }
        // What is put into what another hand struck is in neither reading.
        let is_struck = sign.state.deleted.is_some() && self.known.new_only(sign.state.deleted).is_none();
        // A label that the file has not is counted by Word.
        if is_struck && new.is_some() || sign.in_label && !self.has_label {
            return;
        }
        match (&sign.what, new) {
            (What::Comment(comment), _) => match self.comments.iter().position(|was| *was == comment.text) {
                Some(known) => drop(self.comments.remove(known)),
                None => self.steps.push(Step::Comment(comment.clone())),
            },
            (What::End, Some(by)) => self.steps.push(Step::Split(by)),
            (What::End, None) => {
                let was = self.ends.pop_front().map_or(Revision::NONE, |sign| sign.state);
                self.steps.push(Step::End(Fate::of(was, sign.state, self.known)));
            }
            (_, Some(by)) => {
                // What sets the label off stands before the text.
                let is_first = !sign.in_label && self.steps.last().is_some_and(Step::is_of_label);
                if is_first {
                    self.steps.push(Step::Spaces(Fate::KEPT));
                }
                self.insert(sign, by, self.known.new_only(sign.state.deleted));
            }
            (_, None) => match pair.map(|pair| self.seen[pair]) {
                Some((_, NOWHERE)) => {}
                Some((was, place)) => self.steps.push(Step::Take {
                    sign: place,
                    fate: Fate::of(was.state, sign.state, self.known),
                    style: was.style,
                    in_label: was.in_label,
                }),
                None => self.space(sign),
            },
        }
    }

    /// The change that brings something in that is new. What was typed into another hand's mark is no work
    /// of that hand.
    fn brought_in(&self, sign: &Sign) -> Option<ChangeId> {
        let new = self.known.new_only(sign.state.inserted)?;
        let beside = [self.at.checked_sub(1), Some(self.at)];
        let mut beside = beside
            .into_iter()
            .filter_map(|at| self.seen.get(at?).map(|(sign, _)| *sign));
        match beside.any(|beside| self.own.is_typed_into(new, beside)) {
            true => Some(self.own.inserts),
            false => Some(new),
        }
    }

    /// The sign of the file that the next one is which is wanted and not new; what stands before it there
    /// is dropped.
    fn pair(&mut self) -> Option<usize> {
        let pair = self.pairs.get(&self.kept_at).copied();
        self.kept_at += 1;
        let pair = pair?;
        if pair == self.at && self.space_before[pair].is_some() {
            keep_a_space(&mut self.steps);
        }
        drop_signs(&self.seen[self.at..pair], self.own.strikes, &mut self.steps);
        self.at = pair + 1;
        Some(pair)
    }

    /// A space that is not new is the file's where that has one here; else it came with the words beside it.
    fn space(&mut self, sign: &Sign) {
        match self.space_before.get(self.at).copied().flatten() {
            Some(was) if self.space_taken_at != Some(self.at) => {
                self.space_taken_at = Some(self.at);
                self.steps
                    .push(Step::Spaces(Fate::of(was, sign.state, self.known)));
            }
            _ if self.known.new_only(sign.state.deleted).is_none() => {
                self.insert(sign, self.own.inserts, None);
            }
            _ => {}
        }
    }

    fn insert(&mut self, sign: &Sign, by: ChangeId, deleted: Option<ChangeId>) {
        self.steps.push(Step::Insert(Inserted {
            what: sign.what.clone(),
            by,
            deleted,
            style: sign.style,
            in_label: sign.in_label,
        }));
    }
}

/// Of each sign that is seen, the state of the last space before it, where one stands there.
fn spaces_before(base: &[Sign]) -> Vec<Option<Revision>> {
    let mut space = None;
    let mut before = Vec::new();
    for sign in base {
        if sign.is_seen() {
            before.push(space.take());
        } else if matches!(sign.what, What::Char(_)) {
            space = Some(sign.state);
        }
    }
    before
}

/// Where spaces were put in beside a space of the file that nothing is said of, the last of them is that
/// one.
fn keep_a_space(steps: &mut [Step]) {
    let start = steps.iter().rposition(|step| matches!(step, Step::Take { .. }));
    let since = &mut steps[start.map_or(0, |start| start + 1)..];
    let is_space = |step: &Step| match step {
        Step::Insert(inserted) => matches!(inserted.what, What::Char(c) if c.is_whitespace()),
        _ => false,
    };
    if since.iter().any(|step| matches!(step, Step::Spaces(_))) {
        return;
    }
    if let Some(last) = since.iter().rposition(is_space) {
        since[last] = Step::Spaces(Fate::KEPT);
    }
}

/// The steps past what the text has no more. Of the spaces around it one stays, where the text has one.
fn drop_signs(gone: &[(&Sign, usize)], by: ChangeId, steps: &mut Vec<Step>) {
    let strikes = Step::Spaces(Fate {
        deleted: Some(by),
        ..Fate::KEPT
    });
    let is_struck = gone.iter().any(|(was, _)| was.state.deleted.is_none());
    if is_struck && !matches!(steps.last(), Some(Step::Spaces(_))) {
        steps.push(strikes.clone());
    }
    let there = gone.iter().filter(|(_, place)| *place != NOWHERE);
    steps.extend(there.map(|(was, place)| Step::Take {
        sign: *place,
        fate: Fate {
            // What another hand struck stays so.
            deleted: was.state.deleted.is_none().then_some(by),
            ..Fate::KEPT
        },
        style: was.style,
        in_label: was.in_label,
    }));
    if is_struck {
        steps.push(strikes);
    }
}
