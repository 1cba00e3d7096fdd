//! What can be written at a place.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, InsertTextFormat, Position, TextEdit,
};

use super::analysis::Analysis;
use super::names::NameKind;
use super::outline;
use super::places::Places;
use super::snippets::{self, Snippet};
use super::typing::{indent, next_label};
use crate::diagnostic::Code;
use crate::house::{Conference, Words};
use crate::model::{BlockKind, HouseName, Language, View};
use crate::syntax::FRONT_KEYS;

/// A place that is to be completed.
struct Cursor<'a> {
    analysis: &'a Analysis,
    places: &'a Places<'a>,
    /// The byte.
    at: usize,
    /// What stands on its line before it.
    before: &'a str,
}

pub(super) fn items(analysis: &Analysis, places: &Places<'_>, position: Position) -> Vec<CompletionItem> {
    let at = places.offset(position);
    let line = places.line_around(at);
    let cursor = Cursor {
        analysis,
        places,
        at,
        before: analysis.text().get(line.start..at).unwrap_or_default(),
    };
    if analysis.is_front(at) {
        return cursor.front();
    }
    cursor
        .reference()
        .or_else(|| cursor.note())
        .or_else(|| cursor.author())
        .or_else(|| cursor.move_name())
        .or_else(|| cursor.mark())
        .or_else(|| cursor.allowed())
        .or_else(|| cursor.citation())
        .unwrap_or_else(|| cursor.line())
}

/// What begins with a sign and goes on with characters of a name, up to the cursor.
fn begun<'t>(before: &'t str, opener: &str) -> Option<&'t str> {
    let start = before.rfind(opener)? + opener.len();
    let name = &before[start..];
    let is_name = |c: char| !c.is_whitespace() && !"{}[]".contains(c);
    name.chars().all(is_name).then_some(name)
}

impl Cursor<'_> {
    /// An item that is written in place of what was begun.
    fn item(&self, kind: CompletionItemKind, label: &str, detail: &str, begun: &str) -> CompletionItem {
        let edit = TextEdit {
            range: self.places.range(self.at - begun.len()..self.at),
            new_text: label.to_owned(),
        };
        CompletionItem {
            label: label.to_owned(),
            kind: Some(kind),
            detail: (!detail.is_empty()).then(|| detail.to_owned()),
            text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
            ..CompletionItem::default()
        }
    }

    fn snippet(&self, snippet: &Snippet, begun: &str) -> CompletionItem {
        let edit = TextEdit {
            range: self.places.range(self.at - begun.len()..self.at),
            new_text: snippet.text.to_owned(),
        };
        CompletionItem {
            insert_text_format: Some(InsertTextFormat::Snippet),
            text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
            ..self.item(CompletionItemKind::Snippet, snippet.label, snippet.detail, begun)
        }
    }

    fn front(&self) -> Vec<CompletionItem> {
        let Some((key, value)) = self.before.split_once(':') else {
            let begun = self.before.trim_start();
            if begun.len() < self.before.len() {
                return Vec::new();
            }
            let keys = FRONT_KEYS.iter();
            let keys =
                keys.map(|key| self.item(CompletionItemKind::Property, &format!("{key}: "), "", begun));
            return keys.collect();
        };
        let begun = value.trim_start();
        // Of a list only what stands behind the last comma is begun.
        let begun = begun.rsplit(',').next().unwrap_or_default().trim_start();
        let of = |label: &str, detail: &str| self.item(CompletionItemKind::Value, label, detail, begun);
        match key.trim() {
            "style" => HouseName::ALL
                .iter()
                .map(|it| of(it.name(), it.description()))
                .collect(),
            "language" | "original" => Language::ALL.iter().map(|it| of(it.code(), "")).collect(),
            "conference" => {
                let language = self.analysis.document().front.language;
                let all = Conference::all();
                all.map(|it| {
                    of(
                        &it.code,
                        &format!("{}, {}", it.title(language), it.place(language)),
                    )
                })
                .collect()
            }
            "author" => self.keys(begun),
            "typography" => vec![
                of("house", "no-break spaces and hyphens by the house's rules"),
                of("literal", "as written"),
            ],
            "contents" => vec![of("yes", ""), of("no", "")],
            _ => Vec::new(),
        }
    }

    fn keys(&self, begun: &str) -> Vec<CompletionItem> {
        let authors = self.analysis.document().front.authors.iter();
        authors
            .map(|author| self.item(CompletionItemKind::Constant, &author.key, &author.name, begun))
            .collect()
    }

    /// Behind `{@`: the places that have a name.
    fn reference(&self) -> Option<Vec<CompletionItem>> {
        let begun = begun(self.before, "{@")?;
        let targets = self.analysis.compiled.meaning.targets.iter();
        let targets = targets.filter(|(id, _)| id.starts_with(begun)).take(MOST);
        let items = targets.map(|(id, pair)| {
            let target = pair.settled.as_ref().or(pair.original.as_ref());
            let words = target.map(|target| target.words(false)).unwrap_or_default();
            self.item(CompletionItemKind::Reference, id, &words, begun)
        });
        Some(items.collect())
    }

    /// Behind `[^`: the notes.
    fn note(&self) -> Option<Vec<CompletionItem>> {
        let begun = begun(self.before, "[^")?;
        let notes = self.analysis.document().notes.iter();
        let notes = notes.filter(|note| note.id.starts_with(begun)).take(MOST);
        let items = notes.map(|note| {
            let text = note.blocks.first().map(outline::name).unwrap_or_default();
            self.item(CompletionItemKind::Reference, &note.id, &text, begun)
        });
        Some(items.collect())
    }

    /// Behind the closer of a mark or a line mark, and `@`: the authors.
    fn author(&self) -> Option<Vec<CompletionItem>> {
        let (rest, begun) = self.before.rsplit_once(['@', ','])?;
        let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let signed = self.before.rfind('@')?;
        let keys = &self.before[signed + 1..];
        let is_signed = keys.chars().all(|c| is_key(c) || c == ',');
        let mark = &self.before[..signed];
        let is_mark = ["++}", "--}", "~~}", "<<}"]
            .iter()
            .any(|closer| mark.ends_with(closer))
            || matches!(mark.trim_start(), "++" | "--");
        (is_signed && is_mark && !rest.is_empty()).then(|| self.keys(begun))
    }

    /// Behind `#` at a mark: the moves.
    fn move_name(&self) -> Option<Vec<CompletionItem>> {
        let (mark, begun) = self.before.rsplit_once('#')?;
        let is_mark = ["++}", "--}"].iter().any(|closer| {
            mark.rfind(closer)
                .is_some_and(|at| !mark[at + closer.len()..].contains(' '))
        }) || ["++", "--"].iter().any(|sign| {
            let line = mark.trim_start();
            line.starts_with(sign) && !line.contains(' ')
        });
        let is_key = begun.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !is_mark || !is_key {
            return None;
        }
        let moves = self.analysis.names().of_kind(NameKind::Move);
        Some(
            moves
                .map(|name| {
                    self.item(
                        CompletionItemKind::Reference,
                        name,
                        "the other end of this move",
                        begun,
                    )
                })
                .collect(),
        )
    }

    /// Behind `%% allow`: the codes of findings.
    fn allowed(&self) -> Option<Vec<CompletionItem>> {
        let begun = self.before.strip_prefix("%% allow ")?;
        let begun = begun.rsplit([' ', ',']).next().unwrap_or_default();
        let codes = Code::ALL.iter();
        Some(
            codes
                .map(|code| self.item(CompletionItemKind::Constant, code.name(), code.summary(), begun))
                .collect(),
        )
    }

    /// Behind a brace: the marks.
    fn mark(&self) -> Option<Vec<CompletionItem>> {
        let start = self.before.rfind('{')?;
        let begun = &self.before[start..];
        let marks = snippets::MARKS
            .iter()
            .filter(|mark| mark.label.starts_with(begun));
        let items: Vec<_> = marks.map(|mark| self.snippet(mark, begun)).collect();
        (!items.is_empty()).then_some(items)
    }

    /// Behind `(Rev. ` or `(`: conferences as resolutions cite them.
    fn citation(&self) -> Option<Vec<CompletionItem>> {
        let start = self.before.rfind('(')? + 1;
        let begun = self.before[start..]
            .strip_prefix("Rev. ")
            .unwrap_or(&self.before[start..]);
        let is_city = |c: char| c.is_alphabetic() || c == ' ' || c == ',' || c == '-';
        if !begun.chars().all(is_city) || self.before[..start].ends_with("](") {
            return None;
        }
        let all = Conference::all().filter(|it| it.city.starts_with(begun));
        let mut items: Vec<CompletionItem> = all
            .map(|it| {
                let cited = format!("{}, {}", it.city, it.year);
                self.item(CompletionItemKind::Value, &cited, &it.code, begun)
            })
            .collect();
        items.sort_by(|a, b| a.label.cmp(&b.label));
        items.dedup_by(|a, b| a.label == b.label);
        Some(items)
    }

    /// At the start of a line: the next label, the calls and whole forms.
    fn line(&self) -> Vec<CompletionItem> {
        let begun = self.before.trim_start_matches(['+', '-', ' ', '\t']);
        let is_start = begun.chars().count() <= LONGEST_BEGINNING;
        if !is_start {
            return Vec::new();
        }
        let mut items: Vec<CompletionItem> = Vec::new();
        if begun.is_empty() {
            items.extend(self.label());
        }
        let [preamble, operative] = Words::of(self.analysis.document().front.language).call_verbs();
        for (verbs, detail) in [(preamble, "preamble"), (operative, "operative part")] {
            let verbs = verbs.iter().filter(|verb| verb.starts_with(begun));
            items.extend(verbs.map(|verb| self.item(CompletionItemKind::Keyword, verb, detail, begun)));
        }
        let whole = self.before.trim_start();
        let forms = snippets::FORMS
            .iter()
            .filter(|form| form.label.starts_with(whole));
        items.extend(forms.map(|form| self.snippet(form, whole)));
        if self.analysis.document().front.span.is_none() && self.at <= "---".len() {
            items.push(self.snippet(&snippets::FRONT, whole));
        }
        items
    }

    /// The label that goes on with the list above.
    fn label(&self) -> Option<CompletionItem> {
        let document = self.analysis.document();
        let behind = document
            .blocks
            .partition_point(|block| block.span.range().start < self.at);
        let depth = indent(self.before).len();
        let above = document.blocks[..behind].iter().rev();
        let clause = above
            .take_while(|block| !matches!(block.kind, BlockKind::Call | BlockKind::NumberLine(_)))
            .find(|block| {
                matches!(block.kind, BlockKind::Clause) && usize::from(block.depth) * 2 <= depth.max(1)
            })?;
        let label = next_label(&clause.label_text(View::Final)?, document.number_way)?;
        let item = self.item(
            CompletionItemKind::EnumMember,
            &format!("{label} "),
            "the next clause",
            "",
        );
        Some(CompletionItem {
            preselect: Some(true),
            sort_text: Some("0".to_owned()),
            ..item
        })
    }
}

/// So many names are offered; who looks for another writes more of it.
pub(super) const MOST: usize = 200;

/// So many characters of a line may be the beginning of a call.
const LONGEST_BEGINNING: usize = 24;
