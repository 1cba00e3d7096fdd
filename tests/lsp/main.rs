//! The language server as a client has it: messages in, messages out.

mod anything;
mod client;
mod commands;
mod completion;
mod editing;
mod names;
mod project;
mod session;
mod shown;
