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
    assert_eq!(resolution["text"][0]["type"], "formula");
    assert_eq!(resolution["preamble"][0]["call"]["text"][0]["text"], "recalling");
    let under = &resolution["preamble"][0]["clauses"][0]["children"][0];
    assert_eq!(under["label"][0]["text"], "i)");
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
    assert_eq!(changes[4]["authors"][0], "DE");
    assert_eq!(changes[4]["date"], "2014-09-20T10:30:00Z");
    assert_eq!(changes[5]["old"], "3 to wait.");
    let label = &json["instruments"][0]["operative"][0]["clauses"][0]["label"];
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
