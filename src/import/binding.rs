//! No-break spaces and hyphens that the house puts in by itself: they are not written out.

use super::draft::{Run, RunKind};
use super::joins::admitted;
use crate::house::{NO_BREAK_HYPHEN, NO_BREAK_SPACE, OBJECT, binds, ties};
use crate::model::Language;

/// Makes plain spaces and hyphens of those that the house hardens. Words are neighbours in a reading; the
/// final one decides about what both have, as it does on the page.
pub(super) fn soften(runs: &mut [Run], language: Language) {
    let is_hard = |c: char| matches!(c, NO_BREAK_SPACE | NO_BREAK_HYPHEN);
    let has_any = runs.iter().any(|run| match &run.kind {
        RunKind::Text(text) => text.contains(is_hard),
        _ => false,
    });
    if !has_any {
        return;
    }
    let mut soft: Vec<(usize, usize)> = Vec::new();
    for view in 0..2 {
        let mut text: Vec<char> = Vec::new();
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (at, run) in runs
            .iter()
            .enumerate()
            .filter(|(_, run)| admitted(run.state)[view])
        {
            match &run.kind {
                RunKind::Text(characters) => {
                    text.extend(characters.chars().map(|c| if c == '\t' { OBJECT } else { c }));
                    places.extend(characters.char_indices().map(|(offset, _)| (at, offset)));
                }
                RunKind::Break | RunKind::Note(_) | RunKind::Reference(_) => {
                    text.push(OBJECT);
                    places.push((at, 0));
                }
                RunKind::Comment { .. } => {}
            }
        }
        for (at, &place) in places.iter().enumerate() {
            let is_settled = view == 0 && admitted(runs[place.0].state)[1];
            let is_soft = match text[at] {
                NO_BREAK_SPACE => binds(&text, at, language),
                NO_BREAK_HYPHEN => ties(&text, at),
                _ => false,
            };
            if is_soft && !is_settled {
                soft.push(place);
            }
        }
    }
    soft.sort_unstable();
    // From the end, so that places stay what they are.
    for &(run, at) in soft.iter().rev() {
        if let RunKind::Text(text) = &mut runs[run].kind
            && let Some(c) = text[at..].chars().next().filter(|c| is_hard(*c))
        {
            let plain = if c == NO_BREAK_SPACE { " " } else { "-" };
            text.replace_range(at..at + c.len_utf8(), plain);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::wordprocessing::State;

    #[test]
    fn what_the_house_hardens_is_plain_and_the_rest_stays() {
        let text = "Resolution\u{A0}1 of ITU\u{2011}T, a\u{A0}b";
        let mut runs = vec![Run::text(text, State::default())];
        soften(&mut runs, Language::English);
        assert_eq!(
            runs[0].kind,
            RunKind::Text("Resolution 1 of ITU-T, a\u{A0}b".to_owned())
        );
    }
}
