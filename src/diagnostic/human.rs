//! Findings as people read them: the place in its line, and how to mend it. The only file that
//! knows the renderer.

use annotate_snippets::{AnnotationKind, Level, Patch, Renderer, Snippet};

use super::machine::short_line;
use super::visible::{drawn, visible};
use super::{Diagnostic, Edit, Severity};
use crate::source::{Lines, Source, Span};

/// How findings are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether terminal colours are used.
    pub colour: bool,
    /// Columns of the terminal; longer lines are cut around the place.
    pub width: usize,
}

/// How many bytes of lines are drawn in all, and of the lines of one finding. Drawing takes time that
/// grows with the square of a line, and a line may be all of a large file; the other findings are
/// told in a line each.
const DRAWN: usize = 8 << 20;
const LONGEST: usize = 32 << 10;
/// A fix of more edits than this is told by its title alone: drawing takes time that grows with the
/// square of their number.
const MOST_EDITS: usize = 200;

/// Draws findings one below the other; the text ends with a line end unless it is empty.
pub fn human(source: &Source, diagnostics: &[Diagnostic], style: Style) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(style.width);
    let lines = Lines::new(source.text());
    let mut text = String::new();
    let mut left = DRAWN;
    for diagnostic in diagnostics {
        let window = Window::around(
            source.text(),
            &lines,
            diagnostic.labels.iter().map(|label| label.span),
        );
        let length = window.text.len();
        if length > LONGEST.min(left) {
            short_line(source, &lines, diagnostic, &mut text);
            continue;
        }
        left -= length;
        text.push_str(&drawn(draw(
            source,
            &lines,
            &shown(diagnostic),
            window,
            &renderer,
        )));
        text.push_str("\n\n");
    }
    text
}

/// The finding with what it says in visible characters.
fn shown(diagnostic: &Diagnostic) -> Diagnostic {
    let mut shown = diagnostic.clone();
    let labels = shown.labels.iter_mut().map(|label| &mut label.text);
    let texts =
        labels
            .chain([&mut shown.message])
            .chain(&mut shown.help)
            .chain(shown.fix.iter_mut().flat_map(|fix| {
                let edits = fix.edits.iter_mut().map(|edit| &mut edit.text);
                edits.chain([&mut fix.title])
            }));
    for text in texts {
        if let std::borrow::Cow::Owned(changed) = visible(text) {
            *text = changed;
        }
    }
    shown
}

fn draw(
    source: &Source,
    lines: &Lines<'_>,
    diagnostic: &Diagnostic,
    window: Window<'_>,
    renderer: &Renderer,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut snippet = window.snippet(source);
    for (at, label) in diagnostic.labels.iter().enumerate() {
        let kind = if at == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let annotation = kind.span(window.range(label.span));
        snippet = snippet.annotation(if label.text.is_empty() {
            annotation
        } else {
            annotation.label(label.text.as_str())
        });
    }
    let mut main = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name())
        .element(snippet);
    let fix = diagnostic.fix.as_ref().filter(|fix| shows_more(&fix.edits));
    let fix = fix.map(|fix| {
        let spans = fix.edits.iter().map(|edit| edit.span);
        (fix, Window::around(source.text(), lines, spans))
    });
    let fix = fix.filter(|(_, window)| window.text.len() <= LONGEST);
    let drawn = |help: &&String| fix.as_ref().is_some_and(|(fix, _)| fix.title == **help);
    if let Some(help) = diagnostic.help.as_ref().filter(|help| !drawn(help)) {
        main = main.element(Level::HELP.message(help.as_str()));
    }
    let Some((fix, window)) = &fix else {
        return renderer.render(&[main]);
    };
    let mut snippet = window.patches(source);
    for edit in &fix.edits {
        snippet = snippet.patch(Patch::new(window.range(edit.span), edit.text.as_str()));
    }
    let mend = Level::HELP.secondary_title(fix.title.as_str()).element(snippet);
    renderer.render(&[main, mend])
}

/// A fix is drawn where its lines say more than its title does, and are not too many to be read.
fn shows_more(edits: &[Edit]) -> bool {
    (1..=MOST_EDITS).contains(&edits.len()) && edits.iter().all(|edit| !edit.text.ends_with('\n'))
}

/// The lines that a finding is about: a long file is not drawn from for each of them.
struct Window<'s> {
    text: &'s str,
    start: usize,
    first_line: usize,
}

impl<'s> Window<'s> {
    fn around(text: &'s str, lines: &Lines<'_>, spans: impl Iterator<Item = Span> + Clone) -> Self {
        let first = spans.clone().map(|span| span.start).min().unwrap_or(0);
        let last = spans.map(|span| span.end).max().unwrap_or(0);
        let first = text.floor_char_boundary(first as usize);
        let last = text.ceil_char_boundary(last as usize).max(first);
        let number = |at: usize| lines.position(u32::try_from(at).unwrap_or(u32::MAX)).line;
        let (first_line, last_line) = (number(first), number(last));
        let start = lines.line(first_line).map_or(0, |line| line.start);
        let end = lines
            .line(last_line)
            .map_or(text.len(), |line| line.end.max(last));
        Self {
            text: &text[start..end],
            start,
            first_line,
        }
    }

    fn snippet(&self, source: &'s Source) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
        Snippet::source(self.text)
            .line_start(self.first_line)
            .path(visible(source.name()))
    }

    fn patches(&self, source: &'s Source) -> Snippet<'s, Patch<'s>> {
        Snippet::source(self.text)
            .line_start(self.first_line)
            .path(visible(source.name()))
    }

    /// A span within the window, on character boundaries: the renderer trusts what it is given.
    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let within = |offset: u32| (offset as usize).saturating_sub(self.start).min(self.text.len());
        let start = self.text.floor_char_boundary(within(span.start));
        let end = self.text.ceil_char_boundary(within(span.end)).max(start);
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Fix};

    #[test]
    fn carets_stand_under_their_words_in_any_script() {
        let source = Source::new("a.plen", "决定\tالاتحاد e\u{301}t {++x");
        let start = source.text().find("{++").unwrap_or_default();
        let found = Diagnostic::new(
            Code::MarkUnclosed,
            Span::new(start, start + 3),
            "`{++` is never closed",
        );
        let style = Style {
            colour: false,
            width: 100,
        };
        let drawn = human(&source, &[found], style);
        assert_eq!(
            drawn,
            "error[mark.unclosed]: `{++` is never closed\n --> a.plen:1:16\n  |\n1 | 决定    الاتحاد e\u{301}t {++x\n  |                    ^^^\n\n"
        );
    }

    #[test]
    fn a_thousand_findings_on_a_long_line_are_told_without_drawing_it_each_time() {
        let told = |length: usize| {
            let source = Source::new("a.plen", "x".repeat(length));
            let found = Diagnostic::new(Code::MarkEmpty, Span::new(0, 1), "nothing");
            let style = Style {
                colour: false,
                width: 80,
            };
            let told = human(&source, &vec![found; 1000], style);
            assert_eq!(told.matches("a.plen:1:1").count(), 1000);
            told.matches("a.plen:1:1: warning[mark.empty]").count()
        };
        assert_eq!(told(LONGEST), 1000 - DRAWN / LONGEST);
        assert_eq!(told(LONGEST + 1), 1000);
    }

    #[test]
    fn a_fix_of_very_many_edits_is_not_drawn() {
        let told = |count: usize, gap: usize| {
            let line = format!("x word{}\n", " ".repeat(gap));
            let source = Source::new("a.plen", line.repeat(count));
            let edit = |at: usize| Edit {
                span: Span::new(at * line.len(), at * line.len() + 1),
                text: "y".to_owned(),
            };
            let mut found = Diagnostic::new(Code::MarkEmpty, Span::new(0, 1), "nothing").help("mend it");
            found.fix = Some(Fix {
                title: "write y".to_owned(),
                edits: (0..count).map(edit).collect(),
            });
            let style = Style {
                colour: false,
                width: 80,
            };
            let told = human(&source, &[found], style);
            assert!(told.contains("mend it"));
            told.matches("~ y").count()
        };
        assert_eq!(told(MOST_EDITS, 0), MOST_EDITS);
        assert_eq!(told(MOST_EDITS + 1, 0), 0);
        assert_eq!(told(2, LONGEST / 2), 0, "lines that are too long");
    }

    #[test]
    fn spans_outside_the_text_are_brought_back() {
        let source = Source::new("a.plen", "é");
        let found = Diagnostic::new(Code::MarkEmpty, Span::new(1, 99), "nothing");
        let style = Style {
            colour: false,
            width: 80,
        };
        assert!(human(&source, &[found], style).contains("a.plen:1:1"));
    }
}
