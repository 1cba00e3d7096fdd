//! Which file takes what from which, and the circles in that.
//!
//! A folder's `mod.rs` says what the folder is made of, and its files may take that from it: such a
//! pair is no circle. What `mod.rs` only hands on (`pub use`) is taken from where it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A file's place: `["format", "blocks"]` for `src/format/blocks.rs`.
type Module = Vec<String>;

/// What each file takes from others: the file it takes from, and the names.
type Arrows = BTreeMap<Module, BTreeMap<Module, BTreeSet<String>>>;

/// The files of a crate: the place of each, and its code without tests and comments.
pub(crate) struct Files(pub(crate) BTreeMap<Module, String>);

impl Files {
    /// The circles, each as the arrows that tie it: `format::table takes line_marks from format::blocks`.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let arrows = self.arrows();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> = arrows
            .keys()
            .map(|module| (module, reached(&arrows, module)))
            .collect();
        let mut left: BTreeSet<&Module> = reached.keys().copied().collect();
        let mut circles = Vec::new();
        while let Some(module) = left.pop_first() {
            if !reached[module].contains(module) {
                continue;
            }
            let circle: BTreeSet<&Module> = reached[module]
                .iter()
                .copied()
                .filter(|other| reached[other].contains(module))
                .collect();
            left.retain(|module| !circle.contains(module));
            let ties = circle.iter().flat_map(|from| {
                let taken = arrows[*from].iter().filter(|(to, _)| circle.contains(to));
                taken.map(|(to, names)| {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    format!(
                        "{} takes {} from {}",
                        from.join("::"),
                        names.join(", "),
                        to.join("::")
                    )
                })
            });
            circles.push(ties.collect());
        }
        circles
    }

    fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for (module, code) in &self.0 {
            let taken = arrows.entry(module.clone()).or_default();
            for path in paths(code) {
                let Some(path) = self.absolute(module, &path) else {
                    continue;
                };
                let Some((to, name)) = self.home(&path, 0) else {
                    continue;
                };
                if !module.starts_with(&to) {
                    taken.entry(to).or_default().insert(name);
                }
            }
        }
        arrows
    }

    /// A path from the crate's root; none where it leads into another crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let parent = &module[..module.len().saturating_sub(1)];
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([module, rest].concat()),
            "super" if rest.first().is_some_and(|next| next == "super") => self.absolute(parent, rest),
            "super" => Some([parent, rest].concat()),
            _ => {
                let inside = [module, path].concat();
                self.0.contains_key(&inside[..=module.len()]).then_some(inside)
            }
        }
    }

    /// The file where what a path names stands, and its name.
    fn home(&self, path: &[String], hops: usize) -> Option<(Module, String)> {
        let depth = (0..=path.len())
            .rev()
            .find(|&depth| self.0.contains_key(&path[..depth]))?;
        let (module, names) = path.split_at(depth);
        let Some(name) = names.first() else {
            let name = module.last()?.clone();
            return Some((module.to_vec(), name));
        };
        let handed_on = handed_on(&self.0[module])
            .into_iter()
            .find(|handed| handed.last() == Some(name))
            .filter(|_| hops < 4)
            .and_then(|handed| self.home(&self.absolute(module, &handed)?, hops + 1));
        Some(handed_on.unwrap_or_else(|| (module.to_vec(), name.clone())))
    }
}

/// Every file that can be come to from one, itself if it can be come back to.
fn reached<'a>(arrows: &'a Arrows, from: &Module) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Module> = arrows[from].keys().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(arrows.get(module).into_iter().flat_map(BTreeMap::keys));
        }
    }
    reached
}

/// What a file hands on: the paths of its `pub use`.
fn handed_on(code: &str) -> Vec<Vec<String>> {
    let uses = uses(code).filter(|one| one.is_public);
    uses.flat_map(|one| leaves(&code[one.tree])).collect()
}

/// The paths that a file names: those of its own `use`, and those in its code.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut paths: Vec<Vec<String>> = Vec::new();
    let mut rest = String::new();
    let mut at = 0;
    for one in uses(code) {
        rest.push_str(&code[at..one.tree.start]);
        at = one.tree.end;
        if !one.is_public {
            paths.extend(leaves(&code[one.tree]));
        }
    }
    rest.push_str(&code[at..]);
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for word in rest.split(|c| !is_part(c)).filter(|word| word.contains("::")) {
        let parts = word.split("::").filter(|part| !part.is_empty());
        paths.push(parts.map(str::to_owned).collect());
    }
    paths
}

/// A `use` statement.
struct Use {
    is_public: bool,
    /// Where what it names is written.
    tree: Range<usize>,
}

fn uses(code: &str) -> impl Iterator<Item = Use> {
    code.match_indices("use ").filter_map(|(at, word)| {
        let line = code[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = code[line..at].trim();
        let is_public = before == "pub" || before.starts_with("pub(") && before.ends_with(')');
        let start = at + word.len();
        let tree = start..code[start..].find(';').map_or(code.len(), |end| start + end);
        (before.is_empty() || is_public).then_some(Use { is_public, tree })
    })
}

/// The paths of a tree: `a::{b, c::d as e}` as `a::b` and `a::c::d`.
fn leaves(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((head, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let parts = path
            .split("::")
            .map(str::trim)
            .filter(|part| !part.is_empty() && *part != "*");
        return vec![parts.map(str::to_owned).collect()];
    };
    let head = leaves(head).concat();
    let group = group.trim_end().strip_suffix('}').unwrap_or(group);
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, letter) in group.char_indices().chain([(group.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                let inner = &group[start..at];
                start = at + 1;
                if !inner.trim().is_empty() {
                    found.extend(leaves(inner));
                }
            }
            _ => {}
        }
    }
    let own = |mut path: Vec<String>| {
        // `a::{self}` is `a`.
        path.retain(|part| part != "self" || head.is_empty());
        [head.clone(), path].concat()
    };
    found.into_iter().map(own).collect()
}

#[test]
fn a_circle_is_seen_through_what_is_handed_on() {
    let files = |files: &[(&str, &str)]| {
        let place = |path: &str| {
            path.split("::")
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Files(
            files
                .iter()
                .map(|(path, code)| (place(path), (*code).to_owned()))
                .collect(),
        )
    };
    let tied = files(&[
        (
            "a",
            "mod b;\nmod c;\npub use b::{Thing, other};\npub struct Whole;\n",
        ),
        ("a::b", "use super::{Whole, c::{self, print}};\n"),
        ("a::c", "use std::io;\nfn f() { crate::a::other() }\n"),
    ]);
    assert_eq!(
        tied.circles(),
        [["a::b takes c, print from a::c", "a::c takes other from a::b"]]
    );
    let free = files(&[
        ("a", "mod b;\nuse b::print;\npub struct Whole;\n"),
        ("a::b", "use super::Whole;\nuse crate::d::deep;\n"),
        ("d", "mod e;\npub(crate) use e::deep;\n"),
        ("d::e", "pub fn deep() {}\n"),
    ]);
    assert!(free.circles().is_empty());
}
