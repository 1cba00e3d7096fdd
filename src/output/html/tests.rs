//! The page as a whole, from flows built by hand.

use super::super::sample::{
    DELETED, INSERTED, block, clause, flow, note, paragraph, reference, run, table, text,
};
use super::write;
use crate::house::{House, ParagraphStyle as Style};
use crate::layout::{Cell, Flow, FlowBlock, FlowComment, NoteMark, Role, RunContent};
use crate::model::{Extent, HouseName, Language, Revision, View};
use crate::output::Assets;
use crate::source::Span;

fn page(flows: &[Flow]) -> String {
    write(
        flows,
        &House::new(HouseName::Pp, Language::English),
        &Assets::default(),
    )
}

/// What stands in the page's articles, without its furniture.
fn article(body: Vec<FlowBlock>) -> String {
    let html = page(&[flow(View::Markup, body)]);
    let start = html.find("</h1>\n").map_or(0, |at| at + 6);
    let end = html.find("</article>").unwrap_or(html.len());
    html[start..end].to_owned()
}

#[test]
fn clauses_nest_as_lists() {
    let html = article(vec![
        clause(1, "a)", vec![text("one")]),
        clause(2, "i)", vec![text("two")]),
        clause(1, "b)", vec![text("three")]),
        block(Role::Body, Style::Normal, vec![text("end")]),
    ]);
    let item = |style, label, words| {
        format!("<p class=\"{style}\" data-at=\"0\"><span class=\"label\">{label}</span> {words}</p>\n")
    };
    let expected = format!(
        "<ul class=\"clauses\">\n<li>{}<ul class=\"clauses\">\n<li>{}</li>\n</ul>\n</li>\n<li>{}</li>\n</ul>\n\
         <p class=\"Normal\" data-at=\"0\">end</p>\n",
        item("Normal", "a)", "one"),
        item("enumlev1", "i)", "two"),
        item("Normal", "b)", "three"),
    );
    assert_eq!(html, expected);
}

#[test]
fn changes_carry_hand_and_date() {
    let struck = Revision {
        inserted: INSERTED.inserted,
        deleted: DELETED.deleted,
    };
    let html = article(vec![block(
        Role::Body,
        Style::Normal,
        vec![
            run(RunContent::Text("new".into()), INSERTED),
            run(RunContent::Text("struck".into()), struck),
        ],
    )]);
    let ins =
        "<ins class=\"hand0\" datetime=\"2014-09-15T00:00:00Z\" title=\"Inserted: Hand 0, 2014-09-15\">";
    let del = "<del class=\"hand1\" datetime=\"2014-09-15T00:00:00Z\" title=\"Deleted: Hand 1, 2014-09-15\">";
    assert_eq!(
        html,
        format!("<p class=\"Normal changed\" data-at=\"0\">{ins}new</ins>{ins}{del}struck</del></ins></p>\n")
    );
}

#[test]
fn one_reading_has_no_switch_and_no_changes() {
    let mut only = flow(
        View::Final,
        vec![block(Role::Body, Style::Normal, vec![text("text")])],
    );
    only.changes.clear();
    let html = page(&[only]);
    for trace in ["<ins", "<del", "<script", "<input", "Hand"] {
        assert!(!html.contains(trace), "{trace} in\n{html}");
    }
}

#[test]
fn the_ids_of_views_keep_apart() {
    let views = [View::Markup, View::Original, View::Final].map(|view| {
        let mut flow = flow(
            view,
            vec![block(
                Role::Call,
                Style::Call,
                vec![text("recalling"), reference(0)],
            )],
        );
        flow.notes = vec![note(NoteMark::Number(1), 0, "note")];
        flow
    });
    let html = page(&views);
    let mut ids: Vec<_> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(
        ids.contains(&"note-1") && ids.contains(&"final-note-1"),
        "{ids:?}"
    );
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
}

#[test]
fn answers_stand_inside_the_comment_that_they_answer() {
    let said = |text: &str, answers| FlowComment {
        author: "Germany".into(),
        initials: "DE".into(),
        date: None,
        text: text.into(),
        answers,
        span: Span::NONE,
    };
    let runs = [
        RunContent::CommentStart(0),
        RunContent::CommentStart(1),
        RunContent::Text("word".into()),
        RunContent::CommentEnd(0),
        RunContent::CommentEnd(1),
    ];
    let runs = runs.map(|content| run(content, Revision::NONE)).into();
    let mut flow = flow(View::Markup, vec![block(Role::Body, Style::Normal, runs)]);
    flow.comments = vec![said("Really?", None), said("Yes.", Some(0))];
    let html = page(&[flow]);
    let aside = html
        .split("<aside")
        .nth(1)
        .and_then(|rest| rest.split("</aside>").next());
    let aside = aside.unwrap_or_default();
    assert!(
        aside.contains("<p>Really?</p>\n<div class=\"answer\">\n<p><b>Germany</b></p>\n<p>Yes.</p>"),
        "{aside}"
    );
    assert_eq!(html.matches("<aside").count(), 1);
    assert!(
        html.contains("<mark>word</mark><a class=\"comment-mark\""),
        "{html}"
    );
}

#[test]
fn head_cells_have_a_scope() {
    let html = article(vec![table(&[["A", "B"], ["1", "2"]])]);
    assert!(
        html.contains("<thead>\n<tr><th scope=\"col\" class=\"Tabletext\">A</th>"),
        "{html}"
    );
    assert!(
        html.contains("<td class=\"Tabletext\">2</td></tr>\n</tbody>"),
        "{html}"
    );
}

/// A table whose first cell goes over two columns and two rows and has two paragraphs.
fn merged_table<const COLUMNS: usize>(rows: &[[&str; COLUMNS]]) -> FlowBlock {
    let mut block = table(rows);
    if let FlowBlock::Table(table) = &mut block {
        let added = paragraph(
            Role::Body,
            Style::TableText,
            vec![run(RunContent::Text("second".into()), INSERTED)],
        );
        table.head_rows = 0;
        for row in &mut table.rows[..2] {
            row.cells[..2].fill_with(|| Cell {
                paragraphs: Vec::new(),
                extent: Extent::COVERED,
            });
        }
        let first = paragraph(Role::Body, Style::TableText, vec![text("first")]);
        table.rows[0].cells[0] = Cell {
            paragraphs: vec![first, added],
            extent: Extent { columns: 2, rows: 2 },
        };
    }
    block
}

#[test]
fn a_merged_cell_spans_its_places_and_keeps_its_paragraphs() {
    let html = article(vec![merged_table(&[["", "", "a"], ["", "", "b"]])]);
    assert!(
        html.contains(
            "<tr><td colspan=\"2\" rowspan=\"2\" class=\"Tabletext\"><p>first</p><p><ins class=\"hand0\""
        ),
        "{html}"
    );
    assert!(
        html.contains("<tr><td class=\"Tabletext\">b</td></tr>\n"),
        "{html}"
    );
}

#[test]
fn a_row_in_which_no_cell_begins_is_none() {
    let html = article(vec![merged_table(&[["", ""], ["", ""], ["c", "d"]])]);
    assert!(html.contains("<tr><td colspan=\"2\" class"), "{html}");
    assert!(
        html.contains("second</ins></p></td></tr>\n<tr><td class=\"Tabletext\">c</td>"),
        "{html}"
    );
}

#[test]
fn the_policy_knows_the_script() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(super::SCRIPT);
    let digest = base64::engine::general_purpose::STANDARD.encode(digest);
    assert_eq!(super::SCRIPT_HASH, format!("sha256-{digest}"));
}
