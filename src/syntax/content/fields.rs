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
/// What fields end with.
const SWITCHES: [&str; 3] = ["\\* MERGEFORMAT", "* MERGEFORMAT", "MERGEFORMAT"];
/// What a field with the number of a page begins with.
const PAGES: [&str; 1] = ["PAGEREF _"];

/// The first place in a text where a field could not be printed, or stands with its code.
pub(super) fn left_behind(text: &str, span: Span) -> Option<Diagnostic> {
    let find = |words: &[&str]| {
        let found = words.iter().find_map(|word| Some((text.find(word)?, word.len())));
        found.map(|(at, length)| (at, at + length))
    };
    // Each message cries out, and a text is rarely looked through for all of them.
    let lost = || text.contains(['!', '！']).then(|| find(&LOST)).flatten();
    let code = || text.contains('M').then(|| find(&SWITCHES)).flatten();
    let page = || text.contains('_').then(|| find(&PAGES)).flatten();
    let ((start, end), what) = match lost() {
        Some(place) => (place, "a message of Word's in the place of a reference"),
        None => (code().or_else(page)?, "the code of a field of Word's"),
    };
    Some(
        Diagnostic::new(
            Code::NotationForeign,
            span.part(start, end),
            format!("`{}` is {what}, and is printed", &text[start..end]),
        )
        .help("write the words that are meant; `{@id}` refers to the block that `{#id}` at its end names"),
    )
}
