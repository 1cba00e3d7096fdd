//! The tokens of a parse as an editor colours them: what each piece of the source is for.

use super::line::{Form, Lines};
use super::token::{Attribution, Mark, Token, TokenKind};
use crate::model::FrontMatter;
use crate::source::Span;

/// A piece of a source that is more than plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// What it is for.
    pub kind: LexemeKind,
    /// Where it stands.
    pub span: Span,
}

/// What a piece of a source is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LexemeKind {
    /// A key of the front matter.
    FrontKey,
    /// A value of the front matter.
    FrontValue,
    /// A `%%` line.
    SourceComment,
    /// The line of a number line, title or heading.
    Heading,
    /// `---`
    Rule,
    /// The label of a clause or heading.
    Label,
    /// `++ ` or `-- ` before a block.
    LineMark,
    /// The opener, `~>` or closer of a change, or a whole `{++¶++}`.
    ChangeMark,
    /// Keys, date and move behind a mark.
    Signature,
    /// The opener or closer of a reviewer's comment.
    CommentMark,
    /// The opener or closer of raised or lowered text.
    PositionMark,
    /// `*`
    Emphasis,
    /// `[^id]`
    NoteReference,
    /// `[^id]:` at the start of a note's text.
    NoteDefinition,
    /// `{@id}`
    CrossReference,
    /// `{#id}`
    Anchor,
    /// `](address)`
    LinkTarget,
    /// A picture's line.
    Picture,
    /// `|`, or the row of hyphens under a table's head.
    TableBar,
    /// `\` with what it makes plain, a line break or `{}`.
    Escape,
    /// A form that was begun and not finished.
    Unfinished,
}

/// The lexemes of a source in their order.
pub(super) fn lexemes(front: &FrontMatter, lines: &Lines) -> Vec<Lexeme> {
    let mut found = Vec::new();
    let mut push = |kind, span: Span| {
        if !span.is_empty() {
            found.push(Lexeme { kind, span });
        }
    };
    for entry in &front.entries {
        push(LexemeKind::FrontKey, entry.key);
        push(LexemeKind::FrontValue, entry.value);
    }
    for comment in &front.comments {
        push(LexemeKind::SourceComment, comment.span);
    }
    for line in &lines.lines {
        for mark in &line.marks {
            let signature = signature(&mark.attribution);
            push(LexemeKind::LineMark, mark.span);
            push(LexemeKind::Signature, signature);
        }
        match line.form {
            Form::Comment(_) => push(LexemeKind::SourceComment, line.span),
            Form::Rule => push(LexemeKind::Rule, line.span),
            Form::Heading(_) => push(LexemeKind::Heading, line.span),
            Form::Picture { .. } => push(LexemeKind::Picture, line.span),
            Form::TableDelimiter => push(LexemeKind::TableBar, line.span),
            Form::NoteDefinition(id) => push(LexemeKind::NoteDefinition, id),
            Form::Blank
            | Form::TableRow
            | Form::TableParagraphs
            | Form::Labelled
            | Form::Escaped
            | Form::Plain => {}
        }
        for token in lines.tokens.get(line.tokens.clone()).unwrap_or_default() {
            if let Some(kind) = kind(token) {
                push(kind, token.span);
            }
            if let TokenKind::Close(_, by) | TokenKind::ParagraphMark(_, by) = &token.kind {
                push(LexemeKind::Signature, signature(by));
            }
        }
    }
    found.sort_by_key(|lexeme| (lexeme.span.start, std::cmp::Reverse(lexeme.span.end)));
    found
}

fn kind(token: &Token) -> Option<LexemeKind> {
    let of_mark = |mark: Mark| match mark {
        Mark::Insertion | Mark::Deletion | Mark::Replacement => LexemeKind::ChangeMark,
        Mark::Comment => LexemeKind::CommentMark,
        Mark::Superscript | Mark::Subscript => LexemeKind::PositionMark,
    };
    Some(match &token.kind {
        TokenKind::Text | TokenKind::Join | TokenKind::Gap | TokenKind::Bracket | TokenKind::BracketEnd => {
            return None;
        }
        TokenKind::SourceComment => LexemeKind::SourceComment,
        TokenKind::Literal(_) | TokenKind::LineBreak | TokenKind::Separator => LexemeKind::Escape,
        TokenKind::Open(mark) | TokenKind::Close(mark, _) => of_mark(*mark),
        TokenKind::Split | TokenKind::ParagraphMark(..) => LexemeKind::ChangeMark,
        TokenKind::NoteReference(_) => LexemeKind::NoteReference,
        TokenKind::CrossReference { .. } => LexemeKind::CrossReference,
        TokenKind::Anchor(_) => LexemeKind::Anchor,
        TokenKind::LinkTarget(_) => LexemeKind::LinkTarget,
        TokenKind::Stars => LexemeKind::Emphasis,
        TokenKind::Bar => LexemeKind::TableBar,
        TokenKind::Label => LexemeKind::Label,
        TokenKind::Stray(..) => LexemeKind::Unfinished,
    })
}

/// From the first key to the end of the date or move.
fn signature(attribution: &Attribution) -> Span {
    let signature = &attribution.signature;
    let parts = signature
        .keys
        .iter()
        .chain(&signature.date)
        .chain(&signature.move_name);
    parts.fold(Span::NONE, |whole, part| whole.to(*part))
}

#[cfg(test)]
mod tests {
    use super::LexemeKind as K;
    use crate::source::Source;
    use crate::syntax::{KnownLines, parse_with_lexemes};

    fn lexemes(text: &str) -> Vec<(super::LexemeKind, &str)> {
        let parsed = parse_with_lexemes(&Source::new("r.plen", text), &mut KnownLines::default());
        let lexemes = parsed.lexemes.into_iter();
        lexemes
            .map(|lexeme| (lexeme.kind, &text[lexeme.span.range()]))
            .collect()
    }

    #[test]
    fn every_piece_says_what_it_is_for() {
        let source = "---\ntitle: A {++b++}\nauthors:\n  DE: Germany\n---\n%% why\n\n++@DE a) x[^n] {@r} \\* {#q}\n\n[^n]: *n*\n";
        assert_eq!(
            lexemes(source),
            [
                (K::FrontKey, "title"),
                (K::FrontValue, "A {++b++}"),
                (K::FrontKey, "authors"),
                (K::FrontValue, "DE: Germany"),
                (K::SourceComment, "%% why"),
                (K::LineMark, "++@DE "),
                (K::Signature, "DE"),
                (K::Label, "a)"),
                (K::NoteReference, "[^n]"),
                (K::CrossReference, "{@r}"),
                (K::Escape, "\\*"),
                (K::Anchor, "{#q}"),
                (K::NoteDefinition, "n"),
                (K::Emphasis, "*"),
                (K::Emphasis, "*"),
            ]
        );
    }

    #[test]
    fn marks_are_told_from_whose_they_are() {
        let source = "---\nauthors:\n  DE: Germany\n---\n\na {~~b~>c~~}@DE(2015-10-12)#m1 d\n";
        assert_eq!(
            lexemes(source)[2..],
            [
                (K::ChangeMark, "{~~"),
                (K::ChangeMark, "~>"),
                (K::ChangeMark, "~~}@DE(2015-10-12)#m1"),
                (K::Signature, "DE(2015-10-12)#m1"),
            ]
        );
    }
}
