//! Signs in running text that look like marks of changes and comments and are none.

use std::ops::Range;

use super::faults;
use super::unbraced::{comment_in_brackets, paired, wide_brace};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;

/// The tags of HTML that set words.
const TAGS: [&str; 26] = [
    "b>", "i>", "u>", "em>", "strong>", "sub>", "sup>", "br>", "br/>", "br />", "p>", "span", "div", "img ",
    "a href", "ins>", "del>", "s>", "strike>", "mark>", "small>", "center>", "font ", "hr>", "li>", "td>",
];

/// So many bytes behind a brace tell what it begins.
pub(super) const NEAR_BRACE: usize = 240;
/// What is raised or lowered has no more bytes.
const LONGEST_INDEX: usize = 12;

/// Where a text has what would be told to look like a mark.
pub(crate) fn signs_told(text: &str) -> Vec<Range<usize>> {
    let whole = Span::new(0, text.len());
    let mut found = in_text(text, 0, whole);
    found.extend(comment(text, whole));
    for (at, _) in text.match_indices('{') {
        let before = text[..at].chars().next_back();
        let rest = &text[at + 1..];
        let rest = &rest[..rest.floor_char_boundary(NEAR_BRACE)];
        found.extend(faults::brace(before, rest, whole.part(at, at + 1)));
    }
    found.iter().map(|found| found.span().range()).collect()
}

/// What a run of text has that looks like a mark; `around` is the text with what stands about it, and
/// the run begins at `from`.
pub(super) fn in_text(around: &str, from: usize, span: Span) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(text) = around.get(from..from + (span.end - span.start) as usize) else {
        return found;
    };
    if !has_signs(text) && !around[..from].ends_with(']') {
        return found;
    }
    let tag = text.match_indices('<').find_map(|(at, _)| {
        let tag = TAGS.iter().find(|tag| text[at + 1..].starts_with(**tag))?;
        Some((at, at + 1 + tag.len()))
    });
    if let Some((start, end)) = tag {
        let message = format!("`{}` is text: there are no tags", &text[start..end]);
        found.push(
            Diagnostic::new(Code::NotationForeign, span.part(start, end), message).help(
                match &text[start + 1..end] {
                    "ins>" => "write `{++text++}` for what is inserted",
                    "del>" | "s>" | "strike>" => "write `{--text--}` for what is struck",
                    _ => "write `*italic*`, `**bold**`, `{^sup^}` or `{_sub_}`",
                },
            ),
        );
    }
    if let Some((start, end)) = entity(text) {
        let message = format!(
            "`{}` is text: characters are written as they are",
            &text[start..end]
        );
        found.push(
            Diagnostic::new(Code::NotationForeign, span.part(start, end), message)
                .help("write the character; a no-break space is `\\ `"),
        );
    }
    if around[..from].ends_with(']') {
        found.extend(link(text, span));
    }
    found.extend(lowered_and_raised(text, span));
    found.extend(turned_note(around, from, span));
    found.extend(note_inside(around, from, span));
    found.extend(key_inside(around, from, span));
    found.extend(underscores(around, from, span));
    found.extend(pointed(text, span));
    found.extend(comment_in_brackets(text, span));
    found.extend(wide_brace(text, span));
    for sign in ["++", "~~", "--"] {
        let mut at = 0;
        while let Some(opens) = text[at..].find(sign).map(|opens| at + opens) {
            let inside = opens + sign.len();
            let Some(closes) = text[inside..].find(sign).map(|closes| inside + closes) else {
                break;
            };
            let pair = paired(around, from, span, (opens, closes), sign);
            at = match &pair {
                Some(_) => closes + sign.len(),
                None => inside,
            };
            found.extend(pair);
        }
    }
    found
}

/// Whether a text has any of the signs that such slips are written with; most has none.
fn has_signs(text: &str) -> bool {
    // The first byte of the full-width brace.
    const WIDE: u8 = 0xEF;
    let mut before = 0;
    text.bytes().any(|byte| {
        let is_doubled = byte == b'-' && before == b'-';
        before = byte;
        is_doubled || matches!(byte, b'<' | b'>' | b'&' | b'~' | b'^' | b'_' | b'@' | b'+' | WIDE)
    })
}

/// The first character in the notation of HTML, `&nbsp;` or `&#160;`.
fn entity(text: &str) -> Option<(usize, usize)> {
    text.match_indices('&').find_map(|(at, _)| {
        let behind = &text[at + 1..];
        if behind.starts_with('#') {
            return Some((at, at + 2));
        }
        let name = behind.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let is_name = (3..=8).contains(&name.len()) || matches!(name, "lt" | "gt");
        (is_name && behind[name.len()..].starts_with(';')).then_some((at, at + name.len() + 2))
    })
}

/// `text <!-- words -->`, which at the start of a line is told of the line.
pub(super) fn comment(source: &str, span: Span) -> Option<Diagnostic> {
    let text = source.get(span.range())?;
    let at = text.find("<!--")?;
    if begins_line(source, span.start as usize + at) {
        return None;
    }
    let end = text[at..].find("-->").map_or(text.len(), |end| at + end + 3);
    let (place, message) = (span.part(at, end), "`<!--` is no comment here, so this is text");
    Some(
        Diagnostic::new(Code::NotationForeign, place, message).help(
            "a reviewer's comment is `{>>text<<}`; a line that begins with `%%` is a comment to yourself",
        ),
    )
}

/// `_word_` and `__word__`: the first, with what mends them all.
fn underscores(around: &str, from: usize, span: Span) -> Option<Diagnostic> {
    let text = &around[from..from + (span.end - span.start) as usize];
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"_{}/\\@#&=?.".contains(c));
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(opens) = text[at..].find('_').map(|opens| at + opens) {
        let inside = text[opens..].trim_start_matches('_');
        let signs = text.len() - opens - inside.len();
        at = opens + signs;
        let Some(length) = inside.find('_') else { break };
        let (inner, rest) = inside.split_at(length);
        let behind = rest.trim_start_matches('_');
        let is_pair = (1..=2).contains(&signs)
            && rest.len() - behind.len() == signs
            && inner.starts_with(char::is_alphabetic)
            && inner.ends_with(char::is_alphanumeric)
            && inner != "NOC"
            && apart(around[..from + opens].chars().next_back())
            && apart(around[from + text.len() - behind.len()..].chars().next());
        if is_pair {
            let end = text.len() - behind.len();
            let stars = &"**"[..signs];
            edits.push(Edit {
                span: span.part(opens, end),
                text: format!("{stars}{inner}{stars}"),
            });
            at = end;
        }
    }
    let first = edits.first()?;
    let title = format!("write `{}`", first.text);
    let message = "underscores are text: they set no words in italics or bold";
    let mut found = Diagnostic::new(Code::NotationForeign, first.span, message).help(title.clone());
    found.fix = Some(Fix { title, edits });
    Some(found)
}

/// `word^[the note]`, whose bracket may be a run of its own.
fn note_inside(around: &str, from: usize, span: Span) -> Option<Diagnostic> {
    let text = &around[from..from + (span.end - span.start) as usize];
    let is_mark = |at: &usize| {
        let (before, behind) = (&around[..from + at], &around[from + at + 1..]);
        before.ends_with(|c: char| c.is_alphanumeric() || ".,;:)”»\"".contains(c)) && behind.starts_with('[')
    };
    let at = text.match_indices('^').map(|(at, _)| at).find(is_mark)?;
    let message = "`^[` begins no note, so this is text";
    Some(
        Diagnostic::new(Code::NotationForeign, span.part(at, at + 1), message)
            .help("write `[^1]` here, and `[^1]: ` before the text of the note on a line of its own"),
    )
}

/// `[1^]`, whose brackets may be runs of their own.
fn turned_note(around: &str, from: usize, span: Span) -> Option<Diagnostic> {
    let text = &around[from..from + (span.end - span.start) as usize];
    text.match_indices('^').find_map(|(at, _)| {
        let (before, behind) = (&around[..from + at], &around[from + at + 1..]);
        let id = &before[before.rfind('[')? + 1..];
        let is_id = (1..=LONGEST_INDEX).contains(&id.len()) && id.chars().all(char::is_alphanumeric);
        if !is_id || !behind.starts_with(']') {
            return None;
        }
        let end = span.start + at as u32 + 2;
        let whole = Span {
            start: end - id.len() as u32 - 3,
            end,
            ..span
        };
        let message = format!("`[{id}^]` is text: the mark of a note has its `^` first");
        let title = format!("write `[^{id}]`");
        let found = Diagnostic::new(Code::NotationForeign, whole, message).help(title.clone());
        Some(found.fix(title, whole, format!("[^{id}]")))
    })
}

/// `{++@FR text++}`, where the key stands behind the mark.
fn key_inside(around: &str, from: usize, span: Span) -> Option<Diagnostic> {
    let opens = ["{++", "{--", "{~~"]
        .into_iter()
        .find(|sign| around[..from].ends_with(sign))?;
    let text = around[from..].strip_prefix('@')?;
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let (key, behind) = text.split_at(end);
    let is_key = key.starts_with(|c: char| c.is_ascii_uppercase()) && behind.starts_with([' ', ',', ':']);
    let closes = opens.trim_start_matches('{');
    is_key.then(|| {
        Diagnostic::new(
            Code::MarkSpaced,
            span.part(0, 1 + end),
            format!("`@{key}` stands inside the mark, so it is text"),
        )
        .help(format!(
            "the key of a hand follows its mark, `{opens}text{closes}}}@{key}`; write `\\@` for the character"
        ))
    })
}

/// `text [^1], more` and `text {>>say<<}, more`: the space before what hangs on a word.
pub(super) fn space_before(source: &str, place: Span, what: &str) -> Option<Diagnostic> {
    let behind = source.get(place.end as usize..)?;
    let before = source.get(..place.start as usize)?;
    let word = before.trim_end_matches([' ', '\u{A0}']);
    // French has a space before its high signs.
    let is_end = behind.starts_with([',', '.', ';', ':', ')', '，', '。', '；', '،', '؛'])
        || behind
            .trim_start_matches([' ', '\u{A0}', '\u{202F}'])
            .starts_with([';', ':']);
    let ends_word = |c: char| c.is_alphanumeric() || matches!(c, '»' | '”' | '’' | '"');
    let is_apart = word.len() < before.len() && word.ends_with(ends_word) && is_end;
    let space = Span {
        start: word.len() as u32,
        end: place.start,
        ..place
    };
    is_apart.then(|| {
        Diagnostic::new(
            Code::NoteSpaced,
            place,
            format!("a space stands before {what}, which parts it from its word"),
        )
        .fix("remove the space", space, "")
    })
}

/// ` , DE`, `/DE`, ` & DE` behind a mark: how much stands before the key, and the key.
pub(super) fn key_behind(behind: &str) -> Option<(usize, &str)> {
    let blanks = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let sign = blanks(behind);
    let sign = sign
        + behind[sign..]
            .chars()
            .next()
            .filter(|c| ",;/+&".contains(*c))?
            .len_utf8();
    let before = sign + blanks(&behind[sign..]);
    let rest = &behind[before..];
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let key = &rest[..end.unwrap_or(rest.len())];
    let is_key = key.starts_with(|c: char| c.is_ascii_uppercase())
        && !rest[key.len()..].starts_with(char::is_alphanumeric);
    is_key.then_some((before, key))
}

/// `<https://…>`
fn pointed(text: &str, span: Span) -> Option<Diagnostic> {
    let start = ["<https://", "<http://"]
        .iter()
        .find_map(|sign| text.find(sign))?;
    let end = start + text[start..].find('>')? + 1;
    let address = &text[start + 1..end - 1];
    let message = "the points about this address are printed";
    let found = Diagnostic::new(Code::NotationForeign, span.part(start, end), message);
    let title = "write it without them";
    (!address.contains(' ')).then(|| {
        found
            .help("write the address alone, or `[text](https://…)` for a link")
            .fix(title, span.part(start, end), address)
    })
}

/// `H~2~O`, `10^6^` and `10^6`: the first of each, with what mends them all.
fn lowered_and_raised(text: &str, span: Span) -> Vec<Diagnostic> {
    let tell = |(sign, what, open, close): (char, &str, &str, &str)| {
        let mut edits = Vec::new();
        let mut from = 0;
        while let Some(at) = text[from..].find(sign).map(|at| from + at) {
            from = at + 1;
            let Some((inner, end)) = index_behind(text, at, sign) else {
                continue;
            };
            edits.push(Edit {
                span: span.part(at, end),
                text: format!("{open}{inner}{close}"),
            });
            from = end;
        }
        let first = edits.first()?;
        let place = first.span;
        let written = text.get((place.start - span.start) as usize..(place.end - span.start) as usize)?;
        let message = format!("`{written}` is text: `{sign}` sets nothing {what}");
        let title = format!("write `{}`", first.text);
        let mut found = Diagnostic::new(Code::NotationForeign, place, message).help(title.clone());
        found.fix = Some(Fix { title, edits });
        Some(found)
    };
    let signs = [('~', "lower", "{_", "_}"), ('^', "higher", "{^", "^}")];
    signs.into_iter().filter_map(tell).collect()
}

/// What a sign behind a word would raise or lower, and where that ends: up to a second sign, or the
/// digits of a power.
fn index_behind(text: &str, at: usize, sign: char) -> Option<(&str, usize)> {
    let (before, rest) = (&text[..at], &text[at + 1..]);
    if !before.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
        return None;
    }
    let paired = rest.find(sign).filter(|end| {
        let is_index = |c: char| c.is_alphanumeric() || "+-–−".contains(c);
        (1..=LONGEST_INDEX).contains(end)
            && rest[..*end].chars().all(is_index)
            && !rest[end + 1..].starts_with(sign)
    });
    if let Some(end) = paired {
        return Some((&rest[..end], at + end + 2));
    }
    let behind = rest
        .trim_start_matches(['-', '−', '–'])
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let power = &rest[..rest.len() - behind.len()];
    let is_power = sign == '^'
        && power.ends_with(|c: char| c.is_ascii_digit())
        && !behind.starts_with(|c: char| c.is_alphanumeric() || c == '^');
    is_power.then_some((power, at + 1 + power.len()))
}

/// The first command of LaTeX with an argument, `\emph{word}`, whose backslash and brace may be runs of
/// their own. At the start of a line it is told of the line.
pub(super) fn command(source: &str, span: Span) -> Option<Diagnostic> {
    let start = span.start as usize;
    let first = start - usize::from(source.get(..start)?.ends_with('\\'));
    let (place, end) = source
        .get(first..span.end as usize)?
        .match_indices('\\')
        .find_map(|(at, _)| {
            let command = source.get(first + at..)?;
            let name = command[1..].trim_start_matches(|c: char| c.is_ascii_lowercase());
            let length = command.len() - name.len();
            let is_escaped = source.get(..first + at)?.ends_with('\\');
            (length > 2 && !is_escaped && name.starts_with('{')).then_some((first + at, length))
        })?;
    if begins_line(source, place) {
        return None;
    }
    let name = &source[place..place + end];
    let place = Span {
        start: place as u32,
        end: (place + end) as u32,
        ..span
    };
    let message = format!("`{name}` is text: there are no commands");
    Some(
        Diagnostic::new(Code::NotationForeign, place, message).help(
            "write `*italic*`, `**bold**`, `### Heading`, `[^1]` for a note and `{@id}` for a reference",
        ),
    )
}

/// Whether nothing but spaces stands before a place on its line.
fn begins_line(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
}

/// `[words](#id)` and `[words](www.example.org)`, from behind the `]`.
fn link(text: &str, span: Span) -> Option<Diagnostic> {
    if let Some((address, _)) = text.strip_prefix(" (").and_then(|text| text.split_once(')'))
        && address.starts_with("http")
        && !address.contains(' ')
    {
        let found = Diagnostic::new(
            Code::LinkAddress,
            span.part(0, address.len() + 3),
            "there is a space before this address, so it is text and no link",
        );
        return Some(
            found
                .help("write `[text](https://…)`")
                .fix("remove the space", span.part(0, 1), ""),
        );
    }
    let (address, _) = text.strip_prefix('(')?.split_once(')')?;
    let place = span.part(1, 1 + address.len());
    if let Some(id) = address.strip_prefix('#') {
        let is_id = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        return is_id.then(|| {
            Diagnostic::new(
                Code::NotationForeign,
                place,
                format!("`(#{id})` is text: no link leads to a place in the document"),
            )
            .help(format!(
                "write `{{@{id}}}`, which prints what the place that is named `{{#{id}}}` is called"
            ))
        });
    }
    let scheme = address.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let has_scheme = scheme.len() + 1 < address.len() && scheme.starts_with(':');
    let is_file = [".pdf", ".docx", ".html", ".htm", ".plen", ".md"]
        .iter()
        .any(|ending| address.ends_with(ending));
    let is_site = address.starts_with("www.");
    let is_address = is_site || has_scheme || is_file || address.starts_with('/');
    (is_address && !address.contains(char::is_whitespace)).then(|| {
        let found = Diagnostic::new(
            Code::LinkAddress,
            place,
            format!("`{address}` is no whole address, so this is text"),
        )
        .help("links begin with `https://`, `http://` or `mailto:`");
        match is_site {
            true => found.fix("write `https://` before it", place.head(), "https://"),
            false => found,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::in_text;
    use crate::diagnostic::apply;
    use crate::source::Span;

    fn told(text: &str) -> Option<String> {
        let found = in_text(text, 0, Span::new(0, text.len()));
        let edits = found
            .into_iter()
            .flat_map(|found| found.fix)
            .flat_map(|fix| fix.edits);
        let mut edits: Vec<_> = edits.collect();
        edits.sort_by_key(|edit| edit.span.start);
        (!edits.is_empty()).then(|| apply(text, &edits))
    }

    #[test]
    fn a_key_inside_its_mark_is_told() {
        let told = |text: &str| {
            let from = text.find('@').unwrap_or(0);
            let end = text[from..].find('+').map_or(text.len(), |end| from + end);
            !in_text(text, from, Span::new(from, end)).is_empty()
        };
        assert!(told("to {++@FR act++} and"));
        assert!(told("to {++@FR, act++} and"));
        assert!(!told("to {++@fr act++} and"));
        assert!(!told("to {++x++}@FR and"));
    }

    #[test]
    fn addresses_that_lead_nowhere_are_told() {
        let told = |text: &str| {
            let from = text.find('(').unwrap_or(0);
            !in_text(text, from, Span::new(from, text.len())).is_empty()
        };
        for text in [
            "a [b](javascript:x)",
            "a [b](//host/share)",
            "a [b](annex.pdf)",
            "a [b](www.itu.int)",
        ] {
            assert!(told(text), "{text}");
        }
        for text in ["a [b](see: x)", "a [b](Rev. 1)", "a [b](a)", "a [b](2:)"] {
            assert!(!told(text), "{text}");
        }
    }

    #[test]
    fn signs_without_braces_are_told() {
        for (text, mended) in [
            ("to (++quickly++) act", "to {++quickly++} act"),
            ("to ++quickly++ act", "to {++quickly++} act"),
            ("to ~~slowly~~ act", "to {--slowly--} act"),
            ("to [--slowly--] act", "to {--slowly--} act"),
            ("10^6^ of H~2~O", "10{^6^} of H{_2_}O"),
            ("10^-6 W/m^2, m^2", "10{^-6^} W/m{^2^}, m{^2^}"),
            ("an _inter alia_ and __bold__ x", "an *inter alia* and **bold** x"),
            ("see <https://www.itu.int>", "see https://www.itu.int"),
            ("as agreed[1^].", "as agreed[^1]."),
            (
                "++one++, ++two++ and ~~three~~",
                "{++one++}, {++two++} and {--three--}",
            ),
        ] {
            assert_eq!(told(text).as_deref(), Some(mended), "{text}");
        }
        for text in [
            "C++ and C++",
            "the Conference --in its wisdom-- decides",
            "a++ b++",
            "1 -- 2 -- 3",
            "~~ x ~~",
            "about ~5 to ~6",
            "5~6 and 7~8",
            "a_b_c, _NOC_ and x_ y_",
            "https://a.b/_c_d",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
