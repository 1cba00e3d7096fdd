//! Every face at hand, and the declared chain that finds the one for a character.
//!
//! The order is: families that the document prefers, the house's own family among the user's files,
//! the stand-in with the same widths, the user's other files, and the families of other scripts.
//! The system's fonts are never looked at: the same input gives the same bytes on every machine.

use super::built_in::{self, AMIRI, CARLITO, Family, LIBERATION_SERIF, NOTO_SERIF_SC};
use super::{Face, FaceId, Script};
use crate::house::{Font, is_kai};
use crate::output::Assets;

/// A face that a piece of text wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Wanted {
    /// The house's typeface.
    pub(crate) font: Font,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
}

/// What sets text that no face can: the program's first face, else the user's.
const LAST_RESORT: FaceId = FaceId(if cfg!(feature = "fonts") {
    CARLITO.first
} else {
    built_in::COUNT
});

/// The faces at hand.
#[derive(Debug)]
pub(crate) struct Library {
    users: Vec<Face>,
    preferred: Vec<String>,
}

impl Library {
    /// The program's faces and those of the user's files.
    pub(crate) fn new(assets: &Assets, preferred: &[String]) -> Self {
        let mut users: Vec<Face> = assets
            .fonts
            .iter()
            .flat_map(|(_, data)| Face::of_file(data))
            .collect();
        users.truncate(usize::from(u16::MAX - built_in::COUNT));
        Self {
            users,
            preferred: preferred.to_vec(),
        }
    }

    /// The families at hand, the user's own first.
    pub(crate) fn families(&self) -> Vec<String> {
        let users = self.users.iter().map(|face| &face.family);
        let built_in = (0..built_in::COUNT).filter_map(|face| Some(&built_in::face(face)?.family));
        let mut families: Vec<String> = Vec::new();
        for family in users.chain(built_in) {
            if !families.contains(family) {
                families.push(family.clone());
            }
        }
        families
    }

    /// The face of an id that this library gave out.
    pub(crate) fn face(&self, id: FaceId) -> &Face {
        self.known(id)
            .or_else(|| self.known(LAST_RESORT))
            .unwrap_or_else(|| unreachable!("a library without a face sets nothing"))
    }

    fn known(&self, id: FaceId) -> Option<&Face> {
        match id.0.checked_sub(built_in::COUNT) {
            Some(place) => self.users.get(usize::from(place)),
            None => built_in::face(id.0),
        }
    }

    /// Whether there is any face: without one nothing can be set.
    pub(crate) fn has_faces(&self) -> bool {
        self.known(LAST_RESORT).is_some()
    }

    /// The face that sets plain text in this typeface: line heights go by it.
    pub(crate) fn principal(&self, wanted: Wanted) -> FaceId {
        self.find(wanted, 'x', Script::Latin).unwrap_or(LAST_RESORT)
    }

    /// The first face along the chain that has the character; `script` is that of the text around it.
    pub(crate) fn find(&self, wanted: Wanted, character: char, script: Script) -> Option<FaceId> {
        let has = |id: &FaceId| self.known(*id).is_some_and(|face| face.has(character));
        let (names, own): (&[&str], Family) = match wanted.font {
            Font::Calibri => (&["Calibri"], CARLITO),
            Font::TimesNewRoman => (&["Times New Roman"], LIBERATION_SERIF),
            // No face of its widths comes with the program; the sans serif at hand stands in.
            Font::Verdana => (&["Verdana"], CARLITO),
        };
        let other = if own == CARLITO { LIBERATION_SERIF } else { CARLITO };
        let preferred = self
            .preferred
            .iter()
            .filter_map(|family| self.of_family(family, wanted));
        if let Some(id) = preferred.into_iter().find(has) {
            return Some(id);
        }
        if let Some(id) = names
            .iter()
            .filter_map(|family| self.of_family(family, wanted))
            .find(has)
        {
            return Some(id);
        }
        if script == Script::Han
            && wanted.italic
            && let Some(id) = self.kai().find(has)
        {
            return Some(id);
        }
        let chain = match script {
            Script::Arabic => [AMIRI, own, other, NOTO_SERIF_SC],
            Script::Han => [NOTO_SERIF_SC, own, other, AMIRI],
            _ => [own, other, NOTO_SERIF_SC, AMIRI],
        };
        if let Some(id) = Some(pick(chain[0], wanted)).filter(has) {
            return Some(id);
        }
        let users = (0..self.users.len()).map(|place| FaceId(built_in::COUNT + place as u16));
        let styled = users.clone().filter(|id| self.fits(*id, wanted));
        styled
            .chain(users)
            .find(has)
            .or_else(|| chain[1..].iter().map(|family| pick(*family, wanted)).find(has))
    }

    fn of_family(&self, family: &str, wanted: Wanted) -> Option<FaceId> {
        let places = || {
            let named = |face: &Face| face.family.eq_ignore_ascii_case(family);
            let place = move |(place, face): (usize, &Face)| named(face).then_some(place);
            self.users.iter().enumerate().filter_map(place)
        };
        let id = |place: usize| FaceId(built_in::COUNT + place as u16);
        let best = places().map(id).find(|id| self.fits(*id, wanted));
        best.or_else(|| places().map(id).next())
            .or_else(|| built_in::named(family).map(|family| pick(family, wanted)))
    }

    /// Whether there is a face of this family.
    pub(crate) fn has_family(&self, family: &str) -> bool {
        let users = self
            .users
            .iter()
            .any(|face| face.family.eq_ignore_ascii_case(family));
        users || built_in::named(family).is_some()
    }

    fn fits(&self, id: FaceId, wanted: Wanted) -> bool {
        let metrics = &self.face(id).metrics;
        metrics.slanted == wanted.italic && (metrics.weight >= 600.0) == wanted.bold
    }

    /// The user's Kai faces: Chinese has no italics, and sets calls in one of these.
    fn kai(&self) -> impl Iterator<Item = FaceId> {
        let users = self.users.iter().zip(built_in::COUNT..);
        users.filter_map(|(face, id)| is_kai(&face.family).then_some(FaceId(id)))
    }

    /// Whether a text has to be told apart by drawing the outlines thicker: bold that the face has
    /// not, and Chinese emphasis where no Kai face is at hand.
    pub(crate) fn is_thickened(&self, id: FaceId, wanted: Wanted, script: Script) -> bool {
        let face = self.face(id);
        let lacks_kai = script == Script::Han && wanted.italic && !is_kai(&face.family);
        face.metrics.weight < 600.0 && (wanted.bold || lacks_kai)
    }

    /// The whole list, for the writer.
    pub(crate) fn into_faces(self) -> Faces {
        Faces(self)
    }
}

fn pick(family: Family, wanted: Wanted) -> FaceId {
    let style = u16::from(wanted.bold) + 2 * u16::from(wanted.italic);
    FaceId(family.first + if family.faces == 4 { style } else { 0 })
}

/// The faces that laid-out pages name.
#[derive(Debug)]
pub struct Faces(Library);

impl Faces {
    /// A face by the id that glyph runs carry.
    pub fn get(&self, id: FaceId) -> &Face {
        self.0.face(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(character: char, script: Script, bold: bool, italic: bool) -> Option<String> {
        let library = Library::new(&Assets::default(), &[]);
        let wanted = Wanted {
            font: Font::Calibri,
            bold,
            italic,
        };
        let id = library.find(wanted, character, script)?;
        Some(library.face(id).name.clone())
    }

    #[test]
    fn every_face_of_the_program_is_readable() {
        for place in 0..built_in::COUNT {
            let face = built_in::face(place);
            assert!(face.is_some_and(|face| face.metrics.ascent > 500.0), "{place}");
        }
    }

    #[test]
    fn the_chain_leads_from_the_house_face_to_the_scripts() {
        assert_eq!(
            chosen('a', Script::Latin, false, false).as_deref(),
            Some("Carlito")
        );
        assert_eq!(
            chosen('Ж', Script::Cyrillic, true, true).as_deref(),
            Some("Carlito-BoldItalic")
        );
        assert_eq!(
            chosen('ق', Script::Arabic, false, true).as_deref(),
            Some("Amiri-Slanted")
        );
        assert_eq!(
            chosen('第', Script::Han, true, false).as_deref(),
            Some("NotoSerifSC-Regular")
        );
        assert_eq!(chosen('\u{E000}', Script::Other, false, false), None);
    }

    #[test]
    fn the_chinese_face_has_the_general_list_and_gb_2312() {
        let has = |character| chosen(character, Script::Han, false, false).is_some();
        // Of the general list's third part, of GB 2312 alone, a sign, and a full-width letter.
        for character in ['𬺓', '丌', '。', 'Ａ'] {
            assert!(has(character), "{character}");
        }
        assert!(!has('國'), "cut away: a font of the user's has it");
    }

    #[test]
    fn a_family_of_the_program_can_be_preferred() {
        let library = Library::new(
            &Assets::default(),
            &["No Such".to_owned(), "liberation serif".to_owned()],
        );
        let wanted = Wanted {
            font: Font::Calibri,
            bold: true,
            italic: false,
        };
        let id = library
            .find(wanted, 'a', Script::Latin)
            .map(|id| library.face(id).name.clone());
        assert_eq!(id.as_deref(), Some("LiberationSerif-Bold"));
        assert!(library.has_family("AMIRI") && !library.has_family("No Such"));
    }

    #[test]
    fn a_single_line_of_twelve_points_is_as_high_as_in_word() {
        let face = Library::new(&Assets::default(), &[]);
        let metrics = &face.face(FaceId(CARLITO.first)).metrics;
        let height = (metrics.ascent + metrics.descent) * 12.0 / 1000.0;
        assert!((height - 14.648).abs() < 0.01, "{height}");
    }
}
