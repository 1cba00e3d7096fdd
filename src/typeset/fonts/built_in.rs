//! The faces in the program, read when first asked for. Without the feature `fonts` there are none.

use std::sync::OnceLock;

use super::Face;

macro_rules! faces {
    ($($file:literal,)*) => {
        /// How many there are; the faces of the user's own are counted on from here.
        pub(super) const COUNT: u16 = [$($file,)*].len() as u16;

        #[cfg(feature = "fonts")]
        const FILES: &[&[u8]] = &[$(include_bytes!(concat!("../../../assets/fonts/", $file)),)*];
        #[cfg(not(feature = "fonts"))]
        const FILES: &[&[u8]] = &[];
        static FACES: [OnceLock<Option<Face>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    };
}

faces! {
    "carlito/Carlito-Regular.ttf",
    "carlito/Carlito-Bold.ttf",
    "carlito/Carlito-Italic.ttf",
    "carlito/Carlito-BoldItalic.ttf",
    "liberation-serif/LiberationSerif-Regular.ttf",
    "liberation-serif/LiberationSerif-Bold.ttf",
    "liberation-serif/LiberationSerif-Italic.ttf",
    "liberation-serif/LiberationSerif-BoldItalic.ttf",
    "amiri/Amiri-Regular.ttf",
    "amiri/Amiri-Bold.ttf",
    "amiri/Amiri-Slanted.ttf",
    "amiri/Amiri-BoldSlanted.ttf",
    "noto-serif-sc/NotoSerifSC-Regular.otf",
}

/// A family in the program; its faces stand in the order regular, bold, italic, bold italic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Family {
    pub(super) first: u16,
    pub(super) faces: u16,
}

pub(super) const CARLITO: Family = Family { first: 0, faces: 4 };
pub(super) const LIBERATION_SERIF: Family = Family { first: 4, faces: 4 };
pub(super) const AMIRI: Family = Family { first: 8, faces: 4 };
pub(super) const NOTO_SERIF_SC: Family = Family { first: 12, faces: 1 };

/// The family of this name, in whatever case.
pub(super) fn named(name: &str) -> Option<Family> {
    let families = [
        ("Carlito", CARLITO),
        ("Liberation Serif", LIBERATION_SERIF),
        ("Amiri", AMIRI),
        ("Noto Serif SC", NOTO_SERIF_SC),
    ];
    let found = families
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.filter(|_| !FILES.is_empty()).map(|(_, family)| family)
}

/// A face of the program, by its place in the list; none past the end, or where it has no fonts.
pub(super) fn face(place: u16) -> Option<&'static Face> {
    let slot = FACES.get(usize::from(place))?;
    slot.get_or_init(|| Face::built_in(FILES[usize::from(place)]))
        .as_ref()
}
