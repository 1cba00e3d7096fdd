//! Where two stretches of a source come to stand side by side that did not.

/// Two parts of one text behind each other, which are not read as more than that.
pub(super) fn put_behind(text: &mut String, next: &str) {
    if joins(text, next) {
        text.push_str("{}");
    }
    text.push_str(next);
}

/// Whether a text ends with a mark that the next character would be part of.
pub(super) fn joins(text: &str, next: &str) -> bool {
    let (Some(_), Some(next)) = (closed_mark(text), next.chars().next()) else {
        return false;
    };
    let bare = text.ends_with('}');
    matches!(next, '@' | '#') || !bare && (next.is_ascii_alphanumeric() || matches!(next, '_' | '(' | ','))
}

/// Whether stars would come to stand between two letters or digits, where they are text: marks around
/// them are transparent.
pub(super) fn stars_join(text: &str, next: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let (mut before, mut behind) = (text, next);
    loop {
        let seen = without_closer(before.trim_end_matches('*'));
        if seen.len() == before.len() {
            break;
        }
        before = seen;
    }
    // A link shows its words.
    while let Some(seen) = ["{++", "{--", "{~~", "{^", "{_", "*", "["]
        .into_iter()
        .find_map(|sign| behind.strip_prefix(sign))
    {
        behind = seen;
    }
    let has_star = |signs: &str| signs.contains('*');
    (has_star(&text[before.len()..]) || has_star(&next[..next.len() - behind.len()]))
        && before.ends_with(is_word)
        && behind.starts_with(is_word)
}

/// A text without the closer of the mark that it ends with, and without the hands behind it.
fn without_closer(text: &str) -> &str {
    let mark = closed_mark(text).unwrap_or_default();
    let marked = ["++", "--", "^", "_"]
        .into_iter()
        .find_map(|closer| mark.strip_suffix(closer));
    marked.unwrap_or(text)
}

/// So many bytes may say whose a mark is. The text before it may be long, and is looked at no further.
const LONGEST_SIGNATURE: usize = 1_000;

/// What stands before the brace that closes the mark at the end of a text, signed or not.
fn closed_mark(text: &str) -> Option<&str> {
    let signs = |byte: &u8| byte.is_ascii_alphanumeric() || b"@#_,():-".contains(byte);
    let hands = text
        .bytes()
        .rev()
        .take(LONGEST_SIGNATURE)
        .take_while(signs)
        .count();
    let (mark, hands) = text.split_at(text.len() - hands);
    let is_signed = hands.is_empty() || hands.starts_with(['@', '#']);
    mark.strip_suffix('}').filter(|_| is_signed)
}
