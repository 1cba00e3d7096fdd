//! Documents as data, from sources.

use serde_json::Value;

use super::write;
use crate::model::View;
use crate::semantics::Meaning;
use crate::source::Source;

fn json(text: &str, view: View) -> Value {
    let (document, _) = crate::syntax::parse(&Source::new("test.plen", text));
    let json = write(&document, &Meaning::default(), view);
    serde_json::from_str(&json).expect("what is written is JSON")
}

const REDLINE: &str = "\
---
authors:
  EUR: CEPT, 2014-09-15
  DE: Germany, 2014-09-20T10:30:00Z
author: EUR
---

# RESOLUTION 1 (Rev. {~~Dubai~>Busan~~})
## Title

The Conference,

recalling

a) one:
   i) under it;

resolves

{~~3~>2~~} to act{++, soon++}@DE;
-- 3 to wait.

(Geneva, 2010) – (Rev. Dubai, 2018)
";

#[test]
fn clauses_stand_under_their_call_and_clause() {
    let json = json(REDLINE, View::Markup);
    let resolution = &json["instruments"][0];
    assert_eq!(resolution["kind"], "resolution");
    assert_eq!(resolution["blocks"][0]["type"], "formula");
    assert_eq!(resolution["preamble"][0]["call"]["runs"][0]["text"], "recalling");
    let under = &resolution["preamble"][0]["clauses"][0]["children"][0];
    assert_eq!(under["label-runs"][0]["text"], "i)");
    assert_eq!(resolution["operative"][0]["clauses"][1]["deleted"], 5);
    assert_eq!(resolution["closing"][0]["type"], "history");
}

#[test]
fn the_register_says_who_what_and_when() {
    let json = json(REDLINE, View::Markup);
    let changes = &json["changes"];
    assert_eq!(changes[0]["old"], "Dubai");
    assert_eq!(changes[1]["new"], "Busan");
    assert_eq!(
        (&changes[0]["group"], &changes[1]["group"]),
        (&0.into(), &0.into())
    );
    assert_eq!(changes[0]["date"], "2014-09-15T00:00:00Z");
    assert_eq!(changes[4]["hands"][0], "DE");
    assert_eq!(changes[4]["date"], "2014-09-20T10:30:00Z");
    assert_eq!(changes[5]["old"], "3 to wait.");
    let label = &json["instruments"][0]["operative"][0]["clauses"][0]["label-runs"];
    assert_eq!(label[0]["deleted"], 2);
    assert_eq!(label[1]["inserted"], 3);
}

#[test]
fn a_reading_has_no_trace_of_the_other() {
    let text = json(REDLINE, View::Final).to_string();
    for trace in ["Dubai~", "inserted", "deleted", "changes", "to wait", "\"3\""] {
        assert!(!text.contains(trace), "{trace} in {text}");
    }
    assert!(text.contains("RESOLUTION 1 (Rev. Busan)"), "{text}");
}

#[test]
fn an_instrument_says_what_it_is_called_in_each_reading() {
    let markup = json(REDLINE, View::Markup);
    let called = &markup["instruments"][0]["designation"];
    assert_eq!(called["in-original"]["place"], "Dubai");
    assert_eq!(called["in-final"]["place"], "Busan");
    assert_eq!(called["in-final"]["number"], "1");
    let settled = json(REDLINE, View::Final);
    assert!(settled["instruments"][0]["designation"]["in-original"].is_null());
}

#[test]
fn the_header_is_resolved() {
    let json = json(
        "---\nconference: PP-14\ndocument: 80\naddendum: 1\n---\n\nA text.\n",
        View::Final,
    );
    let resolved = &json["front"]["resolved"];
    assert_eq!(resolved["place"], "Busan");
    assert_eq!(resolved["symbol"][1], "Document 80-E");
}

#[test]
fn changes_have_the_numbers_of_the_list() {
    let json = json(REDLINE, View::Markup);
    let numbers: Vec<u64> = json["changes"]
        .as_array()
        .expect("a register")
        .iter()
        .filter_map(|it| it["change"].as_u64())
        .collect();
    assert_eq!(numbers, [1, 1, 2, 2, 3, 4]);
}

#[test]
fn a_reading_by_itself_tells_nothing_of_hands_comments_and_the_source() {
    let source = REDLINE.replace("one:", "one{>>why?<<}@DE:");
    for view in [View::Original, View::Final] {
        let json = json(&source, view).to_string();
        for trace in ["CEPT", "DE", "Germany", "why", "2014-09", "span", "comment"] {
            assert!(!json.contains(trace), "{trace} in {json}");
        }
    }
}
