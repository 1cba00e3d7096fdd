//! The words by which a text names a clause of its own: `clause 3`, `items a) and b)`, `3 above`.

use super::Words;
use super::fold::same;
use crate::model::Language;

/// The words before and behind the label of a clause. A `*` at the end makes a stem.
struct Naming {
    before: &'static [&'static str],
    behind: &'static [&'static str],
}

impl Words {
    /// Whether a word before a label says that a clause is meant.
    pub(crate) fn names_before(&self, word: &str) -> bool {
        among(word, naming(self.language).before)
    }

    /// Whether a word behind a label says that a clause is meant.
    pub(crate) fn names_behind(&self, word: &str) -> bool {
        among(word, naming(self.language).behind)
    }

    /// Whether a word joins the last label of several: `2 and 3`, `2 to 4`.
    pub(crate) fn joins_labels(&self, word: &str) -> bool {
        self.calls.and.iter().any(|known| same(word, known))
            || among(
                word,
                &["to", "à", "a", "al", "y", "и", "по", "至", "إلى", "–", "-"],
            )
    }
}

fn among(word: &str, known: &[&str]) -> bool {
    known.iter().any(|entry| match entry.strip_suffix('*') {
        Some(stem) => word.to_lowercase().starts_with(stem),
        None => same(word, entry),
    })
}

#[rustfmt::skip] // One list a paragraph, as a word list reads.
fn naming(language: Language) -> Naming {
    let (before, behind): (&[_], &[_]) = match language {
        Language::English => (
            &[
                "clause", "clauses", "item", "items", "sub-item", "sub-items", "paragraph", "paragraphs",
                "subparagraph", "subparagraphs", "sub-paragraph", "point", "points", "§", "§§",
            ],
            &["above", "below", "hereafter"],
        ),
        Language::French => (
            &[
                "clause", "clauses", "point", "points", "alinéa", "alinéas", "paragraphe", "paragraphes", "§", "§§",
            ],
            &["ci-dessus", "ci-dessous", "supra", "infra", "ci-après"],
        ),
        Language::Spanish => (
            &[
                "punto", "puntos", "apartado", "apartados", "párrafo", "párrafos", "inciso", "incisos", "§", "§§",
            ],
            &["supra", "infra", "anterior", "anteriores", "siguiente", "siguientes"],
        ),
        Language::Russian => (
            &["пункт*", "подпункт*", "п.", "пп.", "п", "пп", "§", "§§"],
            &["выше", "ниже"],
        ),
        Language::Chinese => (
            &["上述", "上文", "以上", "下述", "下文", "以下"],
            &["项", "段", "款", "点"],
        ),
        Language::Arabic => (
            &["الفقرة", "الفقرات", "الفقرتين", "البند", "البنود", "البندين", "النقطة"],
            &["أعلاه", "أدناه"],
        ),
    };
    Naming { before, behind }
}
