//! Front matter: its keys, its values, and what is wrong with them.

mod notation;

use std::collections::{BTreeMap, BTreeSet};

use pest::Parser;
use pest::iterators::Pair;

use super::attribution::{Authors, bad_date};
use super::author::author;
use super::grammar::{Grammar, Rule};
use super::reader::read_inlines;
use super::token::{Token, TokenKind};
use super::{Register, content};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Edit, Fix};
use crate::model::{
    Date, FrontEntry, FrontMatter, HouseName, Inline, Language, Revision, Spanned, Typography,
};
use crate::nearest::nearest;
use crate::source::Span;

/// The keys of the front matter, in the order of its reference.
pub const KEYS: &[&str] = &[
    "style",
    "language",
    "conference",
    "conference-name",
    "conference-place",
    "conference-dates",
    "meeting",
    "document",
    "addendum",
    "revision",
    "corrigendum",
    "date",
    "original",
    "source",
    "title",
    "subtitle",
    "agenda-item",
    "abstract",
    "contact",
    "authors",
    "author",
    "contents",
    "calls",
    "typography",
    "lint",
    "logo",
    "fonts",
];

/// The keys whose values are lists.
pub(crate) const LISTS: [&str; 5] = ["authors", "contact", "calls", "fonts", "lint"];

/// A key with its value and the lines indented under it.
#[derive(Debug)]
pub(super) struct Entry<'s> {
    key: &'s str,
    key_span: Span,
    /// The value's lines, the one behind the colon first where it is not empty.
    values: Vec<(&'s str, Span)>,
    /// Before which of them a blank line stands.
    parted: BTreeSet<usize>,
}

impl Entry<'_> {
    /// The value on one line.
    fn text(&self) -> String {
        let lines: Vec<&str> = self.values.iter().map(|(text, _)| *text).collect();
        lines.join(" ")
    }

    fn span(&self) -> Span {
        self.values
            .iter()
            .fold(Span::NONE, |whole, (_, span)| whole.to(*span))
    }

    /// The whole value and where it stands; the key where there is none.
    fn spanned(&self) -> Spanned<String> {
        let span = if self.values.is_empty() {
            self.key_span
        } else {
            self.span()
        };
        Spanned {
            value: self.text(),
            span,
        }
    }
}

/// The entries of the front matter, read as far as the authors, whom marks refer to.
pub(super) struct Entries<'s> {
    entries: Vec<Entry<'s>>,
}

/// Reads the lines of the front matter into `front` and collects its entries.
pub(super) fn entries<'s>(
    pair: Pair<'s, Rule>,
    base: Span,
    front: &mut FrontMatter,
    diagnostics: &mut Diagnostics,
) -> Entries<'s> {
    let span_of = |pair: &Pair<'_, Rule>| {
        let span = pair.as_span();
        base.part(span.start(), span.end())
    };
    let whole = span_of(&pair);
    let closed = pair.as_rule() == Rule::front_matter;
    let mut entries: Vec<Entry<'s>> = Vec::new();
    let (mut fence, mut near) = (None, None);
    let mut items: Vec<Edit> = Vec::new();
    for line in pair.into_inner() {
        match line.as_rule() {
            Rule::fence => fence = fence.or(Some(span_of(&line))),
            Rule::near_fence => near = Some(trimmed(span_of(&line), line.as_str())),
            Rule::front_entry => entries.push(entry(line, &span_of)),
            Rule::front_blank => {
                if let Some(entry) = entries.last_mut() {
                    entry.parted.insert(entry.values.len());
                }
            }
            Rule::front_indented => {
                let value = value_of(line, &span_of);
                match (entries.last_mut(), value) {
                    (Some(entry), Some(value)) => entry.values.push(value),
                    (None, Some((_, span))) => diagnostics.push(no_entry(span)),
                    (_, None) => {}
                }
            }
            Rule::stray_front => {
                let span = trimmed(span_of(&line), line.as_str());
                let item = line.as_str().trim_end().strip_prefix("- ").map(str::trim_start);
                match (entries.last_mut(), item) {
                    // Items of a list with a hyphen each are read, and are one finding.
                    (Some(entry), Some(item)) if LISTS.contains(&entry.key) => {
                        let start = span.end as usize - span.start as usize - item.len();
                        entry.values.push((item, span.part(start, start + item.len())));
                        items.push(Edit {
                            span: span.part(0, start),
                            text: "  ".to_owned(),
                        });
                    }
                    _ => match notation::near_entry(line.as_str(), span) {
                        Some((entry, colon)) => {
                            diagnostics.push(no_entry(span).fix("write `: `", colon, ": "));
                            entries.push(entry);
                        }
                        None => diagnostics.push(no_entry(span)),
                    },
                }
            }
            Rule::front_comment => front.comments.extend(comment(&line, base)),
            _ => {}
        }
    }
    if let Some(first) = items.first() {
        let mut found = no_entry(first.span).help("items of a list are indented and have no hyphen");
        found.fix = Some(Fix {
            title: "indent them".to_owned(),
            edits: items,
        });
        diagnostics.push(found);
    }
    front.span = Some(whole);
    if !closed {
        let fence = fence.unwrap_or(whole);
        let found = Diagnostic::new(Code::FrontUnclosed, fence, "the front matter is never closed")
            .label("opened here")
            .help("put a line of three hyphens after its last key");
        diagnostics.push(match near {
            Some(near) => found
                .also(near, "this line has other signs")
                .fix("write `---`", near, "---"),
            None => found.fix("close the front matter", whole.tail(), "---\n"),
        });
    }
    authors(&entries, front, diagnostics);
    Entries { entries }
}

/// The text of a `%%` line; nothing of a blank one.
pub(super) fn comment(line: &Pair<'_, Rule>, base: Span) -> Option<Spanned<String>> {
    let span = line.as_span();
    let value = line.as_str().trim_end().strip_prefix("%%")?.to_owned();
    let span = base.part(span.start(), span.end());
    Some(Spanned { value, span })
}

fn entry<'s>(line: Pair<'s, Rule>, span_of: &impl Fn(&Pair<'_, Rule>) -> Span) -> Entry<'s> {
    let mut inner = line.clone().into_inner();
    let (key, key_span) = inner
        .next()
        .map_or(("", Span::NONE), |key| (key.as_str(), span_of(&key)));
    Entry {
        key,
        key_span,
        values: value_of(line, span_of).into_iter().collect(),
        parted: BTreeSet::new(),
    }
}

/// The value in a line, without the blanks behind it; none where it is empty.
fn value_of<'s>(line: Pair<'s, Rule>, span_of: &impl Fn(&Pair<'_, Rule>) -> Span) -> Option<(&'s str, Span)> {
    let value = line
        .into_inner()
        .find(|pair| pair.as_rule() == Rule::front_value)?;
    let span = trimmed(span_of(&value), value.as_str());
    let text = value.as_str().trim_end();
    (!text.is_empty()).then_some((text, span))
}

fn trimmed(span: Span, text: &str) -> Span {
    span.part(0, text.trim_end().len())
}

fn no_entry(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::FrontBadLine,
        span,
        "this line of the front matter is no entry",
    )
    .help("write `key: value`, and indent the lines that continue a value")
}

/// The authors come first, whatever the order of the keys: values of other keys may name them.
fn authors(entries: &[Entry<'_>], front: &mut FrontMatter, diagnostics: &mut Diagnostics) {
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut bare = false;
    let mut hyphens: Vec<Edit> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.key == "authors") {
        for &(text, span) in &entry.values {
            let (text, span) = match text.strip_prefix("- ") {
                Some(item) => {
                    let start = text.len() - item.trim_start().len();
                    hyphens.push(Edit {
                        span: span.part(0, start),
                        text: String::new(),
                    });
                    (&text[start..], span.part(start, text.len()))
                }
                None => (text, span),
            };
            let (authors, fault) = author(text, span);
            // One such line says it for all.
            let is_new = !text.contains(':') && !std::mem::replace(&mut bare, true);
            diagnostics.extend(fault.filter(|_| is_new || text.contains(':')));
            for author in authors {
                if keys.insert(author.key.clone()) {
                    front.authors.push(author);
                    continue;
                }
                diagnostics.push(
                    Diagnostic::new(
                        Code::AuthorInvalid,
                        span,
                        format!("the author key `{}` is listed twice", author.key),
                    )
                    .help("give each author a key of its own"),
                );
            }
        }
    }
    if let Some(first) = hyphens.first() {
        let message = "the authors of a list have no hyphen";
        let mut found = Diagnostic::new(Code::AuthorInvalid, first.span, message)
            .help("write each as `KEY: name, 2014-09-15`, indented, on a line of its own");
        found.fix = Some(Fix {
            title: "take the hyphens out".to_owned(),
            edits: hyphens,
        });
        diagnostics.push(found);
    }
    let Some(entry) = entries.iter().find(|entry| entry.key == "author") else {
        return;
    };
    let Spanned { value, span } = entry.spanned();
    front.hands = Authors::new(&front.authors, &[]).default_of(&value, span, diagnostics);
}

/// Reads every entry but the authors into `front`.
pub(super) fn read(
    entries: Entries<'_>,
    source: &str,
    front: &mut FrontMatter,
    register: &mut Register<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for entry in entries.entries {
        if let Some(first) = seen.get(entry.key) {
            diagnostics.push(
                Diagnostic::new(
                    Code::FrontDuplicateKey,
                    entry.key_span,
                    format!("the key `{}` stands twice", entry.key),
                )
                .also(*first, "first here")
                .help("keep one of the two"),
            );
            continue;
        }
        seen.insert(entry.key, entry.key_span);
        front.entries.push(FrontEntry {
            name: entry.key.to_owned(),
            key: entry.key_span,
            value: entry.span(),
        });
        key(&entry, source, front, register, diagnostics);
    }
}

fn key(
    entry: &Entry<'_>,
    source: &str,
    front: &mut FrontMatter,
    register: &mut Register<'_>,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.extend(notation::foreign(entry.key, &entry.values));
    let mut text = || Some(inlines(entry, source, register, diagnostics));
    match entry.key {
        "title" => front.title = text(),
        "subtitle" => front.subtitle = text(),
        "source" => front.source = text(),
        "agenda-item" => front.agenda_item = text(),
        "meeting" => front.meeting = text(),
        "abstract" => front.abstract_text = text(),
        "conference-name" => front.conference_name = text(),
        "conference-place" => front.conference_place = text(),
        "conference-dates" => front.conference_dates = text(),
        "authors" | "author" => {}
        "conference" => front.conference = Some(entry.spanned()),
        "document" => front.document = number(entry, diagnostics),
        "addendum" => front.addendum = number(entry, diagnostics),
        "revision" => front.revision = number(entry, diagnostics),
        "corrigendum" => front.corrigendum = number(entry, diagnostics),
        "contact" => front.contact = lines(entry),
        "contents" => {
            if let Some(at) = choice(entry, &["yes", "no"], "answer", diagnostics) {
                front.contents = Some(at == 0);
            }
        }
        "logo" => front.logo = Some(entry.spanned()),
        "fonts" => front.fonts = list(entry),
        "lint" => {
            front.lint = list(entry);
            diagnostics.extend(front.lint.iter().filter_map(unknown_rule));
        }
        "calls" => front.calls = list(entry).into_iter().map(|call| call.value).collect(),
        "style" => {
            let names = HouseName::ALL.map(HouseName::name);
            if let Some(at) = choice(entry, &names, "house style", diagnostics) {
                front.style = HouseName::ALL[at];
            }
        }
        "language" | "original" => {
            let codes = Language::ALL.map(Language::code);
            let language = choice(entry, &codes, "language code", diagnostics).map(|at| Language::ALL[at]);
            if entry.key == "original" {
                front.original = language;
            } else {
                front.language = language.unwrap_or_default();
            }
        }
        "typography" => {
            if let Some(at) = choice(entry, &["house", "literal"], "typography", diagnostics) {
                front.typography = [Typography::House, Typography::Literal][at];
            }
        }
        "date" => {
            let Spanned { value, span } = entry.spanned();
            front.date = Date::parse(&value);
            if front.date.is_none() {
                diagnostics.push(bad_date(&value, span));
            }
        }
        unknown => diagnostics.push(unknown_key(unknown, entry.key_span)),
    }
}

/// A value that is a number, perhaps with the letters of its series: `80`, `C20/54`.
fn number(entry: &Entry<'_>, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    let number = entry.spanned();
    let value = number.value.as_str();
    let is_number = |text: &str| {
        text.contains(|c: char| c.is_numeric())
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'))
    };
    if is_number(value) {
        return Some(number);
    }
    let message = format!("`{value}` is not {} number", with_article(entry.key));
    let found = Diagnostic::new(Code::FrontBadValue, number.span, message);
    let bare = value.trim_matches(|c: char| c.is_whitespace() || "\"'“”‘’«»„".contains(c));
    let leading = value.split(['(', ' ']).next().unwrap_or_default();
    diagnostics.push(if is_number(bare) {
        found
            .help(format!("write `{bare}`"))
            .fix(format!("write `{bare}`"), number.span, bare)
    } else if is_number(leading) {
        found.help(format!(
            "write `{leading}`, and what supplements it under `addendum`, `revision` or `corrigendum`"
        ))
    } else {
        found.help("write a number")
    });
    None
}

fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

/// What people write for keys, beside slips of spelling.
const OTHER_KEYS: &[(&str, &str)] = &[
    ("doc", "document"),
    ("docs", "document"),
    ("number", "document"),
    ("lang", "language"),
    ("agenda", "agenda-item"),
    ("item", "agenda-item"),
    ("conf", "conference"),
    ("place", "conference-place"),
    ("dates", "conference-dates"),
    ("add", "addendum"),
    ("rev", "revision"),
    ("corr", "corrigendum"),
    ("house", "style"),
    ("heading", "title"),
    ("emblem", "logo"),
    ("font", "fonts"),
    ("call", "calls"),
];

/// The finding that a switch names no rule.
fn unknown_rule(switch: &Spanned<String>) -> Option<Diagnostic> {
    let name = switch.value.trim_start_matches(['+', '-', '−', '–']);
    let rule = Code::from_name(name).and_then(Code::rule_name);
    if switch.value.starts_with(['+', '-']) && (rule.is_some() || name == Code::ALL_RULES) {
        return None;
    }
    let sign = if switch.value.starts_with('+') { '+' } else { '-' };
    let found = Diagnostic::new(
        Code::FrontBadValue,
        switch.span,
        format!("`{}` switches no rule", switch.value),
    );
    let rules = || Code::rules().filter_map(Code::rule_name).chain([Code::ALL_RULES]);
    Some(match nearest(name.trim_start_matches("rule."), rules()) {
        Some(near) => found.help(format!("write `{sign}{near}`")).fix(
            format!("write `{sign}{near}`"),
            switch.span,
            format!("{sign}{near}"),
        ),
        None => found.help(format!(
            "the rules are {}, each with `+` or `-` before it",
            rules().collect::<Vec<_>>().join(", ")
        )),
    })
}

fn unknown_key(key: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(
        Code::FrontUnknownKey,
        span,
        format!("the front matter has no key `{key}`"),
    );
    let plain = key.to_lowercase();
    let other = OTHER_KEYS.iter().find(|(other, _)| *other == plain);
    let begun = || {
        let mut longer = KEYS.iter().copied().filter(|known| {
            let (known, plain) = (*known, plain.as_str());
            plain.len() > 3 && (known.starts_with(plain) || plain.starts_with(known))
        });
        longer.next_back()
    };
    let near = other.map(|(_, key)| *key);
    match near.or_else(|| nearest(key, KEYS.iter().copied())).or_else(begun) {
        Some(near) => found
            .help(format!("write `{near}`"))
            .fix(format!("write `{near}`"), span, near),
        None => found.help(format!("the keys are {}", KEYS.join(", "))),
    }
}

/// The place of the value among `known`; a finding where it is not one of them.
fn choice(entry: &Entry<'_>, known: &[&str], what: &str, diagnostics: &mut Diagnostics) -> Option<usize> {
    let Spanned { value, span } = entry.spanned();
    let found = known.iter().position(|name| *name == value);
    let mut meant = None;
    if found.is_none() {
        let finding = Diagnostic::new(
            Code::FrontBadValue,
            span,
            format!("`{value}` is not {}", with_article(what)),
        )
        .help(format!("write one of {}", known.join(", ")));
        let bare = value.trim_matches(|c: char| c.is_whitespace() || "\"'“”‘’«»„`".contains(c));
        let code = Language::named(bare).map(Language::code);
        let same = known.iter().find(|name| name.eq_ignore_ascii_case(bare));
        let near = same.copied().or(code.filter(|code| known.contains(code)));
        // The rest is read as what is meant, so that nothing else is told of it.
        meant = near.and_then(|near| known.iter().position(|name| *name == near));
        diagnostics.push(match near.or_else(|| nearest(&value, known.iter().copied())) {
            Some(near) => finding.fix(format!("write `{near}`"), span, near),
            None => finding,
        });
    }
    found.or(meant)
}

/// A value of items with commas between them, or one a line.
fn list(entry: &Entry<'_>) -> Vec<Spanned<String>> {
    let mut items = Vec::new();
    for &(text, span) in &entry.values {
        let mut at = 0;
        for item in text.split([',', '，', '،']) {
            let start = at + (item.len() - item.trim_start().len());
            let value = item.trim();
            if !value.is_empty() {
                items.push(Spanned {
                    value: value.to_owned(),
                    span: span.part(start, start + value.len()),
                });
            }
            // Every separator is one character; its length follows from where the item ends.
            at += item.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    items
}

/// A value of lines.
fn lines(entry: &Entry<'_>) -> Vec<Spanned<String>> {
    let lines = entry.values.iter().map(|&(text, span)| Spanned {
        value: text.to_owned(),
        span,
    });
    lines.collect()
}

/// A value that may hold marks. Only the abstract has paragraphs; elsewhere a blank line says nothing.
fn inlines(
    entry: &Entry<'_>,
    source: &str,
    register: &mut Register<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Inline> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, &(text, span)) in entry.values.iter().enumerate() {
        if let Some(last) = tokens.last() {
            let begins_paragraph = entry.key == "abstract" && entry.parted.contains(&at);
            tokens.push(Token {
                kind: match begins_paragraph {
                    true => TokenKind::LineBreak,
                    false => TokenKind::Join,
                },
                span: last.span.tail(),
            });
        }
        let Ok(mut pairs) = Grammar::parse(Rule::inline_only, text) else {
            continue;
        };
        if let Some(whole) = pairs.next() {
            let authors = register.authors();
            tokens.extend(read_inlines(whole.into_inner(), span, authors, diagnostics));
        }
    }
    content::read(source, &tokens, Revision::NONE, register, diagnostics).inlines
}
