//! Lines that look like the mark of a proposal and are none.

use crate::diagnostic::{Code, Diagnostic};
use crate::nearest::nearest;
use crate::source::Span;

/// `MOD EUR80`, `Mod EUR/80/1`, `ADDD/5/1`, `MOD: EUR/80/1`, and `MOD` alone.
pub(super) fn proposal(text: &str, span: Span) -> Option<Diagnostic> {
    let found = |message: String| Diagnostic::new(Code::ProposalUnmarked, span, message);
    let mut words = text.split([' ', '\t', '\u{A0}']).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next());
    if let Some(third) = words.next() {
        return crowded_proposal(text, span, [first, second?, third], words.next().is_some());
    }
    let Some(number) = second else {
        if ACTIONS.contains(&first) {
            return Some(
                found(format!(
                    "`{first}` looks like a proposal mark, but has no number, so it is text"
                ))
                .help(format!("write the number behind it, as in `{first} EUR/80/1`")),
            );
        }
        let (action, number) = first.split_once(['/', ':'])?;
        let has_number = number.contains(|c: char| c.is_ascii_digit());
        let action = has_number.then(|| meant_action(action)).flatten()?;
        let help = format!("write `{action}`, a space and the whole number, as in `{action} EUR/80/1`");
        return Some(found(format!("`{text}` looks like a proposal mark, but is text")).help(help));
    };
    if ACTIONS.contains(&number) && is_proposal_number(first) {
        let right = format!("{number} {first}");
        return Some(
            found(format!(
                "`{text}` looks like a proposal mark, but its number stands first, so it is text"
            ))
            .help(format!("write `{right}`"))
            .fix(format!("write `{right}`"), span.part(0, text.len()), right),
        );
    }
    if let Some(action) = translated_action(first).filter(|_| is_proposal_number(number)) {
        return Some(
            found(format!(
                "`{first}` begins no proposal mark: its words are the same in all languages, so this is text"
            ))
            .help(format!("write `{action}`"))
            .fix(format!("write `{action}`"), span.part(0, first.len()), action),
        );
    }
    let latin = latin_twins(first);
    if latin != first && ACTIONS.contains(&&*latin) && is_proposal_number(number) {
        return Some(
            found(format!(
                "`{first}` has letters of another alphabet that look like those of `{latin}`, so this is text"
            ))
            .help(format!("write `{latin}` in Latin letters"))
            .fix(format!("write `{latin}`"), span.part(0, first.len()), latin),
        );
    }
    let action = first.trim_end_matches(':');
    let capital = action.to_uppercase();
    let is_number =
        number.starts_with(|c: char| c.is_ascii_uppercase()) && number.contains(|c: char| c.is_ascii_digit());
    let meant = meant_action(&capital)?;
    if !is_number {
        return None;
    }
    if !number.contains('/') {
        return (meant == capital).then(|| {
            found(format!(
                "`{text}` looks like a proposal mark, but its number has no `/`"
            ))
            .help("write the number as in `MOD EUR/80/1`")
        });
    }
    (meant != first).then(|| {
        found(format!("`{first}` begins no proposal mark, so this is text"))
            .help(format!("write `{meant}`"))
            .fix(format!("write `{meant}`"), span.part(0, first.len()), meant)
    })
}

/// `MOD - EUR/80/1`, and a mark with something behind its number.
fn crowded_proposal(text: &str, span: Span, words: [&str; 3], goes_on: bool) -> Option<Diagnostic> {
    let [action, second, third] = words;
    if !ACTIONS.contains(&action) || text.len() > LONGEST_MARK {
        return None;
    }
    let found = |message: String| Diagnostic::new(Code::ProposalUnmarked, span, message);
    if matches!(second, "-" | "–" | "—" | ":") && is_proposal_number(third) && !goes_on {
        let right = format!("{action} {third}");
        return Some(
            found(format!(
                "nothing stands between the word and the number of a proposal mark, so `{text}` is text"
            ))
            .help(format!("write `{right}`"))
            .fix(format!("write `{right}`"), span.part(0, text.len()), right),
        );
    }
    is_proposal_number(second.trim_end_matches([',', ';'])).then(|| {
        found(format!(
            "`{action} {second}` looks like a proposal mark, but has more behind its number, so it is text"
        ))
        .help("a proposal mark has one number and stands alone on its line")
    })
}

/// Longer lines that begin like a proposal mark are text.
const LONGEST_MARK: usize = 80;

/// A word with Latin letters for the Cyrillic and wide ones that look like them.
fn latin_twins(word: &str) -> String {
    let twin = |c: char| match c {
        'А' => 'A',
        'С' => 'C',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Ѕ' => 'S',
        'Ａ'..='Ｚ' => char::from_u32(c as u32 - 'Ａ' as u32 + 'A' as u32).unwrap_or(c),
        other => other,
    };
    word.chars().map(twin).collect()
}

/// `EUR/80A1/1`
fn is_proposal_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.contains('/')
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || b"/()-_".contains(&c))
}

/// What proposal marks begin with.
const ACTIONS: [&str; 8] = ["ADD", "MOD", "(MOD)", "SUP", "NOC", "_NOC_", "ADD*", "SUP*"];

/// The action that a word of another language than that of the marks stands for.
fn translated_action(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &[&str]); 4] = [
        (
            "ADD",
            &[
                "AJOUTER",
                "AÑADIR",
                "AGREGAR",
                "ДОБАВИТЬ",
                "增加",
                "增添",
                "新增",
                "إضافة",
            ],
        ),
        (
            "MOD",
            &["MODIFIER", "MODIFICAR", "ИЗМЕНИТЬ", "ИЗМ", "修改", "تعديل"],
        ),
        (
            "SUP",
            &[
                "SUPPRIMER",
                "SUPRIMIR",
                "ИСКЛЮЧИТЬ",
                "ИСКЛ",
                "废止",
                "删除",
                "取消",
                "إلغاء",
                "حذف",
            ],
        ),
        ("NOC", &["不变", "不修改"]),
    ];
    let word = word.trim_end_matches(':').to_uppercase();
    let action = WORDS.iter().find(|(_, words)| words.contains(&word.as_str()));
    action.map(|(action, _)| *action)
}

/// The action that a word in capitals is, but for a slip.
pub(super) fn meant_action(word: &str) -> Option<&'static str> {
    let is_word = word.len() > 2
        && word
            .bytes()
            .all(|c| c.is_ascii_uppercase() || b"()_*".contains(&c));
    let exact = ACTIONS.iter().find(|action| **action == word).copied();
    exact.or_else(|| is_word.then(|| nearest(word, ACTIONS)).flatten())
}
