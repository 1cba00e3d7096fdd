//! The outline (PDF 32000-1, 12.3.3).

use lopdf::{Object, ObjectId, dictionary};

use super::object::text;
use crate::typeset::{Anchor, OutlineEntry, Pages, Place};

/// Where a place is, as destinations say it (12.3.2.2).
pub(super) fn destination(place: &Place, pages: &Pages, ids: &[ObjectId]) -> Option<Object> {
    let height = pages.pages.get(place.page)?.height;
    let id = *ids.get(place.page)?;
    let target = [
        id.into(),
        Object::Name(b"XYZ".to_vec()),
        // A little before the place itself, so that it does not stick to the window's edge.
        Object::Real((place.x - 36.0).max(0.0)),
        Object::Real((height - place.y + 12.0).min(height)),
        Object::Null,
    ];
    Some(Object::Array(target.to_vec()))
}

/// Writes the outline; none where nothing is in it.
pub(super) fn write(document: &mut lopdf::Document, pages: &Pages, ids: &[ObjectId]) -> Option<ObjectId> {
    if pages.outline.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let entries: Vec<ObjectId> = pages.outline.iter().map(|_| document.new_object_id()).collect();
    let tree = Branches::of(&pages.outline);
    for (index, entry) in pages.outline.iter().enumerate() {
        let mut item = dictionary! {
            "Title" => text(&entry.text),
            "Parent" => tree.parents[index].map_or(root, |parent| entries[parent]),
        };
        let place = pages.places.get(&Anchor::Outline(index));
        if let Some(target) = place.and_then(|place| destination(place, pages, ids)) {
            item.set("Dest", target);
        }
        let siblings = tree.children(tree.parents[index]);
        let at = siblings.binary_search(&index).unwrap_or(0);
        if at > 0 {
            item.set("Prev", entries[siblings[at - 1]]);
        }
        if let Some(next) = siblings.get(at + 1) {
            item.set("Next", entries[*next]);
        }
        let children = tree.children(Some(index));
        if let (Some(first), Some(last)) = (children.first(), children.last()) {
            item.set("First", entries[*first]);
            item.set("Last", entries[*last]);
            // Closed where the outline is long: instruments are seen at once.
            let open = pages.outline.len() <= 40;
            let count = children.len() as i64;
            item.set("Count", if open { count } else { -count });
        }
        document.objects.insert(entries[index], Object::Dictionary(item));
    }
    let top = tree.children(None);
    let visible = if pages.outline.len() <= 40 {
        pages.outline.len()
    } else {
        top.len()
    };
    let outlines = dictionary! {
        "Type" => "Outlines",
        "First" => entries[*top.first()?],
        "Last" => entries[*top.last()?],
        "Count" => visible as i64,
    };
    document.objects.insert(root, Object::Dictionary(outlines));
    Some(root)
}

/// Who is whose child.
struct Branches {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    top: Vec<usize>,
}

impl Branches {
    fn of(entries: &[OutlineEntry]) -> Self {
        let mut branches = Self {
            parents: Vec::with_capacity(entries.len()),
            children: vec![Vec::new(); entries.len()],
            top: Vec::new(),
        };
        let mut path: Vec<usize> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            path.retain(|&above| entries[above].level < entry.level);
            let parent = path.last().copied();
            match parent {
                Some(parent) => branches.children[parent].push(index),
                None => branches.top.push(index),
            }
            branches.parents.push(parent);
            path.push(index);
        }
        branches
    }

    fn children(&self, of: Option<usize>) -> &[usize] {
        of.map_or(&self.top, |of| &self.children[of])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_the_deeper_entries_up_to_the_next_as_high() {
        let entries: Vec<OutlineEntry> = [1, 2, 2, 3, 1]
            .into_iter()
            .map(|level| OutlineEntry {
                level,
                text: String::new(),
            })
            .collect();
        let branches = Branches::of(&entries);
        assert_eq!(branches.top, [0, 4]);
        assert_eq!(branches.children[0], [1, 2]);
        assert_eq!(branches.parents[3], Some(2));
    }
}
