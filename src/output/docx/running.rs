//! Running headers and footers, in docx-rs's model.

use docx_rs::{
    BreakType, BuildXML, FieldCharType, Footer, Header, InstrNUMPAGES, InstrPAGE, InstrText,
    Paragraph as Typed, Run as TypedRun, VertAlignType,
};

use super::canonical::{self, RIGHT_TO_LEFT};
use super::direction::stretches;
use super::sections::{RunningPart, RunningPlace, has_first_page};
use crate::house::{CharacterStyle, House};
use crate::layout::{Emphasis, Flow, Paragraph, Run, RunContent};
use crate::model::Position;
use crate::ooxml::{Package, PartKind, Relationships, legal};

/// Puts the running parts into the package and says which pages they are for.
pub(super) fn write(
    flow: &Flow,
    house: &House,
    package: &mut Package,
    relationships: &mut Relationships,
) -> Vec<RunningPart> {
    let running = &flow.running;
    let mut parts = vec![
        (RunningPlace::Header, "default", Some(&running.header)),
        (RunningPlace::Footer, "default", Some(&running.footer)),
    ];
    if running.even_footer.is_some() {
        parts.push((RunningPlace::Header, "even", Some(&running.header)));
        parts.push((RunningPlace::Footer, "even", running.even_footer.as_ref()));
    }
    if has_first_page(flow) {
        parts.push((RunningPlace::Header, "first", Some(&running.first_header)));
        parts.push((RunningPlace::Footer, "first", Some(&running.first_footer)));
    }
    let mut written = Vec::new();
    let mut numbers = [0, 0];
    for (place, pages, paragraphs) in parts {
        let Some(paragraphs) = paragraphs.filter(|paragraphs| !paragraphs.is_empty()) else {
            continue;
        };
        let typed = paragraphs
            .iter()
            .map(|paragraph| paragraph_of(paragraph, flow, house));
        let (name, kind, xml) = match place {
            RunningPlace::Header => {
                let header = typed.fold(Header::new(), Header::add_paragraph);
                numbers[0] += 1;
                (
                    format!("header{}.xml", numbers[0]),
                    PartKind::Header,
                    header.build(),
                )
            }
            RunningPlace::Footer => {
                let footer = typed.fold(Footer::new(), Footer::add_paragraph);
                numbers[1] += 1;
                (
                    format!("footer{}.xml", numbers[1]),
                    PartKind::Footer,
                    footer.build(),
                )
            }
        };
        // docx-rs has no element for the no-break hyphen.
        let xml = canonical::finish(&xml, &[])
            .replace('\u{2011}', "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">");
        package.add(&format!("word/{name}"), kind, xml);
        written.push(RunningPart {
            place,
            pages,
            id: relationships.id(kind, &name),
        });
    }
    written
}

fn paragraph_of(paragraph: &Paragraph, flow: &Flow, house: &House) -> Typed {
    let typed = Typed::new().style(house.identity(paragraph.style).0);
    let italic = house.paragraph(paragraph.style).italic;
    paragraph
        .runs
        .iter()
        .flat_map(|run| runs_of(run, flow, italic))
        .fold(typed, Typed::add_run)
}

/// A run of the flow; Arabic and Latin text are runs of their own.
fn runs_of(run: &Run, flow: &Flow, paragraph_is_italic: bool) -> Vec<TypedRun> {
    let right_to_left = flow.language.is_right_to_left();
    let new = |right_to_left| set(run, paragraph_is_italic, right_to_left);
    match &run.content {
        RunContent::Text(text) if run.character == Some(CharacterStyle::Href) => {
            // The running head repeats what stands in this style in the text.
            let instruction = format!("STYLEREF {}", CharacterStyle::Href.name());
            let unstyled = Run {
                character: None,
                ..run.clone()
            };
            let typed = set(&unstyled, paragraph_is_italic, right_to_left);
            field(&typed, InstrText::Unsupported(instruction), text)
        }
        RunContent::Text(text) | RunContent::Reference { text, .. } => {
            let stretches = stretches(text, right_to_left).into_iter();
            stretches
                .map(|(text, right_to_left)| new(right_to_left).add_text(&*legal(text)))
                .collect()
        }
        RunContent::Tab => vec![new(right_to_left).add_tab()],
        RunContent::LineBreak => vec![new(right_to_left).add_break(BreakType::TextWrapping)],
        RunContent::PageNumber => field(&new(right_to_left), InstrText::PAGE(InstrPAGE::new()), "1"),
        RunContent::PageCount => field(
            &new(right_to_left),
            InstrText::NUMPAGES(InstrNUMPAGES::new()),
            "1",
        ),
        // Furniture has neither notes nor comments.
        RunContent::NoteReference { .. }
        | RunContent::NoteMark
        | RunContent::CommentStart(_)
        | RunContent::CommentEnd(_) => Vec::new(),
    }
}

/// A field, a run for each of its parts, as Word itself writes them.
fn field(run: &TypedRun, instruction: InstrText, result: &str) -> Vec<TypedRun> {
    let character = |kind| run.clone().add_field_char(kind, false);
    vec![
        character(FieldCharType::Begin),
        run.clone().add_instr_text(instruction),
        character(FieldCharType::Separate),
        run.clone().add_text(&*legal(result)),
        character(FieldCharType::End),
    ]
}

/// An empty run set as the flow says.
fn set(run: &Run, paragraph_is_italic: bool, right_to_left: bool) -> TypedRun {
    let Emphasis {
        italic,
        bold,
        not_bold,
        not_caps: _,
        underlined,
        position,
    } = run.emphasis;
    let mut typed = TypedRun::new();
    let mut style = run
        .character
        .map(CharacterStyle::id)
        .unwrap_or_default()
        .to_owned();
    if right_to_left {
        style.push(RIGHT_TO_LEFT);
    }
    if !style.is_empty() {
        typed = typed.style(&style);
    }
    if bold {
        typed = typed.bold();
    } else if not_bold {
        typed = typed.disable_bold();
    }
    typed = match (italic, paragraph_is_italic) {
        (true, false) => typed.italic(),
        (true, true) => typed.disable_italic(),
        (false, _) => typed,
    };
    if underlined {
        typed = typed.underline("single");
    }
    match position {
        Position::Baseline => {}
        Position::Superscript => {
            typed.run_property = typed.run_property.vert_align(VertAlignType::SuperScript);
        }
        Position::Subscript => {
            typed.run_property = typed.run_property.vert_align(VertAlignType::SubScript);
        }
    }
    typed
}
