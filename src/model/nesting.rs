//! From numbers on a flat list to what stands inside what: clauses in lists, headings in an outline.

/// What is open where a walk has come to, outermost first: the level of each, and what is kept of it.
#[derive(Clone, Debug)]
pub(crate) struct Nesting<T> {
    open: Vec<(u8, T)>,
}

impl<T> Default for Nesting<T> {
    fn default() -> Self {
        Self { open: Vec::new() }
    }
}

impl<T> Nesting<T> {
    /// Opens what is of a level.
    pub(crate) fn enter(&mut self, level: u8, kept: T) {
        self.open.push((level, kept));
    }

    /// Closes the innermost, if it is of this level or deeper.
    pub(crate) fn leave(&mut self, level: u8) -> Option<T> {
        let (_, kept) = self.open.pop_if(|(open, _)| *open >= level)?;
        Some(kept)
    }

    /// As [`Self::leave`], but only what is deeper.
    pub(crate) fn leave_deeper(&mut self, level: u8) -> Option<T> {
        self.leave(level.checked_add(1)?)
    }

    /// The innermost.
    pub(crate) fn innermost(&mut self) -> Option<&mut T> {
        self.open.last_mut().map(|(_, kept)| kept)
    }

    /// The innermost, if it is of this level.
    pub(crate) fn of(&mut self, level: u8) -> Option<&mut T> {
        let (open, kept) = self.open.last_mut()?;
        (*open == level).then_some(kept)
    }

    /// The innermost, to look at.
    pub(crate) fn last(&self) -> Option<&T> {
        self.open.last().map(|(_, kept)| kept)
    }

    /// Those that are of a smaller level, the innermost first.
    pub(crate) fn shallower(&self, level: u8) -> impl Iterator<Item = &T> {
        let deeper = self.open.iter().rev().skip_while(move |(open, _)| *open >= level);
        deeper.map(|(_, kept)| kept)
    }

    /// How many are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Nesting;

    #[test]
    fn what_is_deeper_is_left_first() {
        let mut nesting = Nesting::default();
        for (level, name) in [(1, "a"), (2, "b"), (4, "c")] {
            nesting.enter(level, name);
        }
        assert_eq!(nesting.leave_deeper(4), None);
        assert_eq!(nesting.leave(3), Some("c"));
        assert_eq!(nesting.of(1), None);
        assert_eq!(nesting.of(2), Some(&mut "b"));
        assert_eq!(nesting.leave_deeper(1), Some("b"));
        assert_eq!(nesting.leave_deeper(1), None);
        assert_eq!(nesting.depth(), 1);
        assert_eq!(nesting.innermost(), Some(&mut "a"));
        assert_eq!(nesting.leave_deeper(u8::MAX), None);
    }
}
