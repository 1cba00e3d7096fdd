//! Documents that several hands have marked: joint marks and comments, marks of one hand in what
//! another brought or struck, columns that came and went, notes inside notes.

use proptest::prelude::*;
use proptest::sample::select;

/// The keys of the authors.
pub const KEYS: [&str; 4] = ["DE", "FR", "SG", "IT"];

/// Whose the marks without a key are. Nothing that is marked here has no key and is of another
/// hand than what stands around it, so `IT` marks nothing else.
const DEFAULTS: [&str; 4] = [
    "author: IT\n",
    "",
    "author: IT, DE\n",
    "author: IT\ntitle: On {--old --}@DE{}words {++and hands++}@FR,SG\n",
];

/// Who made a mark.
const HANDS: [&str; 9] = [
    "",
    "@DE",
    "@FR",
    "@SG",
    "@DE,FR",
    "@FR,DE",
    "@SG,FR,DE",
    "@DE(2015-10-12T19:51Z)",
    "@SG,DE(2016-01-02)",
];

/// Who strikes a block, who else marks in it, and the two together.
const STRIKERS: [[&str; 3]; 6] = [
    ["@DE", "@FR", "@DE,FR"],
    ["@FR", "@DE", "@DE,FR"],
    ["@DE,FR", "@SG", "@SG,DE,FR"],
    ["@SG", "@FR,DE", "@FR,SG,DE"],
    ["@DE(2014-09-22)", "@FR", "@FR,DE(2015-01-01)"],
    ["@FR", "@FR,SG", "@SG,FR"],
];

const HEADS: [&str; 4] = [
    "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nresolves\n\n",
    "# RESOLUTION 1 (Doha, 2026)\n## On {--old --}@DE{++new ++}@FR{}words\n\nThe Conference,\n\nrecalling\n\n",
    "",
    "# ANNEX 1\n\n",
];

const WORDS: [&str; 14] = [
    "one",
    "the text",
    "Member States",
    "of *two* hands",
    "and",
    "ITU\\-T",
    "networks;",
    "**three**",
    "§\\ 5",
    "x{^2^}",
    "to report,",
    "[link](https://itu.int)",
    "end.",
    "5 * 3",
];

/// What stands between the pieces of a text: a key ends before each of them.
const GAPS: [&str; 6] = [" ", " ", " ", "{}", ", ", " {}"];

/// What stands before and behind the words of a mark.
const PADS: [&str; 3] = ["", "", " "];

const LABELS: [&str; 12] = [
    "1 ",
    "2 ",
    "3 ",
    "a) ",
    "b) ",
    "c) ",
    "",
    "",
    "i) ",
    "- ",
    "### ",
    "NOTE – ",
];

/// The notes, each of which may refer to those behind it.
const NOTES: [&str; 4] = ["a", "b", "*", "2bis"];

fn one(list: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    select(list)
}

fn note() -> impl Strategy<Value = String> {
    one(&NOTES).prop_map(|id| format!("[^{id}]"))
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![8 => one(&WORDS).prop_map(str::to_owned), 1 => note()]
}

/// Words with a space before or behind them, as stand inside a mark.
fn padded() -> impl Strategy<Value = String> {
    (one(&PADS), words(), one(&PADS)).prop_map(|(before, words, behind)| format!("{before}{words}{behind}"))
}

fn comment() -> impl Strategy<Value = String> {
    one(&HANDS).prop_map(|hands| format!("{{>>why?<<}}{hands}"))
}

fn insertion(hands: &'static [&'static str]) -> impl Strategy<Value = String> {
    (padded(), one(hands)).prop_map(|(text, hands)| format!("{{++{text}++}}{hands}"))
}

fn deletion(hands: &'static [&'static str]) -> impl Strategy<Value = String> {
    (padded(), one(hands)).prop_map(|(text, hands)| format!("{{--{text}--}}{hands}"))
}

/// An insertion of which another hand strikes a part.
fn struck_insertion() -> impl Strategy<Value = String> {
    let ends = (padded(), one(&GAPS), one(&HANDS));
    (padded(), deletion(&HANDS), ends).prop_map(|(before, struck, (behind, gap, hands))| {
        format!("{{++{before}{struck}{gap}{behind}++}}{hands}")
    })
}

/// Any mark of any hand.
fn mark() -> BoxedStrategy<String> {
    let replacement = (padded(), padded(), one(&HANDS))
        .prop_map(|(old, new, hands)| format!("{{~~{old}~>{new}~~}}{hands}"));
    let side_by_side = (deletion(&HANDS), insertion(&HANDS), any::<bool>()).prop_map(|(old, new, turned)| {
        if turned {
            format!("{new}{old}")
        } else {
            format!("{old}{new}")
        }
    });
    prop_oneof![
        2 => insertion(&HANDS),
        2 => deletion(&HANDS),
        2 => replacement,
        2 => side_by_side,
        1 => struck_insertion(),
        1 => comment(),
        1 => (deletion(&HANDS), insertion(&HANDS), insertion(&HANDS)).prop_map(|(old, one, other)| old + &one + &other),
    ]
    .boxed()
}

/// A text of pieces with gaps between them.
fn text_of(piece: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let pieces = prop::collection::vec((piece, one(&GAPS)), 1..5);
    pieces
        .prop_map(|pieces| {
            let mut text = String::new();
            for (at, (piece, gap)) in pieces.iter().enumerate() {
                if at > 0 {
                    text.push_str(gap);
                }
                text.push_str(piece);
            }
            text
        })
        .boxed()
}

/// A text in which any hand marks what it likes.
fn marked_text() -> BoxedStrategy<String> {
    text_of(prop_oneof![2 => words().boxed(), 2 => mark()].boxed())
}

/// The text of an inserted block, in which others insert and strike.
fn inserted_text() -> BoxedStrategy<String> {
    let replaced = (padded(), padded(), one(&HANDS))
        .prop_map(|(old, new, hands)| format!("{{~~{old}~>{new}~~}}{hands}"));
    let piece = prop_oneof![
        4 => words(),
        1 => insertion(&HANDS),
        2 => deletion(&HANDS),
        1 => replaced,
        1 => comment(),
    ];
    text_of(piece.boxed())
}

/// The text of a block that somebody strikes: others insert, or strike with the same hands.
fn struck_text(by: [&'static str; 3]) -> BoxedStrategy<String> {
    let [_, other, both] = by;
    let piece = prop_oneof![
        4 => words(),
        2 => padded().prop_map(move |text| format!("{{++{text}++}}{other}")),
        2 => padded().prop_map(move |text| format!("{{--{text}--}}{both}")),
        1 => comment(),
    ];
    text_of(piece.boxed())
}

/// `++ ` or `-- ` with its hands, a label and a text.
fn marked_block() -> BoxedStrategy<String> {
    let inserted = (one(&HANDS), one(&LABELS), inserted_text())
        .prop_map(|(hands, label, text)| format!("++{hands} {label}{text}\n"));
    let struck = (select(&STRIKERS[..]), one(&LABELS)).prop_flat_map(|(by, label)| {
        struck_text(by).prop_map(move |text| format!("--{} {label}{text}\n", by[0]))
    });
    prop_oneof![inserted, struck].boxed()
}

fn block() -> BoxedStrategy<String> {
    let marked_label =
        (deletion_of_label(), marked_text()).prop_map(|(label, text)| format!("{label}{text}\n"));
    prop_oneof![
        4 => (one(&LABELS), marked_text()).prop_map(|(label, text)| format!("{label}{text}\n")),
        1 => marked_label,
        3 => marked_block(),
    ]
    .boxed()
}

/// A label that changed.
fn deletion_of_label() -> impl Strategy<Value = String> {
    let forms = ["{~~2~>1~~}", "{--2--}", "{++2++}", "{~~b)~>a)~~}"];
    (one_of(forms), one(&HANDS)).prop_map(|(label, hands)| format!("{label}{hands} "))
}

fn one_of<const N: usize>(list: [&'static str; N]) -> impl Strategy<Value = &'static str> {
    select(list.to_vec())
}

/// A paragraph mark that comes or goes before whatever may follow.
fn join() -> BoxedStrategy<String> {
    let behind = prop_oneof![
        3 => block(),
        2 => table(),
        1 => Just("%% remark\n\n".to_owned()),
        1 => comment().prop_map(|comment| format!("{comment} {{--gone--}}@DE\n")),
        1 => (marked_block(), block()).prop_map(|(between, behind)| format!("{between}\n{behind}")),
    ];
    (
        one(&LABELS),
        marked_text(),
        one_of(["{++¶++}", "{--¶--}"]),
        one(&HANDS),
        behind,
    )
        .prop_map(|(label, text, mark, hands, behind)| format!("{label}{text}{mark}{hands}\n\n{behind}"))
        .boxed()
}

/// A block that went from one place to another.
fn moved() -> impl Strategy<Value = String> {
    (one(&HANDS), one(&LABELS), words(), block(), any::<bool>()).prop_map(
        |(hands, label, text, between, turned)| {
            let name = format!("m{}", text.len());
            let (from, to) = (
                format!("--{hands}#{name} {label}{text}\n"),
                format!("++{hands}#{name} {label}{text}\n"),
            );
            let (first, last) = if turned { (to, from) } else { (from, to) };
            format!("{first}{between}{last}")
        },
    )
}

/// What a column of a table, or a row, went through.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Stays,
    Comes(&'static str),
    Goes([&'static str; 3]),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => Just(Fate::Stays),
        1 => one(&HANDS).prop_map(Fate::Comes),
        1 => select(&STRIKERS[..]).prop_map(Fate::Goes),
    ]
}

/// A table of which columns and rows came and went, with texts that changed in what stays.
fn table() -> BoxedStrategy<String> {
    let columns = prop::collection::vec(fate(), 1..4);
    let rows = prop::collection::vec((fate(), any::<bool>()), 1..4);
    (columns, rows, any::<bool>())
        .prop_flat_map(|(columns, rows, headed)| {
            let cells = rows
                .iter()
                .map(|(row, _)| cells(&columns, *row))
                .collect::<Vec<_>>();
            let marks: Vec<(Fate, bool)> = rows;
            (cells, Just(marks), Just(headed), Just(columns.len()))
        })
        .prop_map(|(cells, rows, headed, width)| {
            let mut text = String::from("\n");
            for (at, (cells, (fate, remark))) in cells.iter().zip(rows).enumerate() {
                if remark && at > 0 {
                    text.push_str("%% between\n");
                }
                match fate {
                    Fate::Stays => {}
                    Fate::Comes(hands) => text.push_str(&format!("++{hands} ")),
                    Fate::Goes(by) => text.push_str(&format!("--{} ", by[0])),
                }
                for cell in cells {
                    text.push_str(&format!("| {cell} "));
                }
                text.push_str("|\n");
                if headed && at == 0 {
                    text.push_str(&format!("{}|\n", "|---".repeat(width)));
                }
            }
            text + "\n"
        })
        .boxed()
}

fn cells(columns: &[Fate], row: Fate) -> Vec<BoxedStrategy<String>> {
    let nothing = || Just(String::new()).boxed();
    let cells = columns.iter().map(|column| match (row, *column) {
        (Fate::Stays, Fate::Stays) => prop_oneof![3 => words().boxed(), 1 => marked_text()].boxed(),
        (Fate::Stays, Fate::Comes(hands)) => words()
            .prop_map(move |text| format!("{{++{text}++}}{hands}"))
            .boxed(),
        (Fate::Stays, Fate::Goes(by)) => words()
            .prop_map(move |text| format!("{{--{text}--}}{}", by[0]))
            .boxed(),
        (Fate::Comes(_), Fate::Stays | Fate::Comes(_)) => {
            prop_oneof![3 => words().boxed(), 1 => inserted_text()].boxed()
        }
        (Fate::Comes(_), Fate::Goes(_)) | (Fate::Goes(_), Fate::Comes(_)) => nothing(),
        (Fate::Goes(by), Fate::Stays | Fate::Goes(_)) => {
            prop_oneof![3 => words().boxed(), 1 => struck_text(by)].boxed()
        }
    });
    cells.collect()
}

/// What stands by itself, or belongs together.
fn part() -> BoxedStrategy<String> {
    let calls = [
        "\nrecalling\n\n",
        "\n++@FR noting\n\n",
        "\n--@DE,FR noting\n\n",
        "\n{~~recalling~>noting~~}@SG,DE\n\n",
        "\n++@DE # ANNEX 2\n++@DE ## More\n\n",
        "\n--@FR ---\n\n",
        "%% remark\n",
        "\n",
    ];
    prop_oneof![
        6 => block(),
        2 => join(),
        2 => table(),
        1 => moved(),
        1 => (block(), block()).prop_map(|(above, below)| format!("{above}  {below}")),
        1 => one_of(calls).prop_map(str::to_owned),
        1 => Just("\n".to_owned()),
    ]
    .boxed()
}

/// A document of several hands, with the notes that it refers to.
pub fn document() -> impl Strategy<Value = String> {
    let notes = prop::collection::vec(marked_text(), NOTES.len());
    (one(&DEFAULTS), one(&HEADS), prop::collection::vec(part(), 1..6), notes).prop_map(
        |(default, head, parts, notes)| {
            let mut text = format!(
                "---\nauthors:\n  DE: Germany, 2014-09-20\n  FR: France, 2014-09-21\n  SG: Singapore\n  IT: Italy\n{default}---\n\n{head}{}",
                parts.concat()
            );
            for (at, (id, note)) in NOTES.iter().zip(notes).enumerate() {
                // A note that stood in itself would have no end.
                let behind = &NOTES[at + 1..];
                let refers = |id: &&&str| note.contains(&format!("[^{id}]"));
                let ends = NOTES.iter().filter(|id| !behind.contains(id)).filter(refers).count() == 0;
                if ends && text.contains(&format!("[^{id}]")) {
                    text.push_str(&format!("\n[^{id}]: {note}\n"));
                } else if text.contains(&format!("[^{id}]")) {
                    text.push_str(&format!("\n[^{id}]: Note {at}.\n"));
                }
            }
            text
        },
    )
}
