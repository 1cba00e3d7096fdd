//! Why a file is not imported.

use std::fmt;

use crate::ooxml::ArchiveFault;

/// Why a file is not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// It is no Word file.
    NoPackage,
    /// It is protected by a password.
    Encrypted,
    /// It is of Word before 2007.
    Old,
    /// It has no document in it: a package of another program.
    NoDocument,
    /// Its document is no well-formed XML.
    Malformed,
    /// Its elements are nested deeper than in any document.
    TooDeep,
    /// It is larger, unpacked, than any document.
    TooLarge,
    /// It is damaged.
    Damaged,
}

impl Refusal {
    /// What may help.
    pub fn help(self) -> &'static str {
        match self {
            Self::NoPackage | Self::NoDocument => "give a file that Word saved as .docx",
            Self::Encrypted => "open it in Word, take the password off and save it as .docx",
            Self::Old => "open it in Word and save it as .docx",
            Self::Malformed | Self::Damaged => "let Word open and repair it, and save it anew",
            Self::TooDeep | Self::TooLarge => "save it anew as .docx, in parts if need be",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoPackage => "is no Word file",
            Self::Encrypted => "is protected by a password",
            Self::Old => "is a file of Word before 2007",
            Self::NoDocument => "has no Word document in it",
            Self::Malformed => "is damaged: its document is no well-formed XML",
            Self::TooDeep => "is nested deeper than any document",
            Self::TooLarge => "is larger, unpacked, than any document",
            Self::Damaged => "is damaged",
        })
    }
}

impl std::error::Error for Refusal {}

impl From<ArchiveFault> for Refusal {
    fn from(fault: ArchiveFault) -> Self {
        match fault {
            ArchiveFault::NoPackage => Self::NoPackage,
            ArchiveFault::TooManyParts | ArchiveFault::TooLarge => Self::TooLarge,
            ArchiveFault::Damaged => Self::Damaged,
        }
    }
}

/// How a file of Word before 2007, or one with a password, begins (MS-CFB § 2.2).
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What a file is that is no package.
pub(super) fn of_other(file: &[u8]) -> Option<Refusal> {
    if !file.starts_with(&COMPOUND) {
        return None;
    }
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let is_encrypted = file.windows(name.len()).any(|piece| piece == name);
    Some(if is_encrypted {
        Refusal::Encrypted
    } else {
        Refusal::Old
    })
}
