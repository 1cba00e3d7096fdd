//! The parts of a Word file, and what leads from one to another.

use std::collections::HashMap;
use std::rc::Rc;

use crate::import::Refusal;
use crate::ooxml::{Archive, ArchiveFault, Element, Space, Tree, decoded};

/// The text of a part has so many bytes at most.
pub(in crate::import) const LARGEST_TEXT: u64 = 96 << 20;

/// A picture has so many bytes at most: more is not taken into a document either.
const LARGEST_PICTURE: u64 = 64 << 20;

/// A part that says little, such as a footer, has so many bytes at most.
const LARGEST_SMALL: u64 = 1 << 20;

/// What a relationship leads to.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The last word of its type: `footnotes`.
    pub(super) kind: String,
    /// The name of a part, or an address outside.
    pub(super) name: String,
    pub(super) is_outside: bool,
}

/// What the ids of a part lead to.
pub(super) type Targets = HashMap<String, Target>;

pub(super) struct Parts<'f> {
    archive: Archive<'f>,
}

impl<'f> Parts<'f> {
    pub(super) fn open(file: &'f [u8]) -> Result<Self, Refusal> {
        let archive = Archive::open(file)?;
        Ok(Self { archive })
    }

    /// The text of a part; none where there is no such part, or where it is damaged.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.archive.part(name, LARGEST_TEXT) {
            Ok(part) => Ok(part.map(decoded)),
            Err(ArchiveFault::Damaged) => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    /// A picture; none where there is none that can be read.
    pub(super) fn picture(&mut self, name: &str) -> Option<Vec<u8>> {
        self.archive.part(name, LARGEST_PICTURE).ok().flatten()
    }

    /// The text of a part that says little; none where it cannot be read or says much.
    pub(super) fn small(&mut self, name: &str) -> Option<String> {
        self.archive.part(name, LARGEST_SMALL).ok().flatten().map(decoded)
    }

    /// The name of the document's part.
    pub(super) fn document(&mut self) -> Result<String, Refusal> {
        let root = self.targets("")?;
        let mut mains: Vec<&Target> = root
            .values()
            .filter(|target| target.kind == "officeDocument")
            .collect();
        mains.sort_by(|one, other| one.name.cmp(&other.name));
        let named = mains.first().map(|target| target.name.clone());
        Ok(named.unwrap_or_else(|| "word/document.xml".to_owned()))
    }

    /// What a part leads to; the package itself has no name.
    pub(super) fn targets(&mut self, part: &str) -> Result<Targets, Refusal> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let text = self.text(name.trim_start_matches('/'))?.unwrap_or_default();
        let (tree, _) = Tree::read_as_far(&text);
        let mut targets = Targets::new();
        for relationship in tree.root().iter().flat_map(|root| root.children()) {
            let said = |name: &str| relationship.attribute(name).map(|it| it.into_owned());
            let (Some(id), Some(target)) = (said("Id"), said("Target")) else {
                continue;
            };
            let kind = said("Type").unwrap_or_default();
            let is_outside = said("TargetMode").as_deref() == Some("External");
            targets.insert(
                id,
                Target {
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    name: if is_outside {
                        target
                    } else {
                        resolved(folder, &target)
                    },
                    is_outside,
                },
            );
        }
        Ok(targets)
    }
}

/// The name of a part that is given from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in from.split('/').chain(target.split(['/', '\\'])) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

/// The part of a kind that the document leads to.
pub(super) fn part_of_kind<'t>(targets: &'t Targets, kind: &str) -> Option<&'t str> {
    let found = targets
        .values()
        .filter(|target| target.kind == kind && !target.is_outside);
    found.map(|target| target.name.as_str()).min()
}

/// The id of a relationship that an element names.
pub(super) fn target_of<'t>(
    targets: &'t Targets,
    element: Element<'_>,
    names: &[&str],
) -> Option<&'t Target> {
    let mut ids = names
        .iter()
        .filter_map(|name| element.attribute_in(Space::Relationship, name));
    ids.find_map(|id| targets.get(&*id))
}

/// A name that many places share.
pub(super) fn shared(name: &str) -> Rc<str> {
    name.into()
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn names_are_relative_to_a_folder_and_lead_nowhere_else() {
        assert_eq!(resolved("word", "media/a.png"), "word/media/a.png");
        assert_eq!(resolved("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolved("word", "/word/./notes.xml"), "word/notes.xml");
        assert_eq!(resolved("word", "../../../etc/passwd"), "etc/passwd");
    }
}
