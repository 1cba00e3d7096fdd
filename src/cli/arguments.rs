//! What can be written on the command line.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::formats;
use plenary::compile::Format;
use plenary::diagnostic::Code;
use plenary::model::{Language, View};
use plenary::output;

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
    /// Write documents in their canonical form
    Fmt(Fmt),
    /// Compare two versions and write the tracked changes between them
    Redline(Redline),
    /// Accept tracked changes in the source text
    Accept(Decide),
    /// Refuse tracked changes in the source text
    Reject(Decide),
    /// List the tracked changes of a document
    Changes(Changes),
    /// Tell what each git commit did to a document, clause by clause
    Log(Log),
    /// Tell more about a finding, by its code
    Explain(Explain),
    /// List what may be written: calls, conferences, styles, rules, fonts
    List(List),
    /// Count the words and pages of each reading
    Count(Count),
    /// Turn Word files into sources, with their tracked changes, notes and comments
    Import(Import),
    /// Show a document in the browser while it is written, and decide its changes there
    Watch(Watch),
    /// Write a new document, or the file of a new project
    New(New),
    /// Take the source out of a Word file or PDF
    Extract(Extract),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for `man -l -` or a folder of manual pages
    Man,
    /// Speak with an editor, over standard input and output (Language Server Protocol)
    Lsp {
        /// Says what is so anyway; many editors pass it
        #[arg(long)]
        stdio: bool,
    },
}

/// `plenary build`
#[derive(Debug, Args)]
pub(super) struct Build {
    /// The sources; `-` is standard input. Without any, those that the nearest `plenary.toml` names
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What to write, separated by commas; by default what the name after -o ends in, else Word and PDF
    #[arg(long, value_delimiter = ',', value_name = "FORMAT", value_parser = formats::parser())]
    pub(super) to: Vec<Format>,
    /// Which reading: both with the changes shown (the default), before them, or after them
    #[arg(long, value_enum)]
    pub(super) view: Option<ViewName>,
    /// How a PDF shows changes: in the text (the default), as bars beside the final text, or on a layer that can be hidden
    #[arg(long, value_enum)]
    pub(super) changes: Option<ChangesName>,
    /// The file to write, or a folder that exists; `-` is standard output
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// The folder to write to; it is made if need be
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub(super) out_dir: Option<PathBuf>,
    /// Write here which files each output was made from, for make and ninja
    #[arg(long, value_name = "PATH")]
    pub(super) depfile: Option<PathBuf>,
    /// Open what was written
    #[arg(long)]
    pub(super) open: bool,
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
    /// The sources; `-` is standard input. Without any, those that the nearest `plenary.toml` names
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Mend in the sources what can be mended safely
    #[arg(long)]
    pub(super) fix: bool,
    /// Write nothing; print what `--fix` would change
    #[arg(long)]
    pub(super) diff: bool,
    /// What standard input is called in findings, and where its pictures are looked for
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub(super) findings: Findings,
}

/// `plenary explain`
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code, as in `error[mark.unclosed]`; all of them without one
    pub(super) code: Option<String>,
}

/// `plenary list`
#[derive(Debug, Args)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum)]
    pub(super) what: Listing,
    /// The language of calls, and of the names of conferences
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = language)]
    pub(super) language: Language,
    /// A font file, or a folder of them, to list as well
    #[arg(long, value_name = "PATH")]
    pub(super) font_path: Vec<PathBuf>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    /// The verbs of calls
    Calls,
    /// The codes of `conference:` with name, place and dates
    Conferences,
    /// The values of `style:`
    Styles,
    /// The codes of findings, for `--deny` and `%% allow`
    Rules,
    /// The font families at hand for PDFs
    Fonts,
}

fn language(code: &str) -> Result<Language, String> {
    let codes = Language::ALL.map(Language::code).join(", ");
    Language::from_code(code).ok_or_else(|| format!("write one of {codes}"))
}

/// `plenary count`
#[derive(Debug, Args)]
pub(super) struct Count {
    /// The sources; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

/// `plenary import`
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The Word files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The source to write, or a folder that exists; by default it stands beside the Word file
    #[arg(short, long, value_name = "PATH", conflicts_with = "stdout")]
    pub(super) output: Option<PathBuf>,
    /// Print the source, and write no pictures
    #[arg(long)]
    pub(super) stdout: bool,
    /// Write over files that are there
    #[arg(long)]
    pub(super) force: bool,
    /// Write nothing of a file that does not come over whole
    #[arg(long)]
    pub(super) strict: bool,
    /// Read what Word shows, also where the file carries its source
    #[arg(long)]
    pub(super) no_embedded: bool,
    /// Whose the edits are that Word did not track, in a file that carries its source: a key, or
    /// `KEY=Name`; by default its last editor's
    #[arg(long, value_name = "KEY", conflicts_with = "no_embedded")]
    pub(super) author: Option<String>,
    /// How what does not come over is told
    #[arg(long, value_enum, default_value_t = MessageFormat::Short, value_name = "FORMAT")]
    pub(super) report: MessageFormat,
}

/// `plenary watch`
#[derive(Debug, Args)]
pub(super) struct Watch {
    /// The source. Without one, those that the nearest `plenary.toml` names
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// The port of the page's address; any that is free without it
    #[arg(long, value_name = "NUMBER")]
    pub(super) port: Option<u16>,
    /// Open the page
    #[arg(long)]
    pub(super) open: bool,
    /// Write these as well whenever something changed, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "FORMAT", value_parser = formats::parser())]
    pub(super) to: Vec<Format>,
    /// The folder to write them to; it is made if need be
    #[arg(long, value_name = "DIR", requires = "to")]
    pub(super) out_dir: Option<PathBuf>,
    /// Look at the files again and again, where the system does not tell of changes
    #[arg(long)]
    pub(super) poll: bool,
    /// A font file, or a folder of them, to use before the program's own in pages
    #[arg(long, value_name = "PATH")]
    pub(super) font_path: Vec<PathBuf>,
}

impl Build {
    /// What `watch` writes beside its page.
    pub(super) fn of(files: Vec<PathBuf>, watch: &Watch) -> Self {
        Self {
            files,
            to: watch.to.clone(),
            view: None,
            changes: None,
            output: None,
            out_dir: watch.out_dir.clone(),
            depfile: None,
            open: false,
            no_source: false,
            font_path: watch.font_path.clone(),
            findings: Findings {
                message_format: MessageFormat::Human,
                deny: Vec::new(),
            },
        }
    }
}

/// `plenary new`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  plenary new proposal                            asks for what it must say\n  plenary new project wtsa --conference WTSA-24 --source Ruritania --code RUR --document 40 --title \"Plain language\""
)]
pub(super) struct New {
    /// What to write
    #[arg(value_enum)]
    pub(super) kind: Kind,
    /// The file, or the folder of a project; by default it stands in the working folder
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// The code of the conference, as `plenary list conferences` has it
    #[arg(long, value_name = "CODE")]
    pub(super) conference: Option<String>,
    /// The language
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub(super) language: Option<Language>,
    /// Who submits the document, as it is printed
    #[arg(long, value_name = "NAME")]
    pub(super) source: Option<String>,
    /// The code that proposal marks have for you, as in `ADD RUR/40/1`
    #[arg(long, value_name = "CODE")]
    pub(super) code: Option<String>,
    /// The number of the document
    #[arg(long, value_name = "NUMBER")]
    pub(super) document: Option<String>,
    /// The title
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// Write over files that are there
    #[arg(long)]
    pub(super) force: bool,
}

/// What can be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// A document with a proposed resolution
    Proposal,
    /// A resolution
    Resolution,
    /// A folder for several documents, with a `plenary.toml` and a first proposal
    Project,
}

/// `plenary extract`
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// The Word file or PDF; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Write here; standard output without it
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

/// How findings are shown.
#[derive(Debug, Args)]
pub(super) struct Findings {
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub(super) message_format: MessageFormat,
    /// Take warnings for errors: all of them, or those of these codes
    #[arg(long, value_delimiter = ',', value_name = "RULE", value_parser = denied)]
    pub(super) deny: Vec<Deny>,
}

/// Which warnings are taken for errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deny {
    Warnings,
    Code(Code),
}

/// Reads `warnings` or the code of a finding.
pub(super) fn denied(text: &str) -> Result<Deny, String> {
    if text == "warnings" {
        return Ok(Deny::Warnings);
    }
    Code::from_name(text)
        .map(Deny::Code)
        .ok_or_else(|| match Code::nearest(text) {
            Some(near) => format!(
                "there is no finding of this code; did you mean `{}`?",
                near.name()
            ),
            None => "write `warnings`, or codes as `plenary explain` lists them".to_owned(),
        })
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
    /// Commands of GitHub Actions, which show findings beside the lines
    Github,
}

impl MessageFormat {
    pub(super) fn is_for_machines(self) -> bool {
        matches!(self, Self::Json | Self::Sarif | Self::Github)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ViewName {
    #[default]
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ChangesName {
    #[default]
    Inline,
    Simple,
    Layer,
}

impl ChangesName {
    pub(super) fn changes(self) -> output::Changes {
        match self {
            Self::Inline => output::Changes::Inline,
            Self::Simple => output::Changes::Simple,
            Self::Layer => output::Changes::Layer,
        }
    }
}

/// `plenary fmt`
#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// The sources; `-` is standard input, formatted to standard output. Without any, those that the
    /// nearest `plenary.toml` names
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Write nothing; exit with 1 if a file is not in its canonical form
    #[arg(long)]
    pub(super) check: bool,
    /// Write nothing; print what would change
    #[arg(long)]
    pub(super) diff: bool,
    /// Break lines at this column; one clause a line without it
    #[arg(long, value_name = "COLUMNS")]
    pub(super) wrap: Option<usize>,
    /// Repair label sequences
    #[arg(long)]
    pub(super) renumber: bool,
    /// Mark repaired labels as tracked changes
    #[arg(long, requires = "renumber")]
    pub(super) tracked: bool,
}

/// `plenary redline`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  plenary redline old.plen new.plen -o redline.docx\n  plenary redline HEAD~3:res101.plen res101.plen\n  plenary redline main..draft -- res101.plen\n  plenary redline --git v1.0 --blame res101.plen -o redline.plen\n  plenary redline original.docx edited.plen --into out.docx --author FRA=France"
)]
pub(super) struct Redline {
    /// The old and the new version: files, `-`, or `REV:path` in git (`:path` is the index); or a range and a file
    #[arg(required = true, num_args = 1..=2, value_name = "OLD NEW")]
    pub(super) versions: Vec<String>,
    /// Compare the file with itself in this git revision
    #[arg(long, value_name = "REV")]
    pub(super) git: Option<String>,
    /// Give each change the author and date of the commit that made it
    #[arg(long)]
    pub(super) blame: bool,
    /// Whose the changes are: a key, or `KEY=Name`
    #[arg(long, value_name = "KEY")]
    pub(super) author: Option<String>,
    /// When they were made: 2014-09-15 or 2014-09-15T10:30Z
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// What becomes of labels that differ: marked, or the new ones unmarked
    #[arg(long, value_enum, default_value_t = LabelsName::Mark)]
    pub(super) labels: LabelsName,
    /// Mark a clause that went elsewhere as moved
    #[arg(long)]
    pub(super) moves: bool,
    /// Which reading of the old version, where it carries marks itself
    #[arg(long, value_enum, default_value_t = ReadingName::Final)]
    pub(super) old_view: ReadingName,
    /// Which reading of the new version, where it carries marks itself
    #[arg(long, value_enum, default_value_t = ReadingName::Final)]
    pub(super) new_view: ReadingName,
    /// The file to write: .plen, .docx, .pdf, .html, .txt or .json; standard output without it
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// Write the edits into a copy of the old version, the Word file that the new one was imported from
    #[arg(
        long,
        value_name = "OUT.docx",
        conflicts_with_all = ["git", "blame", "labels", "old_view", "new_view", "output"]
    )]
    pub(super) into: Option<PathBuf>,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LabelsName {
    Mark,
    Keep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReadingName {
    Original,
    Final,
}

impl ReadingName {
    pub(super) fn view(self) -> View {
        match self {
            Self::Original => View::Original,
            Self::Final => View::Final,
        }
    }
}

/// `plenary accept` and `plenary reject`
#[derive(Debug, Args)]
pub(super) struct Decide {
    /// The source, which is edited in place; `-` is standard input, written to standard output
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Only the changes of the author with this key
    #[arg(long, value_name = "KEY")]
    pub(super) author: Option<String>,
    /// Only the changes in this section or clause: "resolves 3"
    #[arg(long = "in", value_name = "PLACE")]
    pub(super) within: Option<String>,
    /// Only the changes with these numbers of `plenary changes`: 4, or 1,3-5
    #[arg(long = "change", value_delimiter = ',', value_parser = numbers, value_name = "N,N-M")]
    pub(super) numbers: Vec<RangeInclusive<usize>>,
    /// Write here instead; `-` is standard output
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
}

/// Reads `4` or `3-5`.
fn numbers(text: &str) -> Result<RangeInclusive<usize>, String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err("write a number from 1, or two with a hyphen between them, as in 3-5".to_owned()),
    }
}

/// `plenary changes`
#[derive(Debug, Args)]
pub(super) struct Changes {
    /// The source; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Only the changes of the author with this key
    #[arg(long, value_name = "KEY")]
    pub(super) author: Option<String>,
    /// Only the changes in this section or clause: "resolves 3"
    #[arg(long = "in", value_name = "PLACE")]
    pub(super) within: Option<String>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Lines to read
    Human,
    /// One JSON array
    Json,
}

/// `plenary log`
#[derive(Debug, Args)]
pub(super) struct Log {
    /// The source
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The revision to begin at, or a range `A..B`
    #[arg(value_name = "REV", default_value = "HEAD")]
    pub(super) revision: String,
    /// Only so many commits
    #[arg(short = 'n', long, value_name = "NUMBER")]
    pub(super) number: Option<usize>,
}
