//! Numbers as Word writes them in lists.

use super::wordprocessing::NumberFormat;
use crate::model::{ABJAD, CYRILLIC, roman_numeral};

const ARABIC: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
const CHINESE: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Letters are repeated so often at most.
const MOST_LETTERS: u32 = 200;

/// A number in a format; a bullet has none.
pub(super) fn numeral(number: u32, format: NumberFormat) -> String {
    match format {
        NumberFormat::Decimal => number.to_string(),
        NumberFormat::DecimalZero => format!("{number:02}"),
        NumberFormat::LowerLetter => letters(number, "abcdefghijklmnopqrstuvwxyz"),
        NumberFormat::UpperLetter => letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        NumberFormat::LowerRoman => roman(number),
        NumberFormat::UpperRoman => roman(number).to_uppercase(),
        NumberFormat::Ordinal => ordinal(number),
        NumberFormat::RussianLower => letters(number, CYRILLIC),
        NumberFormat::RussianUpper => letters(number, CYRILLIC).to_uppercase(),
        NumberFormat::ArabicAlpha => letters(number, ARABIC),
        NumberFormat::ArabicAbjad => letters(number, ABJAD),
        NumberFormat::Chinese => chinese(number),
        NumberFormat::FullWidth => full_width(number),
        NumberFormat::Circled => circled(number),
        NumberFormat::Hexadecimal => format!("{number:X}"),
        NumberFormat::Bullet | NumberFormat::None => String::new(),
    }
}

/// `a` to `z`, then `aa`, `bb`.
fn letters(number: u32, alphabet: &str) -> String {
    let count = alphabet.chars().count() as u32;
    let Some(at) = number.checked_sub(1) else {
        return String::new();
    };
    let times = (at / count + 1).min(MOST_LETTERS);
    let letter = alphabet.chars().nth((at % count) as usize);
    letter.map_or_else(String::new, |letter| letter.to_string().repeat(times as usize))
}

/// Beyond 3999 there are no such letters.
fn roman(number: u32) -> String {
    match number {
        1..4000 => roman_numeral(number),
        _ => number.to_string(),
    }
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn chinese(number: u32) -> String {
    let digit = |at: u32| CHINESE[(at % 10) as usize];
    match number {
        0..=9 => digit(number).to_owned(),
        10 => "十".to_owned(),
        11..=19 => format!("十{}", digit(number)),
        20..=99 if number.is_multiple_of(10) => format!("{}十", digit(number / 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number)),
        _ => number
            .to_string()
            .bytes()
            .map(|byte| digit(u32::from(byte - b'0')))
            .collect(),
    }
}

fn full_width(number: u32) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) - u32::from('0') + 0xFF10).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}

fn circled(number: u32) -> String {
    match number {
        1..=20 => char::from_u32(0x2460 + number - 1).map_or_else(String::new, String::from),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_formats_of_all_languages() {
        let written = |number, format| numeral(number, format);
        assert_eq!(written(28, NumberFormat::LowerLetter), "bb");
        assert_eq!(written(14, NumberFormat::UpperRoman), "XIV");
        assert_eq!(written(22, NumberFormat::Ordinal), "22nd");
        assert_eq!(written(113, NumberFormat::Ordinal), "113th");
        assert_eq!(written(4, NumberFormat::RussianLower), "г");
        assert_eq!(written(2, NumberFormat::ArabicAlpha), "ب");
        assert_eq!(written(3, NumberFormat::ArabicAbjad), "ج");
        assert_eq!(written(21, NumberFormat::Chinese), "二十一");
        assert_eq!(written(12, NumberFormat::FullWidth), "１２");
        assert_eq!(written(3, NumberFormat::Circled), "③");
        assert_eq!(written(0, NumberFormat::LowerLetter), "");
        assert_eq!(written(u32::MAX, NumberFormat::LowerLetter).chars().count(), 200);
        assert_eq!(written(3500, NumberFormat::UpperLetter), "P".repeat(135));
        assert_eq!(written(u32::MAX, NumberFormat::LowerRoman), u32::MAX.to_string());
    }
}
