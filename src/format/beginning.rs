//! What would begin a block of its own, and so may not begin a further line of one.

use crate::house::{Words, own_name};
use crate::syntax::{begins_form, keyword, looks_like_form};

/// Whether a line that goes on with a block would be taken for the start of another.
pub(super) fn starts_block(words: &Words, line: &str, above: &str) -> bool {
    begins_form(line)
        || keyword(words, line).is_some()
        || own_name(line).is_some()
        || line.starts_with(['(', '（']) && line.contains("– (")
        || looks_like_form(words, line)
        // A call may be all that fits on the line.
        || crate::model::ends_sentence(above) && words.starts_with_known_call::<&str>(line, &[]).is_some()
}
