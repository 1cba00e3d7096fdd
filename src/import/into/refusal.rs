//! What an edit can be that has no place in a Word file.

use std::fmt;

/// An edit that is not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoPlace {
    /// A reference that leads nowhere, by its name.
    Reference(String),
    /// A paragraph whose words are not found in the file as they stand in the text.
    Unlike(String),
    /// A paragraph that is to be cut inside something that cannot be cut.
    Uncut(String),
    /// A paragraph that would become something else.
    Kind(String),
    /// A picture.
    Picture(String),
    /// A table inside a paragraph.
    Table,
    /// The columns or merged cells of a table.
    Columns(String),
    /// Where nothing of the file stands beside it.
    Nowhere(String),
    /// A value of the front matter.
    Front(&'static str),
    /// A paragraph that says the same and is set otherwise.
    Looks(String),
    /// A reading of the file that would come out otherwise: what it would say, and what it should.
    Reading(String, String),
}

impl NoPlace {
    /// What may help.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Reference(_) => "name the place that is meant, or type what it is called",
            Self::Unlike(_) | Self::Uncut(_) | Self::Kind(_) | Self::Nowhere(_) => {
                "leave this edit out, and make it in Word"
            }
            Self::Picture(_) | Self::Table | Self::Columns(_) => {
                "leave it as it is in the file, and edit it in Word"
            }
            Self::Front(_) => "keep what the file has, and edit its header in Word",
            Self::Looks(_) => "keep their looks, and set them in Word",
            Self::Reading(..) => {
                "where Word numbers the paragraphs itself, `plenary fmt --renumber` gives the text the same numbers; \
                 otherwise make this edit in Word"
            }
        }
    }
}

impl fmt::Display for NoPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference(id) => write!(f, "`{{@{id}}}` leads to no place in the text, so it says nothing"),
            Self::Unlike(words) => write!(
                f,
                "“{words}” was edited, and the Word file does not say it in one piece"
            ),
            Self::Uncut(words) => write!(f, "“{words}” is parted where the Word file cannot be parted"),
            Self::Kind(words) => write!(
                f,
                "“{words}” became another kind of paragraph, which no mark of Word's says"
            ),
            Self::Picture(words) => write!(f, "the picture “{words}” came, went or changed"),
            Self::Table => f.write_str("a table was put in where the Word file has one paragraph"),
            Self::Columns(words) => write!(
                f,
                "the columns or merged cells of the table with “{words}” changed"
            ),
            Self::Nowhere(words) => write!(
                f,
                "“{words}” was put in where nothing of the Word file is beside it"
            ),
            Self::Front(key) => write!(f, "`{key}` was edited, which the Word file has in its header"),
            Self::Looks(words) => write!(f, "“{words}” is set otherwise, in italics or bold"),
            Self::Reading(is, should) => {
                write!(
                    f,
                    "the Word file would read “{is}” where the text says “{should}”"
                )
            }
        }
    }
}
