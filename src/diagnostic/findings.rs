//! Findings as an error: why something could not be done.

use std::error::Error;
use std::fmt;
use std::ops::Deref;

use super::Diagnostic;

/// Why an output could not be written: at least one finding, in the order of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// The findings themselves.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl From<Vec<Diagnostic>> for Findings {
    fn from(found: Vec<Diagnostic>) -> Self {
        Self(found)
    }
}

impl Deref for Findings {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// One finding a line. Where in the text they are, [`super::human`] and its neighbours tell.
impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, found) in self.0.iter().enumerate() {
            let between = if at == 0 { "" } else { "\n" };
            write!(f, "{between}{found}")?;
        }
        Ok(())
    }
}

impl Error for Findings {}

/// `error[mark.unclosed]: what is wrong (how to mend it)`
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            severity,
            code,
            message,
            help,
            ..
        } = self;
        write!(f, "{}[{}]: {message}", severity.name(), code.name())?;
        match help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl Error for Diagnostic {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Span;

    #[test]
    fn findings_are_an_error_that_says_all_of_them() {
        let one = Diagnostic::new(Code::MarkUnclosed, Span::new(0, 3), "`{++` is never closed");
        let two = one.clone().help("close it");
        let error: Box<dyn Error> = Box::new(Findings::from(vec![one, two]));
        assert_eq!(
            error.to_string(),
            "error[mark.unclosed]: `{++` is never closed\n\
             error[mark.unclosed]: `{++` is never closed (close it)"
        );
    }
}
