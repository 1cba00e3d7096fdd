//! Changes decided and commented on from the page: the file is edited as `accept` and `reject` do.

use std::path::Path;

use super::document::State;
use crate::cli::decide::Sound;
use crate::cli::files;
use plenary::model::visit::{Part, visit};
use plenary::model::{Document, Inline, InlineKind};
use plenary::revision::{Choice, Listed, Verdict, changes};

/// So many edits can be taken back.
const MOST: usize = 100;

/// The longest comment, in characters.
const LONGEST: usize = 2000;

/// An edit that can be taken back.
pub(super) struct Undo {
    before: String,
    after: String,
}

impl Undo {
    /// Whether a text is what the edit made, so that taking it back loses nothing.
    pub(super) fn fits(&self, text: &str) -> bool {
        self.after == text
    }
}

/// Accepts or refuses a change.
pub(super) fn decide(
    state: &State,
    undo: &mut Vec<Undo>,
    path: &Path,
    number: usize,
    verdict: Verdict,
) -> Result<(), String> {
    let sound = state.sound()?;
    let all = changes(&sound.document);
    let choice = Choice {
        author: None,
        within: None,
        numbers: vec![number..=number],
    };
    if !all.iter().any(|change| choice.admits(change)) {
        return Err("the document has no such change".to_owned());
    }
    let text = sound
        .decided(&choice, &all, verdict)
        .map_err(|unwritten| unwritten.message())?;
    write(state, undo, path, text)
}

/// Writes a comment behind a change.
pub(super) fn comment(
    state: &State,
    undo: &mut Vec<Undo>,
    path: &Path,
    number: usize,
    words: &str,
) -> Result<(), String> {
    let sound = state.sound()?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Err("a comment needs words".to_owned());
    }
    if words.chars().count() > LONGEST {
        return Err(format!("a comment has {LONGEST} characters at most"));
    }
    if words.contains(['{', '}', '\\']) || words.contains("<<") {
        return Err("a comment cannot have { } \\ or << in it".to_owned());
    }
    let all = changes(&sound.document);
    let change = all.iter().find(|change| change.number == number);
    let change = change.ok_or("the document has no such change")?;
    let marks = change.ids.iter().map(|id| sound.document.change(*id).span);
    // The first mark that has room behind it: one of a whole line has none in every place.
    let mut places: Vec<u32> = marks.map(|mark| sound.input.merged.own_span(mark).end).collect();
    places.sort_unstable();
    places.reverse();
    for place in places {
        let mut text = sound.own().text().to_owned();
        if !text.is_char_boundary(place as usize) {
            continue;
        }
        text.insert_str(place as usize, &format!("{{>>{words}<<}}"));
        if says_the_same(&sound, &all, &text) {
            return write(state, undo, path, text);
        }
    }
    Err("no comment can stand at this change".to_owned())
}

/// Whether a text with one comment more has the same changes as before, and as few errors.
fn says_the_same(sound: &Sound, all: &[Listed], text: &str) -> bool {
    let Ok(commented) = Sound::of(sound.input.edited(text.to_owned())) else {
        return false;
    };
    let said = |change: &Listed| {
        (
            change.deed,
            change.old.clone(),
            change.new.clone(),
            change.authors.clone(),
        )
    };
    let after = changes(&commented.document);
    let same = after.iter().map(said).eq(all.iter().map(said));
    same && comments(&commented.document) == comments(&sound.document) + 1
}

fn comments(document: &Document) -> usize {
    let mut count = 0;
    visit(document, &mut |_, part| {
        if let Part::Text(content, _) = part {
            let is_comment = |inline: &&Inline| matches!(inline.kind, InlineKind::Comment(_));
            count += content.iter().filter(is_comment).count();
        }
    });
    count
}

/// Takes the last edit back.
pub(super) fn undo(state: &State, undo: &mut Vec<Undo>, path: &Path) -> Result<(), String> {
    let last = undo.last().filter(|last| last.fits(state.text()));
    let last = last.ok_or("the file was changed since: there is nothing that can be taken back safely")?;
    save(state, path, &last.before)?;
    undo.pop();
    Ok(())
}

fn write(state: &State, undo: &mut Vec<Undo>, path: &Path, text: String) -> Result<(), String> {
    save(state, path, &text)?;
    if undo.len() == MOST {
        undo.remove(0);
    }
    undo.push(Undo {
        before: state.text().to_owned(),
        after: text,
    });
    Ok(())
}

fn save(state: &State, path: &Path, text: &str) -> Result<(), String> {
    let encoding = state.input.merged.own.encoding();
    files::edit(path, &encoding.encode(text)).map_err(|error| error.to_string())
}
