//! Through a Word file from its beginning to its end: every paragraph and table becomes a draft.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::counters::{Automatic, Counters, Lists};
use super::draft::{
    CellParagraphDraft, Draft, Drafts, Kind, LabelPiece, NoteDraft, ParagraphDraft, Run, RunKind, Tier,
};
use super::joins;
use super::levels::Levels;
use super::pictures::Pictures;
use super::report::{Report, Told};
use super::structure::{self, Seen};
use super::text::{self, NoteIds};
use super::wordprocessing::{
    Cell, Deed, DeedKind, Item, ItemKind, Look, Paragraph, Piece, Place, State, Table, WordFile,
};
use super::{Header, binding, grid, labels, leads, masthead, notes, remarks};
use crate::model::{BlockKind, Language, ProposalAction};

/// The drafts of a file.
pub(super) fn drafts(
    file: &mut WordFile,
    language: Language,
    header: Header,
    pictures: &Pictures,
    report: &mut Report,
) -> Drafts {
    let (note_ids, marks) = notes::ids(file);
    let body = std::mem::take(&mut file.body);
    let mut walk = Walk {
        file,
        language,
        header,
        pictures,
        report,
        note_ids,
        counters: Counters::default(),
        levels: Levels::default(),
        drafts: Drafts::default(),
        before: None,
        behind: Vec::new(),
    };
    walk.pieces(&body);
    walk.notes(&marks, &body);
    walk.drafts
}

struct Walk<'w> {
    file: &'w mut WordFile,
    language: Language,
    header: Header,
    pictures: &'w Pictures,
    report: &'w mut Report,
    note_ids: NoteIds,
    counters: Counters,
    levels: Levels,
    drafts: Drafts,
    /// The kind of the paragraph before.
    before: Option<Kind>,
    /// What stands inside the table at hand and has no place in its cells.
    behind: Vec<Behind>,
}

/// What stands in a cell and comes behind the table.
enum Behind {
    Picture {
        part: String,
        alternative: String,
        state: State,
    },
    Box(Rc<Vec<Piece>>),
    Table(Table),
}

impl Walk<'_> {
    fn pieces(&mut self, pieces: &[Piece]) {
        for (piece, mark) in pieces.iter().zip(joins::marks(pieces)) {
            match piece {
                Piece::Paragraph(paragraph) => self.paragraph(paragraph, mark),
                Piece::Table(table) => self.table(table),
            }
        }
    }

    fn runs(&self, items: &[Item], natural: Look) -> Vec<Run> {
        let seen = items.iter().filter(|item| !item.look.hidden);
        let seen: Vec<Item> = seen.cloned().collect();
        let mut runs = text::runs(&seen, natural, &self.note_ids, &self.file.comments);
        binding::soften(&mut runs, self.language);
        runs
    }

    fn paragraph(&mut self, paragraph: &Paragraph, mark: State) {
        if paragraph.in_contents {
            self.drafts.contents = true;
            self.report.count(Told::Contents);
            return;
        }
        // What is set in italics or bold as a whole is so by what it is; marks of notes are set by themselves.
        let mut text = paragraph.items.iter().filter(|item| {
            matches!(&item.kind, ItemKind::Text(text) if !text.trim().is_empty())
                && !item.look.hidden
                && !item.look.raised
        });
        let (mut is_italic, mut is_bold) = (text.clone().next().is_some(), text.clone().next().is_some());
        text.by_ref().for_each(|item| {
            is_italic &= matches!(&item.kind, ItemKind::Text(text) if item.look.slants(text));
            is_bold &= item.look.bold;
        });
        let automatic = self.automatic(paragraph, mark);
        let plain = self.runs(&paragraph.items, Look::default());
        let mut probe = plain.clone();
        let mut label = match &automatic {
            Some(automatic) => self.automatic_label(automatic, mark),
            None => labels::take(&mut probe),
        };
        let said = leads::deciding(&probe);
        // What is struck as a whole is what it was.
        let is_struck = joins::has_text(&probe) == [true, false];
        let looked = paragraph.looked.as_deref().filter(|_| is_struck);
        let look = looked.unwrap_or(&paragraph.look);
        let seen = Seen {
            look,
            text: &said,
            has_label: !label.is_empty(),
            is_italic,
            is_bold,
            before: self.before,
        };
        let mut kind = structure::kind(&seen, self.language);
        let natural = match kind {
            Kind::NumberLine | Kind::Title | Kind::Heading(_) | Kind::Call | Kind::PlaceDate => Look {
                italic: is_italic,
                slants_han: is_italic,
                // A call is bold where its author wanted it.
                bold: is_bold && (kind != Kind::Call || paragraph.look.bold),
                ..Look::default()
            },
            Kind::Clause | Kind::Paragraph | Kind::Rule => Look::default(),
        };
        let mut runs = match natural == Look::default() {
            true => plain,
            false => self.runs(&paragraph.items, natural),
        };
        let is_typed = automatic.is_none() && matches!(kind, Kind::Clause | Kind::Heading(_));
        if is_typed {
            label = labels::take(&mut runs);
        } else if automatic.is_none() {
            label.clear();
        }
        labels::trim_start(&mut runs);
        text::drop_outer_breaks(&mut runs);
        // A number that the language has no label for stands in the text.
        let fits = matches!(kind, Kind::Clause | Kind::Heading(_))
            && label.iter().all(|piece| labels::is_label(&piece.text));
        if !label.is_empty() && !fits {
            labels::put_before(std::mem::take(&mut label), " ", &mut runs);
            if kind == Kind::Clause {
                kind = Kind::Paragraph;
            }
        }
        if kind == Kind::Clause && label.is_empty() {
            kind = Kind::Paragraph;
        }
        let mut lead = None;
        if kind == Kind::Paragraph
            && label.is_empty()
            && let Some((by_words, pieces)) = leads::split(&mut runs, self.language)
        {
            if matches!(by_words, BlockKind::Caption(_)) {
                unembolden(&mut runs);
            }
            lead = Some(by_words);
            label = pieces;
            let is_firm = paragraph.items.first().is_some_and(|item| item.look.underlined);
            if let ([mark], Some(BlockKind::Proposal(ProposalAction::Noc))) = (label.as_mut_slice(), &lead)
                && is_firm
            {
                mark.text = format!("_{}_", mark.text);
                lead = Some(BlockKind::Proposal(ProposalAction::NocFirm));
            }
        }
        if structure::is_caption_title(&paragraph.look) && self.joins_caption(paragraph, &mut runs) {
            return;
        }
        let is_empty = !runs.iter().any(Run::is_seen) && label.is_empty() && kind != Kind::Rule;
        let comments_only = is_empty && runs.iter().any(|run| matches!(run.kind, RunKind::Comment { .. }));
        if comments_only {
            self.hang_comments(runs);
        } else if !is_empty {
            let title = structure::has_title(&paragraph.look)
                .then(|| text::cut(&mut runs))
                .flatten();
            remarks::to_front(paragraph, &label, &mut runs);
            let depth = self.depth(paragraph, kind, automatic.is_some());
            self.before = Some(kind);
            let draft = ParagraphDraft {
                kind,
                lead,
                label,
                runs,
                mark,
                depth,
                tier: Tier::Whole,
                bookmarks: paragraph.bookmarks.clone(),
                name: None,
                places: vec![paragraph.place.clone()],
            };
            let title = title.map(|runs| ParagraphDraft {
                kind: Kind::Title,
                lead: None,
                runs,
                label: Vec::new(),
                bookmarks: Vec::new(),
                ..draft.clone()
            });
            let both = std::iter::once(draft).chain(title);
            self.drafts.blocks.extend(both.map(Draft::Paragraph));
        }
        self.beside(paragraph);
    }

    /// Makes the title of a table or figure one with its number above; says whether that is there.
    fn joins_caption(&mut self, paragraph: &Paragraph, runs: &mut Vec<Run>) -> bool {
        let Some(Draft::Paragraph(above)) = self.drafts.blocks.last_mut() else {
            return false;
        };
        let is_number = matches!(above.lead, Some(BlockKind::Caption(_))) && above.runs.is_empty();
        if !is_number || !above.mark.is_none() {
            return false;
        }
        unembolden(runs);
        above.runs.append(runs);
        above.bookmarks.extend(paragraph.bookmarks.iter().cloned());
        above.places.push(paragraph.place.clone());
        true
    }

    /// A comment in an empty paragraph hangs on the one before.
    fn hang_comments(&mut self, runs: Vec<Run>) {
        if let Some(Draft::Paragraph(last)) = self.drafts.blocks.last_mut() {
            last.runs.extend(runs);
        } else {
            let mut all = vec![Run::text("–", State::default())];
            all.extend(runs);
            let draft = ParagraphDraft::plain(all);
            self.drafts.blocks.push(Draft::Paragraph(draft));
        }
    }

    fn depth(&mut self, paragraph: &Paragraph, kind: Kind, is_automatic: bool) -> u8 {
        let own = paragraph.look.indent;
        let listed = paragraph
            .look
            .number
            .as_ref()
            .filter(|_| is_automatic)
            .and_then(|(list, level)| {
                let lists = Lists {
                    numbering: &self.file.numbering,
                    styles: &self.file.styles,
                };
                let indent = lists.level(list, *level)?.indent;
                Some(indent.map_or(i32::from(*level) * 360, |indent| indent.left))
            });
        let left = listed.unwrap_or_else(|| own.map_or(0, |indent| indent.left));
        self.levels.place(kind, left)
    }

    /// The automatic number of a paragraph.
    fn automatic(&mut self, paragraph: &Paragraph, mark: State) -> Option<Automatic> {
        let (list, level) = paragraph.look.number.as_ref()?;
        let lists = Lists {
            numbering: &self.file.numbering,
            styles: &self.file.styles,
        };
        let automatic = self.counters.next(lists, list, *level, mark);
        let is_said = |label: &Option<String>| label.as_ref().is_some_and(|label| !label.is_empty());
        (is_said(&automatic.original) || is_said(&automatic.settled)).then_some(automatic)
    }

    /// The pieces of an automatic number: where the readings count apart, one struck and one inserted.
    fn automatic_label(&mut self, automatic: &Automatic, mark: State) -> Vec<LabelPiece> {
        let piece = |text: &String, state: State| LabelPiece {
            text: text.clone(),
            state,
        };
        match (&automatic.original, &automatic.settled) {
            (Some(original), Some(settled)) if original != settled => {
                let Some(cause) = automatic.cause.and_then(|id| self.file.deeds.get(id)).cloned() else {
                    return vec![piece(settled, State::default())];
                };
                let mut enter = |kind| {
                    self.file.deeds.enter(Deed {
                        kind,
                        moved: None,
                        ..cause.clone()
                    })
                };
                let deleted = State {
                    deleted: Some(enter(DeedKind::Deletion)),
                    inserted: None,
                };
                let inserted = State {
                    inserted: Some(enter(DeedKind::Insertion)),
                    deleted: None,
                };
                vec![piece(original, deleted), piece(settled, inserted)]
            }
            (_, Some(label)) | (Some(label), None) if !label.is_empty() => vec![piece(label, mark)],
            _ => Vec::new(),
        }
    }

    /// Pictures and boxes come behind their paragraph.
    fn beside(&mut self, paragraph: &Paragraph) {
        for item in &paragraph.items {
            match &item.kind {
                ItemKind::Picture { part, alternative } => {
                    let place = Some((paragraph.place.clone(), item.at));
                    self.picture(part, alternative, item.state, place);
                }
                ItemKind::Box(pieces) => {
                    self.pieces(pieces);
                }
                ItemKind::Text(_)
                | ItemKind::Tab
                | ItemKind::Break
                | ItemKind::Note { .. }
                | ItemKind::NoteAgain { .. }
                | ItemKind::Comment(_) => {}
            }
        }
    }

    fn picture(&mut self, part: &str, alternative: &str, state: State, place: Option<(Place, usize)>) {
        let Some(file) = self.pictures.get(part) else {
            self.report.count(Told::PictureMissing);
            return;
        };
        self.drafts.blocks.push(Draft::Picture {
            file: file.clone(),
            alternative: text::legible(alternative),
            state,
            place,
            tier: Tier::Whole,
        });
    }

    fn table(&mut self, table: &Table) {
        if self.header == Header::Front && self.drafts.blocks.is_empty() && self.drafts.masthead.is_none() {
            let masthead = masthead::read(table, self.language, self.pictures, |paragraph| {
                self.runs(&paragraph.items, paragraph.look.natural())
            });
            if masthead.is_some() {
                self.drafts.masthead = masthead;
                return;
            }
        }
        let outer = std::mem::take(&mut self.behind);
        let mut behind = Vec::new();
        let draft = grid::draft(table, |cell, is_head| self.cell(cell, is_head, &mut behind));
        if let Some(draft) = draft {
            self.drafts.blocks.push(Draft::Table(draft));
        }
        self.before = None;
        for piece in behind {
            match piece {
                Behind::Picture {
                    part,
                    alternative,
                    state,
                } => self.picture(&part, &alternative, state, None),
                Behind::Box(pieces) => self.pieces(&pieces),
                Behind::Table(table) => {
                    self.report.count(Told::NestedTable);
                    self.table(&table);
                }
            }
        }
        self.behind = outer;
    }

    /// The paragraphs of a cell.
    fn cell(&mut self, cell: &Cell, is_head: bool, behind: &mut Vec<Behind>) -> Vec<CellParagraphDraft> {
        let mut paragraphs: Vec<CellParagraphDraft> = Vec::new();
        for piece in &cell.pieces {
            let paragraph = match piece {
                Piece::Paragraph(paragraph) => paragraph,
                Piece::Table(table) => {
                    behind.push(Behind::Table(table.clone()));
                    continue;
                }
            };
            let automatic = self.automatic(paragraph, paragraph.mark);
            // Heads are bold by what they are.
            let natural = match is_head {
                true => paragraph.look.natural(),
                false => Look::default(),
            };
            let mut runs = self.runs(&paragraph.items, natural);
            labels::trim_start(&mut runs);
            if let Some(automatic) = automatic {
                let label = self.automatic_label(&automatic, paragraph.mark);
                labels::put_before(label, " ", &mut runs);
            }
            for item in &paragraph.items {
                match &item.kind {
                    ItemKind::Picture { part, alternative } => behind.push(Behind::Picture {
                        part: part.clone(),
                        alternative: alternative.clone(),
                        state: item.state,
                    }),
                    ItemKind::Box(pieces) => behind.push(Behind::Box(pieces.clone())),
                    ItemKind::Text(_)
                    | ItemKind::Tab
                    | ItemKind::Break
                    | ItemKind::Note { .. }
                    | ItemKind::NoteAgain { .. }
                    | ItemKind::Comment(_) => {}
                }
            }
            paragraphs.push(CellParagraphDraft {
                runs,
                mark: paragraph.mark,
                align: paragraph.look.own_align,
                places: vec![paragraph.place.clone()],
            });
        }
        paragraphs
    }

    /// The notes that the text refers to, in the order of their marks.
    fn notes(&mut self, marks: &notes::Marks, body: &[Piece]) {
        let mut order: Vec<((bool, String), State)> = Vec::new();
        let mut known: BTreeSet<(bool, String)> = BTreeSet::new();
        notes::references(body, &mut |id, state| {
            if known.insert(id.clone()) {
                order.push((id, state));
            }
        });
        for (key, whole) in order {
            let Some(id) = self.note_ids.ids.get(&key).cloned() else {
                continue;
            };
            let notes = if key.0 {
                &mut self.file.endnotes
            } else {
                &mut self.file.footnotes
            };
            let Some(pieces) = notes.remove(&key.1) else {
                continue;
            };
            let mark = marks.get(&key).cloned().flatten();
            let paragraphs = self.note(&pieces, mark.as_deref(), whole);
            self.drafts.notes.push(NoteDraft {
                id,
                paragraphs,
                tier: Tier::Whole,
            });
        }
    }

    fn note(&mut self, pieces: &[Piece], mark: Option<&str>, whole: State) -> Vec<ParagraphDraft> {
        let mut flat: Vec<&Paragraph> = Vec::new();
        notes::flatten(pieces, &mut flat);
        let mut paragraphs: Vec<ParagraphDraft> = Vec::new();
        for paragraph in flat {
            let automatic = self.automatic(paragraph, paragraph.mark);
            let mut runs = self.runs(&paragraph.items, Look::default());
            labels::trim_start(&mut runs);
            if let (true, Some(mark)) = (paragraphs.is_empty(), mark) {
                notes::drop_mark(mark, &mut runs);
            }
            if let Some(automatic) = automatic {
                let label = self.automatic_label(&automatic, paragraph.mark);
                labels::put_before(label, " ", &mut runs);
            }
            // A note's text comes and goes with its mark.
            for run in &mut runs {
                run.state.inserted = run.state.inserted.filter(|_| whole.inserted.is_none());
                run.state.deleted = run.state.deleted.filter(|_| whole.deleted.is_none());
            }
            if runs.iter().any(Run::is_seen) {
                paragraphs.push(ParagraphDraft {
                    places: vec![paragraph.place.clone()],
                    ..ParagraphDraft::plain(runs)
                });
            }
        }
        paragraphs
    }
}

/// Takes bold off a text that is bold as a whole, as the house sets titles of tables and figures.
fn unembolden(runs: &mut [Run]) {
    let mut text = runs
        .iter()
        .filter(|run| matches!(run.kind, RunKind::Text(_)) && run.is_seen());
    let is_bold = text.all(|run| run.style.bold);
    for run in runs.iter_mut() {
        run.style.bold &= !is_bold;
    }
}
