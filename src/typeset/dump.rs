//! Pages as text, for tests and curious eyes: one line for each thing drawn.

use std::fmt::Write;

use super::page::{Drawn, Pages, Tag};

impl Pages {
    /// Every drawn thing in the order of painting, with its page and place in points.
    pub fn dump(&self) -> String {
        let mut out = String::new();
        for (index, page) in self.pages.iter().enumerate() {
            for item in &page.items {
                let number = index + 1;
                let part = match item.tag {
                    Tag::Slot(_) => String::new(),
                    Tag::Artifact(artifact) => format!("  ({artifact:?})"),
                };
                // Writing to a string cannot fail.
                let _ = match &item.drawn {
                    Drawn::Glyphs(run) => writeln!(
                        out,
                        "page {number}  y={:.1} x={:.1}  {} {}{}  {:?}{part}",
                        run.y,
                        run.x,
                        self.faces.get(run.face).name,
                        run.size,
                        colour(run.colour),
                        run.text,
                    ),
                    Drawn::Rule(rule) => writeln!(
                        out,
                        "page {number}  y={:.1} x={:.1}  rule {:.1} x {:.1}{}{part}",
                        rule.y,
                        rule.x,
                        rule.width,
                        rule.height,
                        colour(rule.colour),
                    ),
                    Drawn::Picture(picture) => writeln!(
                        out,
                        "page {number}  y={:.1} x={:.1}  picture {} {:.1} x {:.1}",
                        picture.y, picture.x, picture.file, picture.width, picture.height,
                    ),
                };
            }
        }
        out
    }
}

fn colour(colour: super::Colour) -> String {
    let super::Colour(red, green, blue) = colour;
    if colour == super::Colour::BLACK {
        String::new()
    } else {
        format!(" #{red:02X}{green:02X}{blue:02X}")
    }
}
