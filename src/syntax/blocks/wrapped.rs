//! Lines that begin with a number: clauses, or text that was wrapped there.
//!
//! Text pasted from a PDF is wrapped anywhere, so `1 GHz` or `16 September` may begin a line.

use super::super::line::{Form, Line, Lines};
use super::super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{NumberWay, Ordinal, is_bare_number};
use crate::source::Span;

/// What each line is by its first characters, for those who must know what follows.
pub(super) struct Outline {
    lines: Vec<Seen>,
    /// Which way numbers of several levels run.
    pub(super) way: NumberWay,
}

struct Seen {
    indent: usize,
    what: What,
    span: Span,
}

enum What {
    Blank,
    Comment,
    /// Text that may go on with what is above it.
    Text,
    /// A number and nothing else before the text, as a wrapped line may begin.
    Number(Ordinal),
    Heading,
    /// Any other form.
    Form,
}

impl Outline {
    pub(super) fn of(source: &str, lines: &Lines, way: NumberWay) -> Self {
        let seen = |line: &Line| Seen {
            indent: line.indent,
            what: match &line.form {
                Form::Blank => What::Blank,
                Form::Comment(_) => What::Comment,
                Form::Plain | Form::Escaped => What::Text,
                Form::Labelled => {
                    bare_number(source, line, &lines.tokens, way).map_or(What::Form, What::Number)
                }
                Form::Heading(_) => What::Heading,
                Form::Rule
                | Form::Picture { .. }
                | Form::TableDelimiter
                | Form::TableRow
                | Form::TableParagraphs
                | Form::NoteDefinition(_) => What::Form,
            },
            span: line.span,
        };
        Self {
            lines: lines.lines.iter().map(seen).collect(),
            way,
        }
    }

    /// The number that a line begins with, if it is one that a wrapped line may begin with.
    pub(super) fn number(&self, at: usize) -> Option<&Ordinal> {
        match &self.lines.get(at)?.what {
            What::Number(number) => Some(number),
            What::Blank | What::Comment | What::Text | What::Heading | What::Form => None,
        }
    }

    /// Whether the number of a line opens a list: its second follows further down, before another
    /// block of that indent or a blank line.
    pub(super) fn opens_list(&self, at: usize) -> bool {
        let Some(first) = self.number(at) else {
            return false;
        };
        if !first.is_first() && !first.is_first_of_its_part() {
            return false;
        }
        let indent = self.lines[at].indent;
        for line in &self.lines[at + 1..] {
            match &line.what {
                What::Blank => return false,
                What::Comment | What::Text => {}
                What::Number(second) if line.indent == indent => return second.follows(first),
                What::Number(_) | What::Form if line.indent > indent => {}
                What::Number(_) | What::Heading | What::Form => return false,
            }
        }
        false
    }

    /// The lines below one.
    pub(super) fn below(&self, at: usize) -> impl Iterator<Item = Below> {
        self.lines.iter().skip(at + 1).map(|line| match &line.what {
            What::Blank => Below::Blank,
            What::Comment => Below::Comment,
            What::Text => Below::Text(line.span),
            What::Number(_) => Below::Form(line.span),
            What::Heading => Below::Heading,
            What::Form => Below::Form(line.span),
        })
    }
}

/// A line below another, as far as pasted text is judged by it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Below {
    Blank,
    Comment,
    Text(Span),
    Heading,
    Form(Span),
}

fn bare_number(source: &str, line: &Line, tokens: &[Token], way: NumberWay) -> Option<Ordinal> {
    let [label, gap, ..] = tokens.get(line.tokens.clone())? else {
        return None;
    };
    let is_bare =
        line.marks.is_empty() && matches!(label.kind, TokenKind::Label) && matches!(gap.kind, TokenKind::Gap);
    if !is_bare {
        return None;
    }
    let label = source.get(label.span.range())?;
    is_bare_number(label).then(|| Ordinal::readings_in(label, way).into_iter().next())?
}

/// Which way the numbers of several levels run in an Arabic document: the way in which more of them
/// follow one another.
pub(super) fn way_of(source: &str, lines: &Lines) -> NumberWay {
    let labels = || {
        let tokens = lines.tokens.iter();
        let labels = tokens.filter(|token| matches!(token.kind, TokenKind::Label));
        labels.filter_map(|label| source.get(label.span.range()))
    };
    let in_order = |way| {
        let mut last: Option<Ordinal> = None;
        let mut count = 0;
        for label in labels() {
            let number = Ordinal::readings_in(label, way)
                .into_iter()
                .find(|ordinal| ordinal.scheme.is_number());
            if let Some(number) = number {
                count += usize::from(last.as_ref().is_some_and(|last| number.follows(last)));
                last = Some(number);
            }
        }
        count
    };
    if in_order(NumberWay::Backwards) > in_order(NumberWay::Forwards) {
        NumberWay::Backwards
    } else {
        NumberWay::Forwards
    }
}

/// The sequences of numbers that are open, with the indents of their clauses, outermost first.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    open: Vec<(usize, Vec<Ordinal>)>,
}

impl Numbers {
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// Takes the labels of a clause, those of both readings where they differ.
    pub(super) fn enter(&mut self, indent: usize, labels: Vec<Ordinal>) {
        let numbers = labels.into_iter().filter(|label| label.scheme.is_number());
        let numbers: Vec<Ordinal> = numbers.collect();
        self.end_inside(indent);
        if numbers.is_empty() {
            return;
        }
        self.open.retain(|(other, _)| *other != indent);
        self.open.push((indent, numbers));
    }

    /// Text stands at this indent: what is further in is done with.
    pub(super) fn end_inside(&mut self, indent: usize) {
        self.open.retain(|(other, _)| *other <= indent + 1);
    }

    /// The last labels of every sequence.
    pub(super) fn all(&self) -> impl Iterator<Item = &Ordinal> {
        self.open.iter().flat_map(|(_, labels)| labels)
    }

    /// The last labels of the sequence at an indent.
    pub(super) fn at(&self, indent: usize) -> &[Ordinal] {
        let here = self
            .open
            .iter()
            .rev()
            .find(|(other, _)| other.abs_diff(indent) < 2);
        here.map_or(&[], |(_, labels)| labels.as_slice())
    }
}

/// The finding that a line begins with a number and goes on with the text above.
pub(super) fn wrapped(label: &str, at: Span, is_date: bool) -> Diagnostic {
    let message = if is_date {
        format!("`{label}` begins this line and a date, so the line is taken to go on with the text above")
    } else {
        format!(
            "`{label}` begins this line and is no next label, so the line is taken to go on with the text above"
        )
    };
    Diagnostic::new(Code::LineWrapped, at, message)
        .help("put `\\` before it to say so, or a blank line above it if it is a clause")
        .fix("put `\\` before it", at.head(), "\\")
}

/// The finding that the clause above another has no end mark.
pub(super) fn without_mark(label: &str, at: Span, above: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LabelBehindUnended,
        at,
        format!("the clause above `{label}` has no end mark"),
    )
    .also(above.tail(), "put `;` here")
    .help("end the clauses of a list with `;` or `,`, and the last with `,` or a full stop")
}

/// The finding that a clause stands behind text that does not end as clauses end.
pub(super) fn without_end(label: &str, at: Span, above: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LabelBehindUnended,
        at,
        format!("`{label}` is taken for a clause, but the line above it has no end mark"),
    )
    .also(above.tail(), "put `;` here, if it is")
    .help("end the clauses of a list with `;` or `,`; or put `\\` before the number if the line was only wrapped there")
}
