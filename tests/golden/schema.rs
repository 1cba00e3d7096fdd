//! What every JSON output must be: as `docs/schema.json` says.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::Value;

use super::fixture::root;

pub(crate) fn check(json: &str) -> Result<(), String> {
    let document = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut faults: Vec<String> = schema()
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    one_type_a_key(&document, &mut BTreeMap::new(), &mut faults);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}

/// A program that walks the whole need not ask where a key stands.
fn one_type_a_key(value: &Value, known: &mut BTreeMap<String, &'static str>, faults: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                let found = type_of(inner);
                let before = *known.entry(key.clone()).or_insert(found);
                if before != found {
                    faults.push(format!("`{key}` is {found} here and {before} elsewhere"));
                }
                one_type_a_key(inner, known, faults);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| one_type_a_key(item, known, faults)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn schema() -> &'static Validator {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let text = fs::read_to_string(root().join("docs/schema.json")).expect("the schema is there");
        let schema = serde_json::from_str(&text).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("the schema is a JSON Schema")
    })
}
