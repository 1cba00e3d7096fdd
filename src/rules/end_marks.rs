//! Clauses end with a semicolon, the last of a section with a comma or a full stop.

use super::draft::{Draft, Findings, Line, Part, mended};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BlockKind, Language, View};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleEndMarks,
    houses: EVERY,
    why: "The clauses of a section are parts of one sentence. When one comes or goes, its neighbours' marks are easily forgotten.",
    example: "a) the first text\nb) the second text;",
    instead: "a) the first text;\nb) the second text,",
    tells_adopted: false,
    check,
};

/// The marks of a language: between clauses, behind the last of a section, behind the last of all.
struct Marks {
    between: char,
    last: char,
    stop: char,
}

fn marks(language: Language) -> Marks {
    let (between, last, stop) = match language {
        Language::Chinese => ('；', '，', '。'),
        Language::Arabic => ('؛', '،', '.'),
        _ => (';', ',', '.'),
    };
    Marks { between, last, stop }
}

/// What closes behind an end mark.
const CLOSING: &str = ")]\"'”’»›）】》」』";

/// A call's clauses.
pub(super) struct Section<'t, 'd> {
    pub(super) clauses: Vec<&'t Line<'d>>,
    /// Whether nothing but clauses stands in it.
    is_whole: bool,
    /// Whether another call follows.
    goes_on: bool,
}

/// The sections of all instruments.
pub(super) fn sections<'t, 'd>(draft: &'t Draft<'d>) -> Vec<Section<'t, 'd>> {
    let lines = &draft.lines;
    let is_call = |line: &Line<'_>| matches!(line.kind, BlockKind::Call) && line.part == Part::Instrument;
    let calls = (0..lines.len()).filter(|&at| is_call(&lines[at]));
    let section = |call: usize| {
        let rest = &lines[call + 1..];
        let is_inside = |line: &&Line<'_>| {
            matches!(line.kind, BlockKind::Clause | BlockKind::Paragraph) && line.part == Part::Instrument
        };
        let clauses: Vec<&Line<'_>> = rest.iter().take_while(is_inside).collect();
        let next = rest.get(clauses.len());
        // What is no call and no end may be a table or a note amid the section.
        let is_end = |next: &Line<'_>| {
            let ends = matches!(
                next.kind,
                BlockKind::Call
                    | BlockKind::History
                    | BlockKind::Reasons
                    | BlockKind::Proposal(_)
                    | BlockKind::NumberLine(_)
                    | BlockKind::Rule
            );
            ends || next.part != Part::Instrument
        };
        Section {
            is_whole: next.is_none_or(is_end),
            goes_on: next.is_some_and(is_call),
            clauses,
        }
    };
    calls.map(section).collect()
}

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let marks = marks(draft.language());
    for section in sections(draft) {
        check_section(&section, &marks, findings);
    }
}

fn check_section(section: &Section<'_, '_>, marks: &Marks, findings: &mut Findings) {
    let Section {
        clauses,
        is_whole,
        goes_on,
    } = section;
    for (at, line) in clauses.iter().enumerate() {
        let is_labelled = matches!(line.kind, BlockKind::Clause);
        let next = clauses.get(at + 1);
        let is_last = next.is_none();
        // A clause of several paragraphs ends as its author likes, and so does one that others stand in.
        let is_ended =
            next.is_none_or(|next| matches!(next.kind, BlockKind::Clause) && next.depth <= line.depth);
        if !is_ended || is_last && !*is_whole || !is_last && !is_labelled {
            continue;
        }
        let (end, mark) = end_of(line, marks);
        let is_right = match mark {
            // Questions, quotations and lists that follow in another form.
            Some('?' | '!' | '…' | ':' | '：' | '؟') => true,
            Some(mark) if is_last => [',', '.', '，', '。', '،'].contains(&mark),
            Some(mark) if line.depth > 0 => [';', ',', '；', '，', '؛', '،', '.'].contains(&mark),
            Some(mark) => [';', '；', '؛'].contains(&mark),
            None => false,
        };
        if is_right || end == 0 {
            continue;
        }
        let wanted = match (is_last, *goes_on) {
            (false, _) => marks.between,
            (true, true) => marks.last,
            (true, false) => marks.stop,
        };
        findings.push(line, finding(line, next.copied(), (end, mark), wanted));
    }
}

fn finding(
    line: &Line<'_>,
    next: Option<&Line<'_>>,
    (end, mark): (usize, Option<char>),
    wanted: char,
) -> Diagnostic {
    let name = match line.label(View::Final) {
        Some(label) => format!("the clause {label}"),
        None => "the clause".to_owned(),
    };
    let (range, said, edit) = match mark {
        Some(mark) => {
            let range = end - mark.len_utf8()..end;
            let edit = line.edit(range.clone(), &wanted.to_string());
            (range, format!("{name} ends with `{mark}`"), edit)
        }
        None => {
            let last = line.text[..end].chars().next_back().map_or(0, char::len_utf8);
            let edit = line.insertion(end, &wanted.to_string());
            (end - last..end, format!("{name} has no mark at its end"), edit)
        }
    };
    let place = match next {
        None => "is the last of its section",
        Some(_) => "another follows it",
    };
    let mut found = Diagnostic::new(
        Code::RuleEndMarks,
        line.span(range),
        format!("{said}, and {place}"),
    );
    if let Some(label) = next.and_then(|next| next.block.label.as_ref()) {
        found = found.also(label.span, "here");
    }
    let title = match mark {
        Some(_) => format!("write `{wanted}`"),
        None => format!("write `{wanted}` behind it"),
    };
    mended(found, title, edit)
}

/// Where the text of a clause ends, and the mark there; *and* or *or* may follow it.
fn end_of(line: &Line<'_>, marks: &Marks) -> (usize, Option<char>) {
    let whole = line.text.trim_end();
    let is_mark = |c: char| {
        c == marks.between || c == marks.last || c == marks.stop || ".,;:?!…，；。：？！،؛؟".contains(c)
    };
    let ended = |text: &str| {
        let seen = text.trim_end_matches(|c: char| c.is_whitespace() || CLOSING.contains(c));
        let mark = seen.chars().next_back().filter(|c| is_mark(*c));
        // A full stop in a closing bracket ends what stands in it.
        mark.map(|mark| (seen.len(), mark))
    };
    if let Some((end, mark)) = ended(whole) {
        return (end, Some(mark));
    }
    if let Some((before, word)) = whole.rsplit_once(char::is_whitespace)
        && word.chars().count() <= 6
        && crate::model::ends_clause(whole)
        && let Some((end, mark)) = ended(before)
    {
        return (end, Some(mark));
    }
    (whole.len(), None)
}
