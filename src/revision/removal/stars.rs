//! Stars where marks go: what they set stays set, and what is text stays text.

use std::ops::Range;

use super::Removal;
use crate::source::Span;

impl Removal<'_> {
    /// Keeps the stars of a stretch of text from setting anything.
    pub(in super::super) fn plain_stars(&mut self, text: Span, styled: bool) {
        let found = self
            .source
            .get(text.range())
            .unwrap_or_default()
            .match_indices('*');
        for at in found.map(|(at, _)| text.start as usize + at) {
            // Those beside a separator set what stands on either side of it.
            let set = self.source[..at].ends_with("*{}") || self.source[at + 1..].starts_with("{}*");
            if !self.is_escaped(at) && !set {
                self.stars.push((at, styled));
            }
        }
    }

    /// Keeps the stars about a stretch of text doing what they do.
    pub(in super::super) fn set_stars(&mut self, text: Span) {
        let Range { start, end } = text.range();
        let (before, behind) = (&self.source[..start], &self.source[end..]);
        let first = before.trim_end_matches('*').len();
        let last = start.max(end) + behind.len() - behind.trim_start_matches('*').len();
        self.set.extend((first < start).then_some((first, first..start)));
        self.set.extend((last > end).then_some((last, end..last)));
    }

    /// Stars about words that went set nothing any more.
    pub(super) fn close_stars(&mut self) {
        for index in 0..self.between_words.len() {
            let Range { start, end } = self.between_words[index].clone();
            let before = (0..start)
                .rev()
                .take_while(|&at| self.gone[at] || self.byte(at) == Some(b'*'));
            let after =
                (end..self.source.len()).take_while(|&at| self.gone[at] || self.byte(at) == Some(b'*'));
            let stars = |at: &usize| !self.gone[*at];
            let (before, after): (Vec<usize>, Vec<usize>) =
                (before.filter(stars).collect(), after.filter(stars).collect());
            if !before.is_empty() && before.len() == after.len() && !self.is_escaped(before[before.len() - 1])
            {
                let (first, last) = (before[before.len() - 1], after[after.len() - 1]);
                self.cut(first..last + 1);
                self.between_words[index] = first..last + 1;
            }
        }
    }

    /// The next place that stays, comments looked through.
    fn kept_from(&self, start: usize) -> Option<usize> {
        let at = (start..self.source.len()).find(|&at| !self.gone[at])?;
        let comment = self.source.get(at..).filter(|rest| rest.starts_with("{>>"));
        match comment.and_then(|rest| rest.find("<<}")) {
            Some(length) => self.kept_from(at + length + 3),
            None => Some(at),
        }
    }

    /// Stars that are text, and could set something where they now stand, get a backslash; those
    /// that set something and now stand between letters are kept from the letter outside.
    pub(super) fn escape_stars(&mut self) {
        for (place, stars) in std::mem::take(&mut self.set) {
            let letter = |at: Option<usize>| {
                at.and_then(|at| self.byte(at))
                    .is_some_and(|byte| byte.is_ascii_alphanumeric())
            };
            let before = (0..stars.start).rev().find(|&at| !self.gone[at]);
            let behind = self.kept_from(stars.end);
            let glued = letter(before) && letter(behind);
            let joins = place == stars.start && before.is_some_and(|at| self.byte(at) == Some(b'*'));
            if !self.gone[stars.start] && (glued || joins) {
                self.written.push((place, "{}".to_owned()));
            }
        }
        for (at, styled) in std::mem::take(&mut self.stars) {
            let behind = (at + 1..self.source.len()).find(|&at| !self.gone[at]);
            let next = behind.and_then(|at| self.source.get(at..)?.chars().next());
            if !self.gone[at] && (styled || next.is_some_and(|next| !next.is_whitespace())) {
                // A backslash at the start of a line would make it text whatever it was.
                let starts_line = at == 0 || self.byte(at - 1) == Some(b'\n') || self.is_indent(at - 1);
                let escape = if starts_line { "{}\\" } else { "\\" };
                self.written.push((at, escape.to_owned()));
            }
        }
    }
}
