use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $summary:literal $explanation:literal,)*) => {
        /// The kinds of findings. `plenary explain` and `docs/diagnostics.md` are written from here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that users see: `mark.unclosed`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How bad it is unless the user says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// One line that names it.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// What it means and how to mend it, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

codes! {
    GlyphMissing "font.missing-glyph" Error
        "No font at hand has this character."
        "The PDF carries its fonts, and none of those at hand can print the character. Give a font that has it with `--font-path`, or name its family under `fonts:` in the front matter.",
    PictureUnreadable "picture.unreadable" Error
        "The picture's file is missing or is no PNG or JPEG."
        "A picture is a PNG or JPEG file beside the source. Check the name, which is relative to the source's folder, and the file itself.",
}

impl Code {
    /// The code of a name, as users type it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}
