//! Styles, with what they take from those that they are based on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::look::{Look, RunLook};
use crate::ooxml::Element;

/// A chain of styles is followed so far; a longer one goes round.
const LONGEST_CHAIN: usize = 32;

/// Distances from the margin, in twentieths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Indent {
    /// Of all lines but the first.
    pub(in crate::import) left: i32,
    /// Of the first line, from there.
    pub(in crate::import) first: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Align {
    #[default]
    Start,
    Centre,
    End,
}

/// What a paragraph looks like.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct ParagraphLook {
    /// The name of its style, in small letters, without separators: `headingb`.
    pub(in crate::import) style: Rc<str>,
    /// Names of the styles that this is based on, nearest first.
    pub(in crate::import) based_on: Rc<[Rc<str>]>,
    pub(in crate::import) indent: Option<Indent>,
    pub(in crate::import) align: Option<Align>,
    /// The alignment that it has by itself, and not by its style.
    pub(in crate::import) own_align: Option<Align>,
    /// The list that numbers it, and its level there.
    pub(in crate::import) number: Option<(Rc<str>, u8)>,
    /// From 0.
    pub(in crate::import) outline: Option<u8>,
    /// How its characters are set where their runs say nothing.
    pub(in crate::import) italic: bool,
    pub(in crate::import) bold: bool,
    pub(in crate::import) slants_han: bool,
}

impl ParagraphLook {
    /// How its text is set where its runs say nothing of their own.
    pub(in crate::import) fn natural(&self) -> Look {
        Look {
            italic: self.italic,
            bold: self.bold,
            slants_han: self.slants_han,
            ..Look::default()
        }
    }
}

/// What paragraph properties say.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) style: Option<Rc<str>>,
    left: Option<i32>,
    first: Option<i32>,
    align: Option<Align>,
    /// `w:numId` and `w:ilvl`, each where it is said.
    list: Option<Rc<str>>,
    level: Option<u8>,
    outline: Option<u8>,
}

impl Said {
    /// Reads `w:pPr`.
    pub(super) fn read(properties: Element<'_>) -> Self {
        let mut said = Self::default();
        for property in properties.children() {
            match property.word() {
                "pStyle" => said.style = property.val().map(|it| Rc::from(&*it)),
                "ind" => {
                    let number = |name: &str| {
                        property
                            .attribute(name)
                            .and_then(|it| it.trim().parse::<i32>().ok())
                    };
                    said.left = number("left").or_else(|| number("start"));
                    said.first = number("hanging")
                        .map(|it| it.saturating_neg())
                        .or_else(|| number("firstLine"));
                }
                "jc" => {
                    said.align = property.val().map(|it| match &*it {
                        "center" => Align::Centre,
                        "right" | "end" => Align::End,
                        _ => Align::Start,
                    });
                }
                "numPr" => {
                    said.list = property
                        .child("numId")
                        .and_then(|it| it.val())
                        .map(|it| Rc::from(it.trim()));
                    let level = property.child("ilvl").and_then(|it| it.val());
                    said.level = level
                        .and_then(|it| it.trim().parse().ok())
                        .filter(|level| *level < 9);
                }
                "outlineLvl" => {
                    let level = property.val().and_then(|it| it.trim().parse().ok());
                    said.outline = level.filter(|level| *level < 9);
                }
                _ => {}
            }
        }
        said
    }
}

#[derive(Debug, Default)]
struct Style {
    name: Rc<str>,
    based_on: Option<Rc<str>>,
    said: Said,
    run: RunLook,
}

/// What a paragraph style comes to.
#[derive(Clone, Debug, Default)]
struct Resolved {
    look: ParagraphLook,
    run: RunLook,
    left: Option<i32>,
    first: Option<i32>,
    list: Option<Rc<str>>,
    level: Option<u8>,
    /// The style that says the list.
    lister: Option<Rc<str>>,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(in crate::import) struct Styles {
    by_id: HashMap<Rc<str>, Style>,
    standard: Option<Rc<str>>,
    defaults: RunLook,
    /// The language of the text, as Word writes it.
    pub(in crate::import) language: Option<String>,
    resolved: RefCell<HashMap<Rc<str>, Rc<Resolved>>>,
    characters: RefCell<HashMap<Rc<str>, RunLook>>,
}

/// A name of a style as names are compared: small letters and digits.
pub(in crate::import) fn canonical_name(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(root: Element<'_>) -> Self {
        let mut styles = Self::default();
        for child in root.children() {
            match child.word() {
                "docDefaults" => {
                    let run = child.child("rPrDefault").and_then(|it| it.child("rPr"));
                    if let Some(run) = run {
                        styles.defaults = RunLook::read(run);
                        let language = run.child("lang").and_then(|it| it.val());
                        styles.language = language.map(|it| it.into_owned());
                    }
                }
                "style" => styles.enter(child),
                _ => {}
            }
        }
        styles
    }

    fn enter(&mut self, element: Element<'_>) {
        let Some(id) = element.attribute("styleId").map(|id| Rc::<str>::from(&*id)) else {
            return;
        };
        let name = element.child("name").and_then(|it| it.val()).unwrap_or_default();
        let properties = |name: &str| element.child(name);
        let style = Style {
            name: canonical_name(if name.is_empty() { &id } else { &name }).into(),
            based_on: element
                .child("basedOn")
                .and_then(|it| it.val())
                .map(|it| Rc::from(&*it)),
            said: properties("pPr").map(Said::read).unwrap_or_default(),
            run: properties("rPr").map(RunLook::read).unwrap_or_default(),
        };
        let is_default = element
            .attribute("default")
            .is_some_and(|it| matches!(&*it, "1" | "true" | "on"));
        if is_default && element.attribute("type").as_deref() == Some("paragraph") {
            self.standard = Some(id.clone());
        }
        self.by_id.insert(id, style);
    }

    /// The styles from one on to what all are based on, nearest first.
    fn chain(&self, id: &str) -> Vec<(Rc<str>, &Style)> {
        let mut chain: Vec<(Rc<str>, &Style)> = Vec::new();
        let mut next = self.by_id.get_key_value(id);
        while let Some((id, style)) = next {
            if chain.len() == LONGEST_CHAIN || chain.iter().any(|(known, _)| known == id) {
                break;
            }
            chain.push((id.clone(), style));
            next = style
                .based_on
                .as_deref()
                .and_then(|id| self.by_id.get_key_value(id));
        }
        chain
    }

    fn resolve(&self, id: &Rc<str>) -> Rc<Resolved> {
        if let Some(known) = self.resolved.borrow().get(id) {
            return known.clone();
        }
        let chain = self.chain(id);
        let mut resolved = Resolved::default();
        for (id, style) in &chain {
            let said = &style.said;
            resolved.run = resolved.run.over(style.run);
            resolved.left = resolved.left.or(said.left);
            resolved.first = resolved.first.or(said.first);
            resolved.look.align = resolved.look.align.or(said.align);
            resolved.look.outline = resolved.look.outline.or(said.outline);
            resolved.level = resolved.level.or(said.level);
            if resolved.list.is_none() && said.list.is_some() {
                resolved.list = said.list.clone();
                resolved.lister = Some(id.clone());
            }
        }
        resolved.look.style = chain
            .first()
            .map_or_else(|| canonical_name(id).into(), |(_, style)| style.name.clone());
        resolved.look.based_on = chain
            .iter()
            .skip(1)
            .map(|(_, style)| style.name.clone())
            .collect();
        let resolved = Rc::new(resolved);
        self.resolved.borrow_mut().insert(id.clone(), resolved.clone());
        resolved
    }

    /// What a paragraph looks like that says this of itself, and how its runs are set. `level_of` tells
    /// the level of a list that a style has.
    pub(super) fn paragraph(
        &self,
        said: &Said,
        level_of: impl Fn(&str, &str) -> Option<u8>,
    ) -> (ParagraphLook, RunLook) {
        let id = said.style.clone().or_else(|| self.standard.clone());
        let style = id.map(|id| self.resolve(&id)).unwrap_or_default();
        let mut look = style.look.clone();
        let left = said.left.or(style.left);
        let first = said.first.or(style.first);
        look.indent = (left.is_some() || first.is_some()).then(|| Indent {
            left: left.unwrap_or(0),
            first: first.unwrap_or(0),
        });
        look.own_align = said.align;
        look.align = said.align.or(look.align);
        look.outline = said.outline.or(look.outline);
        let own_list = said.list.clone();
        let list = own_list.clone().or_else(|| style.list.clone());
        look.number = list.filter(|list| &**list != "0").map(|list| {
            let by_style = || match &style.lister {
                Some(lister) if own_list.is_none() => level_of(&list, lister),
                _ => None,
            };
            let level = said.level.or_else(by_style).or(style.level).unwrap_or(0);
            (list, level)
        });
        let run = style.run.over(self.defaults);
        let plain = run.look();
        look.italic = plain.italic;
        look.bold = plain.bold;
        look.slants_han = plain.slants_han;
        (look, run)
    }

    /// The name of a style, as names are compared.
    pub(super) fn name(&self, id: &str) -> Rc<str> {
        let known = self.by_id.get(id).map(|style| style.name.clone());
        known.unwrap_or_else(|| canonical_name(id).into())
    }

    /// How a style sets the characters of a run.
    pub(super) fn characters(&self, id: &str) -> RunLook {
        if let Some(known) = self.characters.borrow().get(id) {
            return *known;
        }
        let chain = self.chain(id);
        let look = chain
            .iter()
            .fold(RunLook::default(), |look, (_, style)| look.over(style.run));
        self.characters.borrow_mut().insert(id.into(), look);
        look
    }

    /// The id of a style with this name, as names are compared.
    pub(in crate::import) fn id_of(&self, name: &str) -> Option<&str> {
        let named = self.by_id.iter().filter(|(_, style)| &*style.name == name);
        named.map(|(id, _)| &**id).min()
    }

    /// The list that a style of numbering has.
    pub(super) fn list_of(&self, id: &str) -> Option<Rc<str>> {
        self.by_id.get(id).and_then(|style| style.said.list.clone())
    }
}
