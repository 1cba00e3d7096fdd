//! The parser that pest makes of `grammar/resolution.pest`.

use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../grammar/resolution.pest"]
pub(super) struct Grammar;
