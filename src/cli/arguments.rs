//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::compile::Format;
use crate::model::View;
use crate::output::pdf::Changes;

#[derive(Debug, Parser)]
#[command(
    name = "plenary",
    version,
    about = "Compiles resolutions from plain text to Word and PDF, with real tracked changes",
    after_help = "Examples:\n  plenary build resolution.plen                 writes resolution.docx and resolution.pdf\n  plenary build --view final --to text -o - r.plen   prints the text as adopted\n  plenary check *.plen                          says what is wrong, and how to mend it\n  plenary explain mark.unclosed                 tells more about a finding\n\nExit codes: 0 fine, 1 a document has errors, 2 wrong usage, 3 a file could not be read or written."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write documents: Word and PDF unless told otherwise
    Build(Build),
    /// Say what is wrong with documents and write nothing
    Check(Check),
    /// Tell more about a finding, by its code
    Explain(Explain),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// `plenary build`
#[derive(Debug, Args)]
pub(super) struct Build {
    /// The sources; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What to write, separated by commas; by default what the name after -o ends in, else Word and PDF
    #[arg(long, value_delimiter = ',', value_name = "FORMAT")]
    pub(super) to: Vec<FormatName>,
    /// Which reading: both with the changes shown, before them, or after them
    #[arg(long, value_enum, default_value_t = ViewName::Markup)]
    pub(super) view: ViewName,
    /// How a PDF shows changes: in the text, as bars beside the final text, or on a layer that can be hidden
    #[arg(long, value_enum, default_value_t = ChangesName::Inline)]
    pub(super) changes: ChangesName,
    /// The file to write, or the folder for several; `-` is standard output
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// Leave the source text out of Word and PDF files
    #[arg(long)]
    pub(super) no_source: bool,
    /// A font file, or a folder of them, to use before the program's own in PDFs
    #[arg(long, value_name = "PATH")]
    pub(super) font_path: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) findings: Findings,
}

/// `plenary check`
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The sources; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) findings: Findings,
}

/// `plenary explain`
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code, as in `error[mark.unclosed]`; all of them without one
    pub(super) code: Option<String>,
}

/// How findings are shown.
#[derive(Debug, Args)]
pub(super) struct Findings {
    /// How findings are printed on standard error
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub(super) message_format: MessageFormat,
    /// Take warnings for errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the line and a caret under the place
    Human,
    /// One line a finding
    Short,
    /// One JSON object a line
    Json,
    /// One SARIF 2.1.0 log for all files
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    Docx,
    Pdf,
    Html,
    #[value(alias = "txt")]
    Text,
    Json,
}

impl FormatName {
    pub(super) fn format(self) -> Format {
        match self {
            Self::Docx => Format::Docx,
            Self::Pdf => Format::Pdf,
            Self::Html => Format::Html,
            Self::Text => Format::Text,
            Self::Json => Format::Json,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ViewName {
    Markup,
    Original,
    Final,
}

impl ViewName {
    pub(super) fn view(self) -> View {
        match self {
            Self::Markup => View::Markup,
            Self::Original => View::Original,
            Self::Final => View::Final,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ChangesName {
    Inline,
    Simple,
    Layer,
}

impl ChangesName {
    pub(super) fn changes(self) -> Changes {
        match self {
            Self::Inline => Changes::Inline,
            Self::Simple => Changes::Simple,
            Self::Layer => Changes::Layer,
        }
    }
}
