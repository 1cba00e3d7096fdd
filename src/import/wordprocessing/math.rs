//! Formulas as text on one line.

use crate::ooxml::{Element, Space};

/// A piece of a formula's text.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) raised: bool,
    pub(super) lowered: bool,
}

/// The text of a formula: fractions with a stroke, exponents raised, indices lowered.
pub(super) fn linear(formula: Element<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    walk(formula, (false, false), &mut pieces);
    pieces
}

fn walk(element: Element<'_>, (raised, lowered): (bool, bool), pieces: &mut Vec<Piece>) {
    let mut write = |text: &str| {
        pieces.push(Piece {
            text: text.to_owned(),
            raised,
            lowered,
        });
    };
    if element.space() != Space::Math {
        if element.word() == "t" {
            write(&element.characters());
            return;
        }
        for child in element.children() {
            walk(child, (raised, lowered), pieces);
        }
        return;
    }
    let here = (raised, lowered);
    let part = |name: &str| {
        element
            .children()
            .find(|child| child.space() == Space::Math && child.name() == name)
    };
    match element.name() {
        "t" => write(&element.characters()),
        "f" => {
            in_brackets(part("num"), here, pieces);
            pieces.push(Piece {
                text: "/".to_owned(),
                raised,
                lowered,
            });
            in_brackets(part("den"), here, pieces);
        }
        "rad" => {
            write("√");
            in_brackets(part("e"), here, pieces);
        }
        "d" => {
            let properties = part("dPr");
            let sign = |name: &str, otherwise: &str| {
                let found = properties.and_then(|it| it.children().find(|child| child.name() == name));
                found
                    .and_then(|it| it.val())
                    .map_or_else(|| otherwise.to_owned(), |it| it.into_owned())
            };
            write(&sign("begChr", "("));
            let mut first = true;
            for child in element.children().filter(|child| child.name() == "e") {
                if !first {
                    pieces.push(Piece {
                        text: ", ".to_owned(),
                        raised,
                        lowered,
                    });
                }
                first = false;
                walk(child, here, pieces);
            }
            pieces.push(Piece {
                text: sign("endChr", ")"),
                raised,
                lowered,
            });
        }
        "nary" => {
            let sign = part("naryPr").and_then(|it| it.children().find(|child| child.name() == "chr"));
            let sign = sign
                .and_then(|it| it.val())
                .map_or_else(|| "∫".to_owned(), |it| it.into_owned());
            write(&sign);
            for child in element.children() {
                walk(child, inside(child, here), pieces);
            }
        }
        "mr" => {
            for (at, child) in element.children().enumerate() {
                if at > 0 {
                    pieces.push(Piece {
                        text: " ".to_owned(),
                        raised,
                        lowered,
                    });
                }
                walk(child, here, pieces);
            }
            pieces.push(Piece {
                text: "; ".to_owned(),
                raised,
                lowered,
            });
        }
        _ => {
            for child in element.children() {
                walk(child, inside(child, here), pieces);
            }
        }
    }
}

/// How a part of a formula is set.
fn inside(part: Element<'_>, here: (bool, bool)) -> (bool, bool) {
    match part.name() {
        "sup" => (true, false),
        "sub" => (false, true),
        _ => here,
    }
}

/// A part that stands in brackets where it is more than one piece.
fn in_brackets(part: Option<Element<'_>>, here: (bool, bool), pieces: &mut Vec<Piece>) {
    let Some(part) = part else { return };
    let start = pieces.len();
    walk(part, here, pieces);
    let text: String = pieces[start..].iter().map(|piece| piece.text.as_str()).collect();
    if text.chars().count() > 1 && !text.chars().all(char::is_alphanumeric) {
        let bracket = |text: &str| Piece {
            text: text.to_owned(),
            raised: here.0,
            lowered: here.1,
        };
        pieces.insert(start, bracket("("));
        pieces.push(bracket(")"));
    }
}
