//! What fields of Word leave behind in a text that was pasted.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// What Word prints, in the six languages, where what a field refers to is gone.
const LOST: [&str; 13] = [
    "Reference source not found",
    "Bookmark not defined",
    "Source du renvoi introuvable",
    "Signet non défini",
    "No se encuentra el origen de la referencia",
    "Marcador no definido",
    "Источник ссылки не найден",
    "Закладка не определена",
    "未找到引用源",
    "未定义书签",
    "لم يتم العثور على مصدر المرجع",
    "الإشارة المرجعية غير معرفة",
    "الإشارة المرجعية غير معرّفة",
];
/// What fields are written with.
const CODES: [&str; 4] = ["\\* MERGEFORMAT", "* MERGEFORMAT", "MERGEFORMAT", "PAGEREF _"];

/// The first place in a text where a field could not be printed, or stands with its code.
pub(super) fn left_behind(text: &str, span: Span) -> Option<Diagnostic> {
    let find = |words: &[&str]| {
        let found = words.iter().find_map(|word| Some((text.find(word)?, word.len())));
        found.map(|(at, length)| (at, at + length))
    };
    let (place, what) = match find(&LOST) {
        Some(place) => (place, "a message of Word's in the place of a reference"),
        None => (find(&CODES)?, "the code of a field of Word's"),
    };
    let (start, end) = place;
    Some(
        Diagnostic::new(
            Code::NotationForeign,
            span.part(start, end),
            format!("`{}` is {what}, and is printed", &text[start..end]),
        )
        .help("write the words that are meant; `{@id}` refers to the block that `{#id}` at its end names"),
    )
}
