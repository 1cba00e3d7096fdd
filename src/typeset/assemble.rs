//! The stages in order: walk, set, stack, build, paint.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::build::{Plan, Stack, build};
use super::contents;
use super::fonts::Library;
use super::frame::Frame;
use super::margin;
use super::masthead;
use super::page::{Anchor, Artifact, Pages, Place, Tag};
use super::paint::{Load, Sheet, paint};
use super::rooms::Rooms;
use super::running;
use super::set::stack;
use super::shaping::Shaper;
use super::stage::Stage;
use super::strip::{Content, Strip, cost};
use super::structure::{Kind, Structure};
use super::tabs::points;
use super::text::Mark;
use super::walk::{Figures, Walked, settled, walk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::house::House;
use crate::layout::{Flow, InnerNotes};
use crate::output::{Assets, Changes};
use crate::source::Span;

/// What pages are made by, beside the flow and the house.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypesetOptions<'a> {
    /// How changes are shown.
    pub changes: Changes,
    /// Font families to use before the house's own, as the front matter names them.
    pub fonts: &'a [String],
}

/// More pages than this are painted on all cores.
const WORTH_SHARING: usize = 16;

/// Sets a flow as pages. What cannot be printed is found as one list.
pub fn pages(
    flow: &Flow,
    house: &House,
    assets: &Assets,
    options: &TypesetOptions<'_>,
) -> Result<Pages, Vec<Diagnostic>> {
    let library = Library::new(assets, options.fonts);
    if !library.has_faces() {
        let found = Diagnostic::new(Code::GlyphMissing, Span::NONE, "no font is at hand");
        return Err(vec![found.help("give one with `--font-path`")]);
    }
    let simple = options.changes == Changes::Simple && !flow.changes.is_empty();
    let settled = simple.then(|| settled(flow, house.restarts_notes()));
    let (pages, missing) = Assembly {
        flow: settled.as_ref().unwrap_or(flow),
        house,
        assets,
        library: &library,
        changes: options.changes,
    }
    .run();
    let mut found = Diagnostics::default();
    found.extend(missing);
    let found = found.finish();
    if !found.is_empty() {
        return Err(found);
    }
    Ok(Pages {
        language: flow.language,
        metadata: flow.metadata.clone(),
        faces: library.into_faces(),
        pages: pages.pages,
        structure: pages.structure,
        outline: pages.outline,
        places: pages.places,
        layered: options.changes == Changes::Layer && !flow.changes.is_empty(),
    })
}

struct Assembly<'a> {
    flow: &'a Flow,
    house: &'a House,
    assets: &'a Assets,
    library: &'a Library,
    changes: Changes,
}

/// The parts of [`Pages`] that the stages make.
struct Assembled {
    pages: Vec<super::Page>,
    structure: Structure,
    outline: Vec<super::OutlineEntry>,
    places: BTreeMap<Anchor, Place>,
}

/// What is to be dealt out to pages.
struct Stacked {
    strips: Vec<Strip>,
    /// Which of them are the contents.
    contents: std::ops::Range<usize>,
    /// The tables among them.
    frames: Vec<Frame>,
    notes: Vec<Vec<Strip>>,
}

/// What pages are painted by.
struct Painting<'p, 'a> {
    sheet: Sheet<'p, 'a>,
    /// The number of the instrument of each page.
    instruments: Vec<Option<String>>,
    /// The list of hands, for the first page.
    legend: Option<Content>,
}

/// A page, the places on it, and what could not be printed.
type Painted = (super::Page, Vec<(Anchor, Place)>, Vec<Diagnostic>);

impl<'a> Assembly<'a> {
    fn run(&self) -> (Assembled, Vec<Diagnostic>) {
        let stage = self.stage();
        let mut shaper = Shaper::new(self.library, self.flow.language);
        let mut missing = Vec::new();
        let mut walked = walk(self.flow, self.house, self.library, self.changes);
        let legend = self.legend(&stage, &mut walked, &mut shaper);
        let mut stacked = self.stacked(&stage, &walked, &mut shaper, &mut missing);
        let rooms = Rooms::new(self.flow, &stage, legend.as_ref(), &mut shaper);
        let heads: Vec<f32> = stacked.frames.iter().map(|frame| frame.head).collect();
        let stack = Stack {
            strips: &stacked.strips,
            notes: &stacked.notes,
            heads: &heads,
        };
        let plans = build(&stack, |page| rooms.room(page));
        if let Some(texts) = &walked.contents {
            let pages = bookmarked(&stacked.strips, &plans);
            let page = |bookmark: &str| pages.get(bookmark).map(|page| page + 1);
            let blocks = contents::set(&stage, texts, page, &mut shaper, &mut missing);
            let numbered = contents::strips(blocks);
            for (old, new) in stacked.strips[stacked.contents.clone()].iter_mut().zip(numbered) {
                old.content = new.content;
            }
        }
        let paper = self.house.page();
        let repeated = repeated_heads(&stacked.strips, stacked.frames.len());
        let colours = margin::colours(self.flow);
        let painting = Painting {
            sheet: Sheet {
                stage,
                flow: self.flow,
                frames: &stacked.frames,
                heads: &repeated,
                comments: &walked.comments,
                colours: &colours,
                width: points(paper.width),
                height: points(paper.height),
            },
            instruments: instruments(&stacked.strips, &plans),
            legend: legend.map(|(_, content)| content),
        };
        let loads = self.loads(plans, stacked.strips, stacked.notes, &rooms);
        let mut places = BTreeMap::new();
        let mut pages = Vec::with_capacity(loads.len());
        for (page, found, findings) in self.painted(&painting, loads, &mut shaper) {
            pages.push(page);
            missing.extend(findings);
            for (anchor, place) in found {
                places.entry(anchor).or_insert(place);
            }
        }
        let assembled = Assembled {
            pages,
            structure: walked.structure,
            outline: walked.outline,
            places,
        };
        (assembled, missing)
    }

    fn stage(&self) -> Stage<'a> {
        let paper = self.house.page();
        Stage {
            house: self.house,
            library: self.library,
            assets: self.assets,
            language: self.flow.language,
            room: points(paper.width) - points(paper.left) - points(paper.right),
            height: points(paper.height) - points(paper.top) - points(paper.bottom),
        }
    }

    /// Sets all texts. Contents are set before their pages are known: as high as they will be.
    fn stacked(
        &self,
        stage: &Stage<'a>,
        walked: &Walked,
        shaper: &mut Shaper<'a>,
        missing: &mut Vec<Diagnostic>,
    ) -> Stacked {
        let mut strips = Vec::new();
        let mut frames = Vec::new();
        if let Some(block) = &walked.masthead {
            strips = masthead::set(stage, block, shaper, missing);
        }
        let front = strips.len();
        if let Some(texts) = &walked.contents {
            let blocks = contents::set(stage, texts, |_| Some(0), shaper, missing);
            strips.append(&mut contents::strips(blocks));
        }
        let contents = front..strips.len();
        let mut blocks = stage.blocks(&walked.body);
        missing.extend(
            blocks
                .iter_mut()
                .flat_map(|block| std::mem::take(&mut block.missing)),
        );
        let new_pages: &[usize] = match self.flow.openings.as_slice() {
            _ if !self.house.starts_instruments_on_new_pages() => &[],
            // The first stands under the header block, which has nothing else on its page.
            [0, others @ ..] if contents.is_empty() => others,
            all => all,
        };
        stack(blocks, new_pages, &mut strips, &mut frames);
        if let Some(next) = strips.get_mut(front).filter(|_| front > 0) {
            next.cost += cost::HEADER;
        }
        let (notes, findings): (Vec<Vec<Strip>>, Vec<_>) = stage.notes(&walked.notes).into_iter().unzip();
        missing.extend(findings.into_iter().flatten());
        let inner = InnerNotes::of(self.flow);
        for strip in &mut strips {
            if !strip.notes.is_empty() {
                let notes = strip.notes.iter();
                strip.notes = notes.flat_map(|&note| inner.with(note)).collect();
            }
        }
        Stacked {
            strips,
            contents,
            frames,
            notes,
        }
    }

    /// Paints all pages, in order.
    fn painted(
        &self,
        painting: &Painting<'_, 'a>,
        loads: Vec<Load>,
        shaper: &mut Shaper<'a>,
    ) -> Vec<Painted> {
        let count = loads.len();
        if count < WORTH_SHARING {
            let paint = |load| self.paint(painting, load, count, shaper);
            return loads.into_iter().map(paint).collect();
        }
        let shaper = || Shaper::new(self.library, self.flow.language);
        let paint = |shaper: &mut Shaper<'a>, load| self.paint(painting, load, count, shaper);
        loads
            .into_par_iter()
            .with_min_len(4)
            .map_init(shaper, paint)
            .collect()
    }

    /// Paints one of `count` pages, with its running heads.
    fn paint(
        &self,
        painting: &Painting<'_, 'a>,
        mut load: Load,
        count: usize,
        shaper: &mut Shaper<'a>,
    ) -> Painted {
        let paper = self.house.page();
        let mut missing = Vec::new();
        let figures = Figures {
            page: load.index + 1,
            pages: count,
            instrument: painting.instruments[load.index].as_deref(),
        };
        let sheet = &painting.sheet;
        let running = running::set(&sheet.stage, self.flow, figures, shaper, &mut missing);
        let foot = sheet.height - points(paper.footer) - running.foot.0;
        load.furniture.push((points(paper.header), running.head.1));
        if load.index == 0
            && let Some(legend) = &painting.legend
        {
            let below = points(self.house.change_bars().legend);
            load.furniture.push((load.frames.bottom + below, legend.clone()));
        }
        load.furniture.push((foot, running.foot.1));
        let (page, places) = paint(sheet, load, shaper);
        (page, places, missing)
    }

    /// The list of hands, its height first, where there are several.
    fn legend(
        &self,
        stage: &Stage<'a>,
        walked: &mut Walked,
        shaper: &mut Shaper<'a>,
    ) -> Option<(f32, Content)> {
        let first = self.flow.changes.first()?.hand;
        if self.flow.changes.iter().all(|change| change.hand == first) {
            return None;
        }
        let element = walked.structure.add(Structure::ROOT, Kind::Paragraph);
        let slot = walked.structure.slot(element);
        let content = margin::legend(stage, self.flow, slot, shaper)?;
        let height = content.marks.iter().map(|(_, y, _)| *y).fold(0.0, f32::max);
        Some((height, content))
    }

    /// Deals out the strips to their pages.
    fn loads(
        &self,
        plans: Vec<Plan>,
        strips: Vec<Strip>,
        notes: Vec<Vec<Strip>>,
        rooms: &Rooms,
    ) -> Vec<Load> {
        let mut strips = strips.into_iter();
        let mut notes: Vec<std::vec::IntoIter<Strip>> = notes.into_iter().map(Vec::into_iter).collect();
        let deal = |(index, plan): (usize, Plan)| {
            let body: Vec<Strip> = strips.by_ref().take(plan.body.len()).collect();
            let under = plan
                .notes
                .iter()
                .map(|(note, range)| notes[*note].by_ref().take(range.len()).collect::<Vec<Strip>>());
            let under: Vec<Strip> = under.flatten().collect();
            Load {
                index,
                body,
                notes: under,
                frames: rooms.frames(index, self.house, self.flow),
                furniture: Vec::new(),
                plan,
            }
        };
        plans.into_iter().enumerate().map(deal).collect()
    }
}

/// The page of each bookmark, counted from 0.
fn bookmarked<'s>(strips: &'s [Strip], plans: &[Plan]) -> BTreeMap<&'s str, usize> {
    let mut pages = BTreeMap::new();
    for (page, plan) in plans.iter().enumerate() {
        let marks = strips[plan.body.clone()]
            .iter()
            .flat_map(|strip| &strip.content.marks);
        for (_, _, mark) in marks {
            if let Mark::Anchor(Anchor::Bookmark(bookmark)) = mark {
                pages.entry(bookmark.as_str()).or_insert(page);
            }
        }
    }
    pages
}

/// The number of the instrument of each page, as Word finds it: the first on the page, else the last
/// before it, else the first behind it.
fn instruments(strips: &[Strip], plans: &[Plan]) -> Vec<Option<String>> {
    let number = |strip: &Strip| {
        let mut marks = strip.content.marks.iter();
        marks.find_map(|(_, _, mark)| match mark {
            Mark::Number(number) => Some(number.clone()),
            _ => None,
        })
    };
    let mut last = strips.iter().find_map(number);
    let mut found = Vec::with_capacity(plans.len());
    for plan in plans {
        let mut numbers = strips[plan.body.clone()].iter().filter_map(number);
        let first = numbers.next();
        found.push(first.clone().or_else(|| last.clone()));
        last = numbers.next_back().or(first).or(last);
    }
    found
}

/// The heads of tables as they are repeated: nothing leads to them, and they are no part of the text.
fn repeated_heads(strips: &[Strip], tables: usize) -> Vec<Vec<Strip>> {
    let mut heads: Vec<Vec<Strip>> = vec![Vec::new(); tables];
    for strip in strips {
        let Some(slice) = strip.slice.filter(|slice| slice.head) else {
            continue;
        };
        let mut head = strip.clone();
        head.notes.clear();
        head.content.links.clear();
        head.content.marks.clear();
        head.content
            .items
            .iter_mut()
            .for_each(|item| item.tag = Tag::Artifact(Artifact::Layout));
        heads[slice.table].push(head);
    }
    heads
}
