//! The findings about marks.

use super::super::token::{Mark, Stray};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::model::{AuthorId, ChangeKind, Revision};
use crate::source::Span;

/// What is wrong with a change mark inside so many others, of which `innermost` is nearest, in a
/// block in state `whole`; nothing where it may stand there. Whose marks may stand in a block that
/// is struck, their ends tell.
pub(super) fn misplaced_change(
    mark: Mark,
    around: usize,
    innermost: Option<Mark>,
    whole: Revision,
    opener: Span,
) -> Option<Diagnostic> {
    if whole.deleted.is_some() {
        let may_stand = around == 0 && matches!(mark, Mark::Insertion | Mark::Deletion);
        return (!may_stand).then(|| inside_deletion(opener));
    }
    let allowed = match (around, innermost) {
        (0, _) => true,
        (1, Some(Mark::Insertion)) => mark == Mark::Deletion,
        _ => false,
    };
    (!allowed).then(|| nested(opener))
}

/// A mark in a block that goes as it is.
pub(in super::super) fn inside_deletion(mark: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MarkInDeletion,
        mark,
        "this block is deleted whole, so nothing in it can change",
    )
    .help("remove the mark, or mark the block's parts instead of the block; only another hand's `{++…++}`, and a `{--…--}` of that hand and the block's together, may stand in it")
}

/// Whether a mark of these hands may stand in a block that others strike: its text goes with the
/// block, so it says something only where it is another hand's too.
pub(super) fn may_stand_in_deletion(kind: ChangeKind, hands: &[AuthorId], struck_by: &[AuthorId]) -> bool {
    let others = hands.iter().any(|hand| !struck_by.contains(hand));
    let all = struck_by.iter().all(|hand| hands.contains(hand));
    match kind {
        ChangeKind::Insertion => others,
        ChangeKind::Deletion => others && all && !struck_by.is_empty(),
    }
}

/// A mark inside another that it cannot stand in.
pub(in super::super) fn nested(mark: Span) -> Diagnostic {
    Diagnostic::new(Code::MarkNested, mark, "a change mark stands inside another")
        .help("close the outer mark first; only `{--…--}` may stand inside `{++…++}`")
}

/// A mark without its end. `behind` is what follows its opener in the block: the end of it may be there
/// with other signs.
pub(super) fn never_closed(mark: Mark, opener: Span, behind: &str) -> Diagnostic {
    let (opens, closes) = (mark.opener(), mark.closer());
    let found = Diagnostic::new(Code::MarkUnclosed, opener, format!("`{opens}` is never closed"))
        .label("it ends with its block");
    let Some((start, end)) = meant_end(behind) else {
        return found.help(format!("write `{closes}` where the mark ends"));
    };
    let title = format!("write `{closes}` for `{}`", &behind[start..end]);
    found
        .help(title.clone())
        .fix(title, opener.tail().part(start, end), closes)
}

/// The first brace behind an opener, with the signs before it, if it ends nothing else.
fn meant_end(behind: &str) -> Option<(usize, usize)> {
    let brace = behind.find(['{', '}'])?;
    let inside = behind.get(..brace).filter(|_| behind[brace..].starts_with('}'))?;
    let text = inside.trim_end_matches(['+', '-', '~', '<', '>', '=', '–']);
    let signs = inside[text.len()..].chars().count();
    (!text.trim().is_empty() && signs <= 3).then_some((text.len(), brace + 1))
}

pub(super) fn stray_closer(mark: Mark, span: Span) -> Diagnostic {
    let (start, brace) = mark.closer().split_at(mark.closer().len() - 1);
    Diagnostic::new(
        Code::MarkStrayCloser,
        span,
        format!("`{start}{brace}` closes nothing and is printed"),
    )
    .help(format!(
        "write `{}` where the mark begins, or `{start}\\{brace}` for the characters",
        mark.opener(),
    ))
}

pub(super) fn unfinished(stray: Stray, span: Span) -> Diagnostic {
    let (code, message, help) = match stray {
        Stray::NoteReference => (
            Code::NoteUnclosed,
            "`[^` begins a footnote reference that nothing ends",
            "write `[^id]` without spaces, and the text of the note on a line of its own, `[^id]: text`; or `\\[^` for the characters",
        ),
        Stray::CrossReference => (
            Code::ReferenceUnclosed,
            "`{@` begins a cross-reference that nothing ends",
            "write `{@id}` or `{@id.label}`, or `\\{@` for the characters",
        ),
        Stray::Suffix => (
            Code::ReferenceUnclosed,
            "a cross-reference can only end in `}` or `.label}`",
            "write `{@id}`, or `{@id.label}` for the label alone; names have no dots",
        ),
        Stray::Anchor => (
            Code::AnchorUnclosed,
            "`{#` begins a name that nothing ends",
            "write `{#id}`, without spaces; or `\\{#` for the characters",
        ),
    };
    Diagnostic::new(code, span, message).help(help)
}

/// `{#my name}`: the finding about a name that has spaces, from its opener on.
pub(super) fn spaced_name(source: &str, opener: Span) -> Option<Diagnostic> {
    let rest = source.get(opener.start as usize..)?.lines().next()?;
    let name = rest.strip_prefix("{#")?.split('}').next()?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let is_closed = rest.len() > name.len() + 2;
    if !is_closed || name.len() > 60 || !name.trim().contains(' ') || !name.chars().all(is_name) {
        return None;
    }
    let sound = name.split_whitespace().collect::<Vec<_>>().join("-");
    let whole = Span {
        end: opener.start + name.len() as u32 + 3,
        ..opener
    };
    let message = format!("`{name}` cannot be a name: names have no spaces");
    let title = format!("write `{{#{sound}}}`");
    let found = Diagnostic::new(Code::AnchorUnclosed, opener, message).help(title.clone());
    Some(found.fix(title, whole, format!("{{#{sound}}}")))
}

/// An author's key behind a mark, from which more than a comma parts it.
pub(super) fn key_apart(place: Span, blanks: usize, first: &str, key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AuthorApart,
        place,
        format!("`{key}` is an author's key, but stands apart from the mark and is text"),
    )
    .help(format!(
        "keys have a comma and no space between them, `@{first},{key}`; write `{{}}` behind the mark if it is text"
    ))
    .fix("write a comma without spaces", place.part(0, blanks), ",")
}

/// A mark that ends with the closer of another kind.
pub(super) fn wrong_closer(mark: Mark, span: Span, open: Mark, opener: Span) -> Diagnostic {
    let right = open.closer();
    let closer = Span {
        start: span.start,
        end: span.start + mark.closer().len() as u32,
        ..span
    };
    Diagnostic::new(
        Code::MarkWrongCloser,
        closer,
        format!("`{}` cannot close `{}`", mark.closer(), open.opener()),
    )
    .also(opener, "opened here")
    .help(format!("write `{right}`"))
    .fix(format!("write `{right}`"), closer, right)
}

/// A replacement that ends before the new text has begun.
pub(super) fn no_split(opener: Span, inside: &str) -> Diagnostic {
    let found = Diagnostic::new(
        Code::MarkNoSplit,
        opener,
        "this replacement has no `~>` between the old text and the new",
    )
    .help("write `{~~old~>new~~}`, or `{--text--}` to delete only");
    let mut arrows = ["->", "=>", "→", "~~>", "~~"]
        .iter()
        .flat_map(|arrow| inside.match_indices(arrow))
        .filter(|(at, arrow)| *arrow != "~~" || !inside[at + 2..].starts_with('>'));
    match (arrows.next(), arrows.next()) {
        (Some((at, arrow)), None) => {
            let place = opener.tail().part(at, at + arrow.len());
            found.fix("write `~>`", place, "~>")
        }
        _ => found,
    }
}

/// The finding that a brace begins what looks like a mark and is none.
pub(super) fn brace(before: Option<char>, behind: &str, span: Span) -> Option<Diagnostic> {
    let signs = behind.trim_start_matches(' ');
    let blanks = behind.len() - signs.len();
    let found =
        |message: String, help: &str| Diagnostic::new(Code::MarkSpaced, span, message).help(help.to_owned());
    if behind.starts_with("==") {
        let message = "`{==` is no mark, so this is text".to_owned();
        return Some(found(
            message,
            "there is no highlighting; a comment is `{>>text<<}`",
        ));
    }
    if let Some(dash) = behind.chars().next().filter(|c| matches!(c, '–' | '—')) {
        let message = format!("`{{{dash}` is no mark, so this is text: an editor has made one dash of `--`");
        return Some(found(
            message,
            "write `{--text--}`, with two hyphens on each side",
        ));
    }
    let mut signs_in = behind.chars();
    let alike = |c: Option<char>| c.is_some_and(|c| matches!(c, '＋' | '－' | '～' | '∼' | '˜' | '−' | '＞'));
    if let (true, true) = (alike(signs_in.next()), alike(signs_in.next())) {
        let sign: String = behind.chars().take(2).collect();
        let message = format!("`{{{sign}` is no mark, so this is text: its signs are other ones");
        return Some(found(
            message,
            "write `{++text++}`, `{--text--}` or `{~~old~>new~~}` with the signs of an English keyboard",
        ));
    }
    // An end that closes nothing is told as that.
    let line = behind.lines().next().unwrap_or_default();
    let is_closed = |close: &str| line.split('{').next().is_some_and(|text| text.contains(close));
    if behind.starts_with("<<") && !is_closed("<<}") {
        let message = "`{<<` is no mark, so this is text".to_owned();
        return Some(found(message, "a comment is `{>>text<<}`"));
    }
    let mut signs_and_text = behind.chars();
    if let (Some(sign @ ('+' | '~' | '>')), Some(text)) = (signs_and_text.next(), signs_and_text.next())
        && text.is_alphabetic()
        && !["++}", "--}", "~~}", "<<}"].into_iter().any(is_closed)
    {
        let message = format!("`{{{sign}` is no mark, so this is text");
        return Some(found(
            message,
            "a mark has two signs on each side, as in `{++text++}`, `{~~old~>new~~}` and `{>>comment<<}`",
        ));
    }
    if let Some((name, _)) = line.split_once('}')
        && is_name(name)
        // The braces behind a command of another notation are told with it.
        && before.is_none_or(|before| !before.is_alphanumeric())
    {
        let message = format!("`{{{name}}}` is text: braces alone neither name a place nor refer to one");
        return Some(found(
            message,
            &format!(
                "a reference is `{{@{name}}}`, the name of a place `{{#{name}}}` at its end, and an insertion `{{++{name}++}}`; write `\\{{` for the character"
            ),
        ));
    }
    let mark = ["++", "--", "~~", ">>"]
        .iter()
        .find(|mark| signs.starts_with(**mark))?;
    (blanks > 0).then(|| {
        let mut found = found(
            format!("`{{` and `{mark}` make a mark only with no space between, so this is text"),
            "remove the space",
        )
        .fix("remove the space", span.tail().part(0, blanks), "");
        let close = if *mark == ">>" { "<<" } else { mark };
        let inside = signs.get(2..).and_then(|inside| inside.split(['{', '\n']).next());
        let inside = inside.unwrap_or_default();
        if let Some((start, end)) = spaced_end(inside, close)
            && let Some(fix) = &mut found.fix
        {
            let inside = blanks + mark.len();
            fix.edits.push(Edit {
                span: span.tail().part(inside + start, inside + end),
                text: String::new(),
            });
        }
        found
    })
}

/// Whether what stands in braces may be the name of a place, or a label.
fn is_name(text: &str) -> bool {
    let is_label = text.len() <= 3 && text.starts_with(|c: char| c.is_ascii_alphanumeric());
    (1..=40).contains(&text.len())
        && (is_label || text.starts_with(|c: char| c.is_ascii_lowercase()))
        && text
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_')
}

/// The space before the brace of an end like `++ }`.
fn spaced_end(inside: &str, close: &str) -> Option<(usize, usize)> {
    let brace = inside.find('}')?;
    let before = inside[..brace].trim_end_matches(' ');
    (before.len() < brace && before.ends_with(close)).then_some((before.len(), brace))
}

/// A change of nothing.
pub(super) fn empty(whole: Span) -> Diagnostic {
    Diagnostic::new(Code::MarkEmpty, whole, "this mark holds nothing")
        .help("remove it, or put the text in")
        .fix("remove the mark", whole, "")
}

/// A paragraph mark with text behind it.
pub(super) fn mark_in_the_middle(span: Span) -> Diagnostic {
    misplaced_mark(span, "a paragraph mark stands in the middle of its block")
        .help("put it at the end of the block, or begin a new paragraph behind it")
}

/// A paragraph mark before another mark has ended.
pub(super) fn mark_inside_another(span: Span) -> Diagnostic {
    misplaced_mark(span, "a paragraph mark stands inside another mark")
        .help("put it after the other mark, at the end of the block")
}

/// The paragraph mark of a block that comes or goes whole.
pub(super) fn mark_of_whole(span: Span) -> Diagnostic {
    misplaced_mark(span, "this block is marked whole, and its paragraph mark with it")
        .help("remove the mark with `¶`, or mark the block's text alone")
}

/// A second paragraph mark of one kind.
pub(super) fn mark_twice(span: Span) -> Diagnostic {
    misplaced_mark(span, "the paragraph mark of this block is marked already").help("remove one of the two")
}

fn misplaced_mark(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::ParagraphMarkMisplaced, span, message)
}
