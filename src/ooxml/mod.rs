//! The Office Open XML package (ECMA-376 part 2): parts, their kinds, how they lead to each other,
//! and a writer of XML that is well-formed by construction.

mod archive;
mod kind;
mod package;
mod reader;
mod relationships;
mod tree;
mod xml;

pub(crate) use archive::{Archive, ArchiveFault, part_names, rewritten};
pub(crate) use kind::PartKind;
pub(crate) use package::Package;
pub(crate) use reader::parts;
pub(crate) use relationships::Relationships;
pub(crate) use tree::{Element, Space, Tree, TreeFault, decoded};
pub(crate) use xml::{XmlWriter, escape, legal};
