//! Drawings of Windows: how large they are. Their records are left to Word.

use super::emu;

/// Where a file does not say how large it is: ten centimetres by six.
const UNSAID: [u64; 2] = [3_600_000, 2_160_000];
/// No drawing is larger than this on either side, in EMU: 2 m.
const LARGEST: u64 = 2 * emu::METRE;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Metafile {
    /// Whether it is of the newer kind (EMF).
    pub(super) is_enhanced: bool,
    /// Across and down, in EMU.
    pub(super) size: [u64; 2],
}

/// Reads a file; nothing where it is no metafile.
pub(super) fn read(bytes: &[u8]) -> Option<Metafile> {
    emf(bytes).or_else(|| placeable(bytes)).or_else(|| plain(bytes))
}

fn metafile(is_enhanced: bool, size: [u64; 2]) -> Option<Metafile> {
    let is_sound = size.iter().all(|side| (1..=LARGEST).contains(side));
    is_sound.then_some(Metafile { is_enhanced, size })
}

/// MS-EMF § 2.3.4.2: a header record whose frame is in hundredths of a millimetre.
fn emf(bytes: &[u8]) -> Option<Metafile> {
    let number = |at: usize| Some(i32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let size = usize::try_from(number(48)?).ok()?;
    if number(0)? != 1 || bytes.get(40..44)? != b" EMF" || size > bytes.len() {
        return None;
    }
    let side = |from: usize, to: usize| {
        let length = i64::from(number(to)?) - i64::from(number(from)?);
        Some(u64::try_from(length).ok()? * (emu::METRE / 100_000))
    };
    metafile(true, [side(24, 32)?, side(28, 36)?])
}

/// MS-WMF § 2.3.2.3: a box, and so many of its units in an inch.
fn placeable(bytes: &[u8]) -> Option<Metafile> {
    let number = |at: usize| {
        Some(i64::from(i16::from_le_bytes(
            bytes.get(at..at + 2)?.try_into().ok()?,
        )))
    };
    let rest = bytes.strip_prefix(b"\xD7\xCD\xC6\x9A")?;
    plain(rest.get(18..)?)?;
    let units = u64::try_from(number(14)?).ok().filter(|units| *units > 0)?;
    let side = |from, to| Some(number(to)?.abs_diff(number(from)?) * emu::INCH / units);
    metafile(false, [side(6, 10)?, side(8, 12)?])
}

/// MS-WMF § 2.3.2.2: a header of nine words.
fn plain(bytes: &[u8]) -> Option<Metafile> {
    let is_header = matches!(bytes.get(..4)?, [1 | 2, 0, 9, 0]) && matches!(bytes.get(4..6)?, [0, 1 | 3]);
    is_header.then_some(())?;
    metafile(false, UNSAID)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enhanced_metafile_says_its_size_in_hundredths_of_a_millimetre() {
        let mut file = vec![0; 108];
        file[0] = 1;
        file[32..36].copy_from_slice(&5_000_i32.to_le_bytes());
        file[36..40].copy_from_slice(&2_500_i32.to_le_bytes());
        file[40..44].copy_from_slice(b" EMF");
        file[48..52].copy_from_slice(&108_i32.to_le_bytes());
        let read = read(&file).expect("a drawing");
        assert_eq!((read.is_enhanced, read.size), (true, [1_800_000, 900_000]));
        assert_eq!(super::read(&file[..100]), None, "cut short");
        file[32..36].copy_from_slice(&i32::MIN.to_le_bytes());
        assert_eq!(super::read(&file), None, "no size");
    }

    #[test]
    fn a_metafile_may_say_its_size_in_units_of_its_own() {
        let header = [1, 0, 9, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(read(&header).map(|it| it.size), Some(UNSAID));
        let mut file = b"\xD7\xCD\xC6\x9A".to_vec();
        for number in [0_i16, 0, 0, 1440, 720, 1440, 0, 0, 0] {
            file.extend(number.to_le_bytes());
        }
        file.extend(header);
        let read = read(&file).expect("a drawing");
        assert_eq!((read.is_enhanced, read.size), (false, [914_400, 457_200]));
        assert_eq!(super::read(b"no picture at all"), None);
    }
}
