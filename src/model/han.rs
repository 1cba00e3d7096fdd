//! Chinese and Japanese writing, as far as it is read otherwise than writing with spaces.

/// Whether a character is a word by itself: Han and kana. 々, 〆 and 〇 stand for Han characters;
/// the hexagrams among them are signs.
pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is set without spaces around it: an ideograph, its punctuation, or a
/// full-width form. Between two of them a line is joined to the next without a space.
pub(crate) fn is_set_solid(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_is_set_solid_but_is_no_word() {
        let told = |c| (is_ideograph(c), is_set_solid(c));
        for ideograph in ['第', '〇', '々', 'の', 'テ', '𠀀'] {
            assert_eq!(told(ideograph), (true, true), "{ideograph}");
        }
        for sign in ['，', '、', '《', '）', '１', '䷀'] {
            assert_eq!(told(sign), (false, true), "{sign}");
        }
        for other in ['a', '1', '–', ' ', '한'] {
            assert_eq!(told(other), (false, false), "{other}");
        }
    }
}
