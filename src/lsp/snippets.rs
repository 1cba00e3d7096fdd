//! Whole forms to be put in, with places to fill.

/// A form: what it is chosen by, what it is, and its text in the snippet syntax of the protocol.
#[derive(Debug)]
pub(super) struct Snippet {
    pub(super) label: &'static str,
    pub(super) detail: &'static str,
    pub(super) text: &'static str,
}

/// The forms that begin a line of the text.
pub(super) const FORMS: &[Snippet] = &[
    Snippet {
        label: "# RESOLUTION",
        detail: "a whole resolution",
        text: "# RESOLUTION ${1:NUMBER} (Rev. ${2:City, year})\n## ${3:Title}\n\nThe ${4:Plenipotentiary Conference of the International Telecommunication Union} (${2:City, year}),\n\nrecalling\n\na) ${5:text};\n\nresolves\n\n1 ${6:text}.\n",
    },
    Snippet {
        label: "# ANNEX",
        detail: "an annex to the instrument above",
        text: "# ANNEX ${1:NUMBER}\n## ${2:Title}\n\n$0",
    },
    Snippet {
        label: "MOD",
        detail: "a proposal to modify what follows",
        text: "MOD ${1:EUR}/${2:80A1}/${3:1}\n\n$0",
    },
    Snippet {
        label: "ADD",
        detail: "a proposal to add what follows",
        text: "ADD ${1:EUR}/${2:80A1}/${3:1}\n\n$0",
    },
    Snippet {
        label: "SUP",
        detail: "a proposal to suppress what follows",
        text: "SUP ${1:EUR}/${2:80A1}/${3:1}\n\n$0",
    },
    Snippet {
        label: "NOC",
        detail: "a proposal not to change what follows",
        text: "NOC ${1:EUR}/${2:80A1}/${3:1}\n\n$0",
    },
    Snippet {
        label: "Reasons:",
        detail: "the reasons for the proposal above",
        text: "Reasons: ${1:text}\n",
    },
    Snippet {
        label: "NOTE",
        detail: "a note under a text or table",
        text: "NOTE – ${1:text}\n",
    },
    Snippet {
        label: "table",
        detail: "a table with a caption",
        text: "Table ${1:1} – ${2:Caption}\n\n| ${3:Head} | ${4:Head} |\n|---|---|\n| ${5:text} | ${6:text} |\n",
    },
    Snippet {
        label: "picture",
        detail: "a picture with a caption",
        text: "![${1:what it shows}](${2:file.png})\n\nFigure ${3:1} – ${4:Caption}\n",
    },
    Snippet {
        label: "++",
        detail: "an inserted block",
        text: "++ $0",
    },
    Snippet {
        label: "--",
        detail: "a struck block",
        text: "-- $0",
    },
    Snippet {
        label: "---",
        detail: "the closing rule",
        text: "---\n",
    },
];

/// Front matter where there is none yet.
pub(super) const FRONT: Snippet = Snippet {
    label: "--- front matter",
    detail: "style, language, conference and authors",
    text: "---\nstyle: ${1:pp}\nlanguage: ${2:en}\nconference: ${3:PP-26}\nauthors:\n  ${4:KEY}: ${5:name}, ${6:2026-01-31}\nauthor: ${4:KEY}\n---\n\n$0",
};

/// Marks that are begun with a brace.
pub(super) const MARKS: &[Snippet] = &[
    Snippet {
        label: "{++",
        detail: "insert",
        text: "{++$1++}$0",
    },
    Snippet {
        label: "{--",
        detail: "strike",
        text: "{--$1--}$0",
    },
    Snippet {
        label: "{~~",
        detail: "replace",
        text: "{~~$1~>$2~~}$0",
    },
    Snippet {
        label: "{>>",
        detail: "comment",
        text: "{>>$1<<}$0",
    },
    Snippet {
        label: "{^",
        detail: "superscript",
        text: "{^$1^}$0",
    },
    Snippet {
        label: "{_",
        detail: "subscript",
        text: "{_$1_}$0",
    },
];
