//! What every HTML page must be: well-formed, its ids single, its links leading somewhere, and
//! nothing fetched from elsewhere.

use std::collections::BTreeSet;

const EMPTY: &[&str] = &["meta", "br", "img", "input", "hr"];

pub(crate) fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut links = Vec::new();
    for tag in tags(html) {
        let name = tag.split([' ', '\n']).next().unwrap_or_default().to_owned();
        if let Some(closed) = name.strip_prefix('/') {
            let opened = open.pop();
            if opened.as_deref() != Some(closed) {
                return Err(format!("</{closed}> closes {opened:?}"));
            }
            continue;
        }
        if let Some(id) = attribute(tag, "id")
            && !ids.insert(id)
        {
            return Err(format!("the id {id} stands twice"));
        }
        links.extend(attribute(tag, "href").and_then(|link| link.strip_prefix('#')));
        if let Some(address) = attribute(tag, "src")
            && !address.starts_with("data:")
        {
            return Err(format!("the page fetches {address}"));
        }
        if !EMPTY.contains(&name.as_str()) {
            open.push(name);
        }
    }
    if let Some(opened) = open.last() {
        return Err(format!("<{opened}> is never closed"));
    }
    match links.iter().find(|link| !ids.contains(*link)) {
        Some(link) => Err(format!("#{link} leads nowhere")),
        None => Ok(()),
    }
}

/// The insides of the tags, those of scripts and style sheets left out.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>') else { break };
        let tag = &rest[start + 1..start + end];
        rest = &rest[start + end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        tags.push(tag);
        if tag == "script" || tag == "style" {
            rest = &rest[rest.find(&format!("</{tag}>")).unwrap_or(rest.len())..];
        }
    }
    tags
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}
