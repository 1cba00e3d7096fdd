//! `plenary list`

use serde::Serialize;

use super::arguments::{List, ListFormat, Listing};
use super::files::{self, Fonts};
use super::{Outcome, report};
use plenary::diagnostic::Code;
use plenary::house::{Conference, Words};
use plenary::model::{HouseName, Language};
use plenary::typeset;

/// A line of a list: what is written in a source, and what it stands for.
#[derive(Serialize)]
struct Line {
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    means: String,
}

pub(super) fn run(list: &List) -> Outcome {
    let lines = match list.what {
        Listing::Calls => calls(list.language),
        Listing::Conferences => conferences(list.language),
        Listing::Styles => styles(),
        Listing::Rules => rules(),
        Listing::Fonts => match Fonts::read(&list.font_path) {
            Ok(fonts) => families(&fonts),
            Err(error) => {
                report::file_error(&error);
                return Outcome::Unreadable;
            }
        },
    };
    let text = match list.format {
        ListFormat::Human => columns(&lines),
        ListFormat::Json => format!("{}\n", serde_json::to_string_pretty(&lines).unwrap_or_default()),
    };
    report::print(text.as_bytes())
}

fn columns(lines: &[Line]) -> String {
    let longest = lines
        .iter()
        .map(|line| line.name.chars().count())
        .max()
        .unwrap_or(0);
    let line = |line: &Line| format!("{:<longest$}  {}", line.name, line.means);
    lines
        .iter()
        .map(|it| format!("{}\n", line(it).trim_end()))
        .collect()
}

/// The verbs; an addressee may stand behind those of the operative part.
fn calls(language: Language) -> Vec<Line> {
    let [preamble, operative] = Words::of(language).call_verbs();
    let line = |means: &'static str| {
        move |verb: &&str| Line {
            name: (*verb).to_owned(),
            means: means.to_owned(),
        }
    };
    let preamble = preamble.iter().map(line("preamble"));
    preamble
        .chain(
            operative
                .iter()
                .map(line("operative, with or without an addressee")),
        )
        .collect()
}

fn conferences(language: Language) -> Vec<Line> {
    let conferences = Conference::all().map(|conference| {
        let dates = conference.dates(language);
        let known = [
            Some(conference.title(language)),
            Some(conference.place(language)),
            dates,
        ];
        let known = known.into_iter().flatten().filter(|part| !part.is_empty());
        Line {
            name: conference.code.clone(),
            means: known.collect::<Vec<_>>().join(", "),
        }
    });
    conferences.collect()
}

fn styles() -> Vec<Line> {
    let line = |house: HouseName| Line {
        name: house.name().to_owned(),
        means: house.description().to_owned(),
    };
    HouseName::ALL.into_iter().map(line).collect()
}

fn rules() -> Vec<Line> {
    let line = |code: &Code| {
        let severity = code.severity().name();
        Line {
            name: code.name().to_owned(),
            means: format!("{severity}: {}", code.summary()),
        }
    };
    Code::ALL.iter().map(line).collect()
}

fn families(fonts: &Fonts) -> Vec<Line> {
    let assets = files::assets(std::path::Path::new(""), &[], files::Pictures::new(), fonts);
    let line = |name| Line {
        name,
        means: String::new(),
    };
    typeset::families(&assets).into_iter().map(line).collect()
}
