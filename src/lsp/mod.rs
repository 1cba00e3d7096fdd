//! The language server: what an editor asks about an open text, answered.
//!
//! [`Server`] takes the messages of the Language Server Protocol one by one and says what to send; it
//! knows no stream, no clock and no file. Each open text is read at most once a version
//! (`Analysis`), when something is asked of it or no message waits.

mod actions;
mod analysis;
mod capabilities;
mod commands;
mod completion;
mod decisions;
mod document;
mod edits;
mod findings;
mod folding;
mod formatting;
mod hints;
mod hover;
mod links;
mod names;
mod outline;
mod places;
mod rename;
mod requests;
mod selection;
mod server;
mod session;
mod snippets;
mod surroundings;
mod tokens;
mod typing;
mod wire;

pub use server::Server;
pub use surroundings::{Project, Surroundings};
