//! The form in which the house prints a label, however it is typed.

use super::Language;

/// Arabic letters behind which ITU leaves a space before the bracket (FORMAT § 8.3).
const SPACED: [char; 7] = ['أ', 'ا', 'إ', 'آ', 'د', 'ﻫ', 'و'];

/// A label of a clause or heading as the house prints it in a language: `a)` for `(a)`, `a）` and
/// `a )`, `1)` for `(1)`, `1` for `1.`, one kind of dash and of bullet. What is in that form
/// already is given back as it is, and so are its letters and digits.
pub fn house_form(typed: &str, language: Language) -> String {
    let typed = typed.trim();
    match typed {
        "-" | "–" | "—" => return if language == Language::Arabic { "-" } else { "–" }.to_owned(),
        "•" | "·" => return "•".to_owned(),
        _ => {}
    }
    let text = typed.trim_start_matches(['(', '（']);
    let Some((core, insert)) = text.split_once([')', '）']) else {
        return text.trim_end_matches('.').to_owned();
    };
    let core = core.trim_end();
    let plain = core.trim_end_matches('ـ');
    let letter = match plain {
        "ه" | "ﻩ" | "ة" => "ﻫ",
        _ if plain.is_empty() => core,
        _ => plain,
    };
    let space = if letter.starts_with(SPACED) { " " } else { "" };
    format!("{letter}{space}){insert}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_one_form() {
        for (typed, printed) in [
            ("(a)", "a)"),
            ("a)", "a)"),
            ("a )", "a)"),
            ("a）", "a)"),
            ("（a）", "a)"),
            ("(A)", "A)"),
            ("(ii)", "ii)"),
            ("(b)bis", "b)bis"),
            ("bbis)", "bbis)"),
            ("1", "1"),
            ("1.", "1"),
            ("1.1.", "1.1"),
            ("1bis.2", "1bis.2"),
            ("(1)", "1)"),
            ("（1）", "1)"),
            ("1)bis", "1)bis"),
            ("(в)", "в)"),
            ("—", "–"),
            ("-", "–"),
            ("·", "•"),
        ] {
            assert_eq!(house_form(typed, Language::English), printed, "{typed}");
            assert_eq!(house_form(printed, Language::English), printed, "{printed}");
        }
    }

    #[test]
    fn arabic_letters_that_do_not_join_stand_apart_from_their_bracket() {
        for (typed, printed) in [
            ("أ)", "أ )"),
            (" أ )", "أ )"),
            ("(أ)", "أ )"),
            ("ب )", "ب)"),
            ("د)", "د )"),
            ("هـ)", "ﻫ )"),
            ("و)", "و )"),
            ("ز )", "ز)"),
            ("–", "-"),
            ("(1)", "1)"),
        ] {
            assert_eq!(house_form(typed, Language::Arabic), printed, "{typed}");
            assert_eq!(house_form(printed, Language::Arabic), printed, "{printed}");
        }
    }
}
