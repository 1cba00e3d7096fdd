//! Which lines go on with the block above them, by their words, and which begin another.

use super::super::line::{Form, Line};
use super::super::token::Token;
use super::super::words::{Keyword, Phrases, is_place_and_date, keyword};
use super::{Builder, Raw, reading};
use crate::house::own_name;
use crate::model::{Holding, ends_sentence};

impl Builder<'_, '_> {
    /// Whether a plain line goes on with the block above it.
    pub(super) fn continues(&self, line: &Line, tokens: &[Token]) -> bool {
        let Some(current) = self.current.as_ref().filter(|raw| raw.open) else {
            return false;
        };
        if !line.marks.is_empty() {
            return false;
        }
        if matches!(line.form, Form::Escaped) || current.unclosed > 0 {
            return true;
        }
        // The line of place and date is one line, whatever stands below it.
        if current.lines == 1
            && self.sides.settled.context.is_after_title()
            && is_place_and_date(reading::settled(self.source, &current.tokens).trim())
        {
            return false;
        }
        let text = reading::settled(self.source, tokens);
        let text = text.trim();
        if keyword(self.phrases.words, text).is_some() || self.is_name_after_text(current, text) {
            return false;
        }
        let is_call =
            self.is_known_call(text) && ends_sentence(&reading::settled(self.source, &current.tokens));
        !is_call
    }

    /// Whether a line in pasted text is a number line without `#`.
    pub(super) fn is_name_after_text(&self, current: &Raw, text: &str) -> bool {
        own_name(text).is_some() && ends_sentence(&reading::settled(self.source, &current.tokens))
    }

    /// Whether an unlabelled line is a form of one line by its words.
    pub(super) fn is_one_line(&self, tokens: &[Token]) -> bool {
        let text = reading::settled(self.source, tokens);
        let text = text.trim();
        keyword(self.phrases.words, text).is_some_and(Keyword::is_one_line)
            || own_name(text).is_some()
            || self.is_known_call(text)
    }

    /// Whether a block is a heading, call or the like, which ends what it is indented under.
    pub(super) fn begins_anew(&self, raw: &Raw) -> bool {
        match raw.form {
            Form::Heading(_) | Form::Rule => true,
            Form::Plain => {
                let text = reading::settled(self.source, &raw.tokens);
                let text = text.trim();
                keyword(self.phrases.words, text)
                    .is_some_and(|keyword| keyword.kind().holding() == Holding::Ends)
                    || self.is_known_call(text)
            }
            _ => false,
        }
    }

    /// Whether a line is a call wherever it stands in the text at hand.
    pub(super) fn is_known_call(&self, text: &str) -> bool {
        let Phrases { words, calls } = self.phrases;
        self.sides.allows_calls() && words.is_known_call(text, calls)
    }
}
