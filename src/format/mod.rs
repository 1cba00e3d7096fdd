//! The canonical text of a document.
