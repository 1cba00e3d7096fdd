//! Which characters of the text need a backslash to be themselves.

/// Writes a line without the spaces at its end. A no-break space there is kept from losing the one
/// that its backslash stands before.
pub(super) fn line(line: &str, out: &mut String) {
    let bare = line.trim_end_matches(' ');
    let backslashes = bare.len() - bare.trim_end_matches('\\').len();
    out.push_str(bare);
    if bare.len() < line.len() && backslashes % 2 == 1 {
        out.push_str(" {}");
    }
    out.push('\n');
}

/// What stands about a run of characters.
pub(super) struct Surroundings<'a> {
    /// What is written before it.
    pub(super) written: &'a str,
    /// The character of the text before it.
    pub(super) before: Option<char>,
    /// The character of the text behind it, marks looked through.
    pub(super) after: Option<char>,
    /// What is written right behind it.
    pub(super) touching: Option<char>,
    pub(super) in_emphasis: bool,
    pub(super) in_link: bool,
    pub(super) in_cell: bool,
}

/// The closers of marks, and the sign between the halves of a replacement. Their last character is
/// the one to escape: `\-` is a no-break hyphen.
const CLOSERS: &[&str] = &["++}", "--}", "~~}", "<<}", "^}", "_}", "~>"];

/// A run of characters as source.
pub(super) fn text(characters: &str, about: &Surroundings<'_>) -> String {
    let mut out = String::with_capacity(characters.len() + 8);
    let mut before = about.before;
    for (at, c) in characters.char_indices() {
        let rest = &characters[at..];
        let next = rest.chars().nth(1);
        let escaped = match c {
            '\\' => true,
            '{' => match next.or(about.touching) {
                Some(next) => {
                    matches!(next, '^' | '_' | '@' | '#' | '}' | '{')
                        || ["{++", "{--", "{~~", "{>>"]
                            .iter()
                            .any(|mark| rest.starts_with(mark))
                        || rest.len() < 3 && matches!(next, '+' | '-' | '~' | '>')
                }
                None => false,
            },
            '}' | '>' => CLOSERS
                .iter()
                .filter_map(|closer| closer.strip_suffix(c))
                .any(|lead| ends_with(about.written, &out, lead)),
            '[' => about.in_link || next.or(about.touching) == Some('^'),
            ']' => about.in_link || opens_link(&rest[1..]),
            '*' => {
                let within = at > 0 && next.is_some();
                star(before, next.or(about.after), within, about.in_emphasis)
            }
            '|' => about.in_cell,
            _ => false,
        };
        match c {
            '\u{A0}' => out.push_str("\\ "),
            '\u{2011}' => out.push_str("\\-"),
            _ => {
                if escaped {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        before = Some(c);
    }
    out
}

/// Whether the text so far ends with a sign of a closer.
fn ends_with(written: &str, out: &str, lead: &str) -> bool {
    match lead.strip_suffix(out) {
        Some(before) => written.ends_with(before),
        None => out.ends_with(lead),
    }
}

/// Whether a star would begin or end emphasis.
/// Only `within` a run is it known to be between two letters: at its edges other stars may stand
/// between.
fn star(before: Option<char>, after: Option<char>, within: bool, in_emphasis: bool) -> bool {
    let glued = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if within && glued(before) && glued(after) {
        return false;
    }
    let may_open = after.is_some_and(|c| !c.is_whitespace());
    let may_close = before.is_some_and(|c| !c.is_whitespace());
    may_open || may_close && in_emphasis || before == Some('*')
}

/// Whether what follows a bracket makes it the end of a link's text.
fn opens_link(rest: &str) -> bool {
    rest.strip_prefix('(').is_some_and(|rest| {
        let scheme = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        scheme.len() < rest.len() && (scheme.starts_with("://") || rest.starts_with("mailto:"))
    })
}

/// A comment's text as source.
pub(super) fn comment(text: &str) -> String {
    text.replace('\\', "\\\\").replace("<<}", "\\<<}")
}

/// Whether emphasis may begin before a character, and end behind one.
pub(super) fn may_open(c: char) -> bool {
    c.is_alphanumeric() || "([{\"'“‘«‹„§#¿¡+-–.€$£".contains(c)
}
