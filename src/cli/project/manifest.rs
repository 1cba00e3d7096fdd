//! What `plenary.toml` says.

use std::ops::Range;

use clap::ValueEnum;
use glob::Pattern;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::cli::arguments::{ChangesName, Deny, ViewName, denied};
use crate::cli::formats;
use plenary::compile::Format;
use plenary::compile::shared::{SharedEntry, SharedFront};
use plenary::diagnostic::{Code, Diagnostic, Severity};
use plenary::nearest::nearest;
use plenary::source::{Source, Span};

/// The settings of a project.
#[derive(Debug, Default)]
pub(in crate::cli) struct Manifest {
    /// Which files are its sources; none: every `.plen` file.
    pub(super) sources: Vec<Pattern>,
    /// Which of them are not.
    pub(super) exclude: Vec<Pattern>,
    pub(in crate::cli) to: Vec<Format>,
    pub(in crate::cli) views: Vec<ViewName>,
    pub(in crate::cli) changes: Option<ChangesName>,
    pub(super) out_dir: Option<String>,
    /// Whether Word and PDF files carry no source.
    pub(in crate::cli) no_source: bool,
    pub(super) font_path: Vec<String>,
    pub(in crate::cli) front: SharedFront,
    pub(in crate::cli) allow: Vec<Code>,
    pub(super) deny: Vec<Deny>,
}

type Entry<'t> = (&'t Spanned<DeString<'t>>, &'t Spanned<DeValue<'t>>);

/// Reads the settings, with what is wrong with them.
pub(super) fn read(source: &Source) -> (Manifest, Vec<Diagnostic>) {
    let mut reader = Reader::default();
    match DeTable::parse(source.text()) {
        Ok(table) => reader.file(table.get_ref()),
        Err(error) => {
            let place = error.span().map_or(source.span().head(), span);
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            reader
                .found
                .push(Diagnostic::new(Code::ProjectInvalid, place, message));
        }
    }
    (reader.manifest, reader.found)
}

#[derive(Default)]
struct Reader {
    manifest: Manifest,
    found: Vec<Diagnostic>,
}

/// The entries of a table in the order in which they are written.
fn entries<'t>(table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut entries: Vec<Entry<'t>> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn span(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

impl Reader {
    fn file(&mut self, table: &DeTable<'_>) {
        for entry in entries(table) {
            let (key, value) = entry;
            match key.get_ref().as_ref() {
                "sources" => self.manifest.sources = self.patterns(entry),
                "exclude" => self.manifest.exclude = self.patterns(entry),
                "build" => self.table(entry, Self::build),
                "front" => self.table(entry, Self::front),
                "rules" => self.table(entry, Self::rules),
                unknown => {
                    // Keys of a table that were written above its name.
                    let inside = BUILD.contains(&unknown).then_some("build");
                    let inside = inside.or(RULES.contains(&unknown).then_some("rules"));
                    let inside = inside.or(SharedFront::KEYS.contains(&unknown).then_some("front"));
                    match inside {
                        Some(inside) => self.unknown(key, &[], |found| {
                            found.help(format!("write it under `[{inside}]`"))
                        }),
                        None => self.unknown(key, FILE, |found| found),
                    }
                }
            }
            let _ = value;
        }
    }

    fn table(&mut self, (key, value): Entry<'_>, read: impl Fn(&mut Self, Entry<'_>)) {
        match value.get_ref() {
            DeValue::Table(table) => entries(table).into_iter().for_each(|entry| read(self, entry)),
            other => {
                let message = format!("`{}` is a table and not {}", key.get_ref(), named(other));
                let help = format!("write its keys below the line `[{}]`", key.get_ref());
                self.invalid(value, message, help);
            }
        }
    }

    fn build(&mut self, entry: Entry<'_>) {
        let (key, value) = entry;
        match key.get_ref().as_ref() {
            "to" => {
                self.manifest.to = self.each(entry, |name| {
                    let names = formats::listed(|format| format.name().to_owned(), "or");
                    Format::named(name).ok_or_else(|| format!("write {names}"))
                });
            }
            "views" => self.manifest.views = self.each(entry, chosen),
            "changes" => {
                self.manifest.changes = self.text(entry).and_then(|text| self.one(value, text, chosen));
            }
            "out-dir" => self.manifest.out_dir = self.text(entry).map(str::to_owned),
            "source" => match value.get_ref() {
                DeValue::Boolean(carries) => self.manifest.no_source = !carries,
                other => {
                    let message = format!("`source` is true or false and not {}", named(other));
                    self.invalid(value, message, "write it without quotation marks".to_owned());
                }
            },
            "font-path" => self.manifest.font_path = self.each(entry, |path| Ok(path.to_owned())),
            _ => self.unknown(key, BUILD, |found| found),
        }
    }

    fn rules(&mut self, entry: Entry<'_>) {
        match entry.0.get_ref().as_ref() {
            "deny" => self.manifest.deny = self.each(entry, denied),
            "allow" => {
                self.manifest.allow = self.each(entry, |name| match denied(name)? {
                    Deny::Code(code) if code.severity() == Severity::Warning => Ok(code),
                    Deny::Code(_) => Err("an error cannot be switched off".to_owned()),
                    Deny::Warnings => Err("name the codes of those that are not told".to_owned()),
                });
            }
            _ => self.unknown(entry.0, RULES, |found| found),
        }
    }

    fn front(&mut self, entry: Entry<'_>) {
        let (key, value) = entry;
        let name = key.get_ref().as_ref();
        if !SharedFront::KEYS.contains(&name) {
            return self.unknown(key, SharedFront::KEYS, |found| found);
        }
        if name == "authors" {
            return self.table(entry, |reader, (author, value)| {
                if let Some(text) = reader.value(author.get_ref(), value) {
                    reader.share("authors", Some(author.get_ref().to_string()), text, author.span());
                }
            });
        }
        if let Some(text) = self.value(name, value) {
            self.share(name, None, text, key.span());
        }
    }

    fn share(&mut self, key: &str, author: Option<String>, value: String, place: Range<usize>) {
        self.manifest.front.entries.push(SharedEntry {
            key: key.to_owned(),
            author,
            value,
            place: span(place),
        });
    }

    /// A value as front matter has it.
    fn value(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()),
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().replace('_', "")),
            DeValue::Boolean(answer) => Some(if *answer { "yes" } else { "no" }.to_owned()),
            DeValue::Datetime(date) => Some(date.to_string()),
            DeValue::Array(items) if SharedFront::LISTS.contains(&key) => {
                let lines: Option<Vec<String>> = items.iter().map(|item| self.value("", item)).collect();
                Some(format!("\n{}", lines?.join("\n")))
            }
            other => {
                let message = format!("`{key}` is text and not {}", named(other));
                self.invalid(value, message, "write it in quotation marks".to_owned());
                None
            }
        }
    }

    fn patterns(&mut self, entry: Entry<'_>) -> Vec<Pattern> {
        self.each(entry, |text| {
            let text = text.strip_prefix("./").unwrap_or(text);
            if text.starts_with('/') || text.split('/').any(|part| part == "..") {
                return Err("name files below the folder of the project, as `proposals/*.plen`".to_owned());
            }
            Pattern::new(text).map_err(|error| error.msg.to_owned())
        })
    }

    fn text<'t>(&mut self, (key, value): Entry<'t>) -> Option<&'t str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            let message = format!("`{}` is text and not {}", key.get_ref(), named(value.get_ref()));
            self.invalid(value, message, "write it in quotation marks".to_owned());
        }
        text
    }

    /// The items of a list of texts; one text is a list, too.
    fn each<T>(&mut self, (key, value): Entry<'_>, read: impl Fn(&str) -> Result<T, String>) -> Vec<T> {
        let single = std::slice::from_ref(value);
        let items = match value.get_ref() {
            DeValue::Array(items) => items.as_ref(),
            _ => single,
        };
        let mut all = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => all.extend(self.one(item, text, &read)),
                None => {
                    let message = format!(
                        "`{}` is a list of texts and not {}",
                        key.get_ref(),
                        named(item.get_ref())
                    );
                    self.invalid(item, message, "write `[\"one\", \"other\"]`".to_owned());
                }
            }
        }
        all
    }

    fn one<T>(
        &mut self,
        item: &Spanned<DeValue<'_>>,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        match read(text) {
            Ok(one) => Some(one),
            Err(help) => {
                self.invalid(item, format!("`{text}` cannot stand here"), help);
                None
            }
        }
    }

    fn invalid(&mut self, value: &Spanned<DeValue<'_>>, message: String, help: String) {
        let found = Diagnostic::new(Code::ProjectInvalid, span(value.span()), message);
        self.found.push(found.help(help));
    }

    fn unknown(
        &mut self,
        key: &Spanned<DeString<'_>>,
        known: &[&'static str],
        more: impl Fn(Diagnostic) -> Diagnostic,
    ) {
        let place = span(key.span());
        let message = format!("the project file has no key `{}` here", key.get_ref());
        let found = Diagnostic::new(Code::ProjectUnknownKey, place, message);
        let found = match nearest(key.get_ref(), known.iter().copied()) {
            Some(near) => {
                let write = format!("write `{near}`");
                found.help(write.clone()).fix(write, place, near)
            }
            None if known.is_empty() => found,
            None => found.help(format!("the keys are {}", known.join(", "))),
        };
        self.found.push(more(found));
    }
}

const FILE: &[&str] = &["sources", "exclude", "build", "front", "rules"];
const BUILD: &[&str] = &["to", "views", "changes", "out-dir", "source", "font-path"];
const RULES: &[&str] = &["allow", "deny"];

/// A value of the command line.
fn chosen<T: ValueEnum>(text: &str) -> Result<T, String> {
    T::from_str(text, false).map_err(|_| {
        let names = T::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = names.map(|name| format!("`{}`", name.get_name())).collect();
        format!("write one of {}", names.join(", "))
    })
}

fn named(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let source = Source::new("plenary.toml", text);
        let (_, found) = read(&source);
        let said = |found: &Diagnostic| {
            let help = found.help.clone().unwrap_or_default();
            format!("{}: {} ({help})", source.slice(found.span()), found.message)
        };
        found.iter().map(said).collect()
    }

    #[test]
    fn settings_are_read_in_their_order() {
        let text = "sources = ['a/*.plen']\n[build]\nto = ['pdf', 'txt']\nviews = 'final'\nsource = false\n\
                    [front]\nstyle = 'wrc'\ndocument = 5\ndate = 2026-10-01\ncontents = false\n\
                    calls = ['urging', 'hoping']\nauthors.FR = 'France'\nauthors.DE = 'Germany'\n\
                    [rules]\ndeny = ['warnings']\nallow = ['reference.typed']\n";
        let (manifest, found) = read(&Source::new("plenary.toml", text));
        assert_eq!(found, []);
        assert_eq!(manifest.to, [Format::Pdf, Format::Text]);
        assert_eq!(manifest.views, [ViewName::Final]);
        assert!(manifest.no_source);
        let front = manifest.front.alone();
        let expected = "---\nstyle: wrc\ndocument: 5\ndate: 2026-10-01\ncontents: no\ncalls: \n  urging\n  hoping\n\
                        authors:\n  FR: France\n  DE: Germany\n---\n";
        assert_eq!(front.source.text(), expected);
        assert_eq!(manifest.deny, [Deny::Warnings]);
        assert_eq!(manifest.allow, [Code::ReferenceTyped]);
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        for (text, expected) in [
            (
                "source = 'a'\n",
                "source: the project file has no key `source` here (write it under `[build]`)",
            ),
            (
                "sorces = 'a'\n",
                "sorces: the project file has no key `sorces` here (write `sources`)",
            ),
            (
                "[front]\nstlye = 'pp'\n",
                "stlye: the project file has no key `stlye` here (write `style`)",
            ),
            (
                "[build]\nto = ['docx', 'odt']\n",
                "'odt': `odt` cannot stand here (write docx, pdf, html, text or json)",
            ),
            (
                "[build]\nsource = 'no'\n",
                "'no': `source` is true or false and not text (write it without quotation marks)",
            ),
            (
                "front = 1\n",
                "1: `front` is a table and not a number (write its keys below the line `[front]`)",
            ),
            (
                "[front]\ntitle = ['a']\n",
                "['a']: `title` is text and not a list (write it in quotation marks)",
            ),
            (
                "sources = ['../a']\n",
                "'../a': `../a` cannot stand here (name files below the folder of the project, as `proposals/*.plen`)",
            ),
            (
                "[rules]\nallow = ['mark.unclosed']\n",
                "'mark.unclosed': `mark.unclosed` cannot stand here (an error cannot be switched off)",
            ),
        ] {
            assert_eq!(faults(text), [expected]);
        }
        assert_eq!(faults("sources = [\n").len(), 1);
        assert_eq!(faults("[build]\nviews = ['final', 1]\n").len(), 1);
    }
}
