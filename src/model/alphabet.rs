//! What labels count with beside numbers and Latin letters.

/// The letters of Russian lists.
pub(crate) const CYRILLIC: &str = "абвгдежзиклмнопрстуфхцчшщэюя";

/// The letters of Arabic lists, in the order in which they count.
pub(crate) const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";

/// A number in small Roman letters.
pub(crate) fn roman_numeral(mut number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, part) in PARTS {
        while number >= value {
            text.push_str(part);
            number -= value;
        }
    }
    text
}
