//! Who made the changes and comments of a Word file: authors with short keys.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::wordprocessing::{Comment, Deed, DeedId, Deeds};
use crate::model::{Author, AuthorId, Date, FrontMatter, Timestamp};
use crate::revision::redline::Redliner;
use crate::source::Span;

/// The authors of a file, found by the names that Word has for them.
#[derive(Default)]
pub(super) struct Hands {
    authors: Vec<Author>,
    by_name: HashMap<Rc<str>, Vec<AuthorId>>,
    /// The authors by their names on one line.
    places: HashMap<String, usize>,
    /// What comments call the authors for short.
    short: HashMap<String, String>,
    /// The keys that are taken, and by the first letters of names the number that is tried next.
    keys: BTreeSet<String>,
    next: BTreeMap<String, u32>,
    default: Vec<AuthorId>,
}

/// Who changed something without a name: a source has a name for each of its authors.
const NAMELESS: &str = "(no name)";

/// The key of who has no name.
const NAMELESS_KEY: &str = "A1";

/// Between the names of hands that made a change together.
pub(super) const BETWEEN: &str = "; ";

impl Hands {
    /// The authors of these deeds and comments, in the order in which they are met.
    pub(super) fn of<'w>(
        deeds: &'w Deeds,
        used: &[DeedId],
        comments: impl Iterator<Item = &'w Comment> + Clone,
    ) -> Self {
        let short = short(comments.clone());
        let deeds = used.iter().filter_map(|&id| deeds.get(id));
        let made = deeds.map(|deed| (&deed.author, &deed.date));
        let made: Vec<(&Rc<str>, &Rc<str>)> = made
            .chain(comments.map(|comment| (&comment.author, &comment.date)))
            .collect();
        let alone: BTreeSet<String> = made
            .iter()
            .filter(|(name, _)| !name.contains(BETWEEN))
            .map(|(name, _)| cleaned(name))
            .collect();
        let mut hands = Self {
            short,
            ..Self::default()
        };
        let mut dates: Vec<BTreeMap<Option<Timestamp>, usize>> = Vec::new();
        let mut uses: BTreeMap<Vec<AuthorId>, usize> = BTreeMap::new();
        for (name, date) in made {
            let ids = hands.enter(name, &alone);
            *uses.entry(ids.clone()).or_default() += 1;
            dates.resize(hands.authors.len(), BTreeMap::new());
            if let [id] = ids.as_slice() {
                *dates[usize::from(id.0)].entry(moment(date)).or_default() += 1;
            }
        }
        for (author, dates) in hands.authors.iter_mut().zip(dates) {
            // Of a mark without a date the author's would be taken for its own.
            if !dates.contains_key(&None) {
                let most = dates.into_iter().max_by_key(|(_, count)| *count);
                author.date = most.and_then(|(date, _)| date);
            }
        }
        if !uses.contains_key(&Vec::new()) {
            let most = uses.into_iter().rev().max_by_key(|(_, count)| *count);
            hands.default = most.map(|(ids, _)| ids).unwrap_or_default();
        }
        hands
    }

    fn enter(&mut self, name: &Rc<str>, alone: &BTreeSet<String>) -> Vec<AuthorId> {
        if let Some(known) = self.by_name.get(name) {
            return known.clone();
        }
        let mut whole = cleaned(name);
        if whole.is_empty() {
            // One hand all the same: its marks can be found, taken and refused by its key.
            whole = NAMELESS.to_owned();
            self.short.insert(whole.clone(), NAMELESS_KEY.to_owned());
        }
        let parts: Vec<&str> = whole.split(BETWEEN).collect();
        let names = match parts.iter().all(|part| alone.contains(*part)) {
            true => parts,
            false => vec![whole.as_str()],
        };
        let mut ids: Vec<AuthorId> = Vec::new();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            let known = self.places.get(name).copied();
            let at = known.unwrap_or_else(|| {
                let key = self.key(name);
                self.places.insert(name.to_owned(), self.authors.len());
                self.authors.push(Author {
                    key,
                    name: name.to_owned(),
                    date: None,
                    span: Span::NONE,
                });
                self.authors.len() - 1
            });
            // More authors than a document may have are nobody.
            let id = u16::try_from(at).ok().map(AuthorId);
            ids.extend(id.filter(|id| !ids.contains(id)));
        }
        self.by_name.insert(name.clone(), ids.clone());
        ids
    }

    /// A key that nobody has yet.
    fn key(&mut self, name: &str) -> String {
        let known = self.short.get(name).filter(|key| !self.keys.contains(*key));
        let short = known.cloned().unwrap_or_else(|| initials(name));
        let mut key = short.clone();
        let next = self.next.entry(short.clone()).or_insert(2);
        while !self.keys.insert(key.clone()) {
            key = format!("{short}{next}");
            *next += 1;
        }
        key
    }

    /// Whether somebody among them has no name.
    pub(super) fn has_nameless(&self) -> bool {
        self.places.contains_key(NAMELESS)
    }

    /// The hands with a name.
    pub(super) fn named(&self, name: &Rc<str>) -> Vec<AuthorId> {
        self.by_name.get(name).cloned().unwrap_or_default()
    }

    /// The hands of a deed, and its date where it is not theirs.
    pub(super) fn signature(
        &self,
        front: &FrontMatter,
        name: &Rc<str>,
        date: &str,
    ) -> (Vec<AuthorId>, Option<Timestamp>) {
        let hands = self.named(name);
        let theirs = front.date_of(&hands);
        let own = moment(date).filter(|own| Some(*own) != theirs && !hands.is_empty());
        (hands, own)
    }

    /// Enters the authors into the front matter.
    pub(super) fn introduce(&self, front: &mut FrontMatter) {
        front.authors.clone_from(&self.authors);
        front.hands.clone_from(&self.default);
    }
}

impl Deed {
    /// Whether two deeds are of one hand.
    pub(super) fn is_by(&self, other: &Self) -> bool {
        self.author == other.author
    }
}

/// What comments call their authors for short, where that can be a key.
fn short<'w>(comments: impl Iterator<Item = &'w Comment>) -> HashMap<String, String> {
    /// The longest key that is still short.
    const LONGEST: usize = 8;
    let mut short = HashMap::new();
    for comment in comments {
        let names: Vec<&str> = comment.author.split(BETWEEN).collect();
        let keys: Vec<&str> = comment.initials.split(BETWEEN).collect();
        if names.len() != keys.len() {
            continue;
        }
        for (name, key) in names.into_iter().zip(keys) {
            let is_key = key.starts_with(|c: char| c.is_ascii_uppercase())
                && key.len() <= LONGEST
                && key.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            if is_key {
                short.entry(cleaned(name)).or_insert_with(|| key.to_owned());
            }
        }
    }
    short
}

/// Who a name stands for, where it is a name.
pub(super) fn redliner(name: &str) -> Option<Redliner> {
    let name = cleaned(name);
    (!name.is_empty()).then(|| Redliner {
        key: initials(&name),
        name: Some(name),
    })
}

/// A name on one line. One that ends like a date would be read as a name and a date.
fn cleaned(name: &str) -> String {
    let spaced: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut name = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((before, behind)) = name.rsplit_once(',')
        && Timestamp::parse(behind.trim()).is_some()
    {
        name = format!("{before} {}", behind.trim());
    }
    name.trim_start_matches(['%', '#', '-', ':']).trim().to_owned()
}

/// The first letters of a name's words, family names last: `Acien, Clara` is CA.
fn initials(name: &str) -> String {
    let turned = match name.split_once(',') {
        Some((family, given)) => format!("{given} {family}"),
        None => name.to_owned(),
    };
    let words: Vec<&str> = turned
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|c| c.to_ascii_uppercase()).collect()
    };
    let letters = match words.as_slice() {
        [only] => plain(only).chars().take(3).collect(),
        words => words
            .iter()
            .filter_map(|word| plain(word).chars().next())
            .take(4)
            .collect::<String>(),
    };
    match letters.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => letters,
        false => "H".to_owned(),
    }
}

/// A moment as Word writes it; of one that is no moment, its day.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    let day = || {
        let date = Date::parse(text.get(..10)?)?;
        Some(Timestamp { date, seconds: None })
    };
    let whole = text.get(..19).unwrap_or(text);
    let read = Timestamp::parse(text).or_else(|| Timestamp::parse(whole));
    let read = read.or_else(day)?;
    // Where no time is known, midnight is written.
    Some(Timestamp {
        seconds: read.seconds.filter(|seconds| *seconds > 0),
        ..read
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_of_names() {
        for (name, key) in [
            ("Acien, Clara", "CA"),
            ("Janin, Patricia", "PJ"),
            ("pitt", "PIT"),
            ("Germany", "GER"),
            ("TSB (MEU)", "TM"),
            ("Иванов", "H"),
            ("1", "H"),
        ] {
            assert_eq!(initials(name), key, "{name}");
        }
    }

    #[test]
    fn names_cannot_be_taken_for_more() {
        assert_eq!(cleaned("A\nauthor: B"), "A author: B");
        assert_eq!(cleaned("A, 2014-09-15"), "A 2014-09-15");
        assert_eq!(
            moment("2015-10-12T19:51:00.000+02:00")
                .map(|it| it.to_string())
                .as_deref(),
            Some("2015-10-12T19:51:00Z")
        );
        assert_eq!(
            moment("2015-10-12Tx").map(|it| it.to_string()).as_deref(),
            Some("2015-10-12T00:00:00Z")
        );
        assert_eq!(moment("yesterday"), None);
    }
}
