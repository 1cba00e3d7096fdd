//! The languages as Word's proofing tools call them.

use crate::model::Language;
use crate::ooxml::XmlWriter;

/// The language with its country (BCP 47).
pub(super) fn tag(language: Language) -> &'static str {
    match language {
        Language::English => "en-GB",
        Language::French => "fr-FR",
        Language::Spanish => "es-ES",
        Language::Russian => "ru-RU",
        Language::Chinese => "zh-CN",
        Language::Arabic => "ar-SA",
    }
}

/// The language of Latin and Cyrillic letters in a document of this language: in a Chinese or
/// Arabic one they are English names.
fn western(language: Language) -> &'static str {
    match language {
        Language::Chinese | Language::Arabic => tag(Language::English),
        Language::English | Language::French | Language::Spanish | Language::Russian => tag(language),
    }
}

/// `w:lang` with the languages of the three kinds of script (ECMA-376 § 17.3.2.20).
pub(super) fn language(xml: &mut XmlWriter, language: Language) {
    named(xml, "w:lang", language);
}

/// The same under another element's name.
pub(super) fn named(xml: &mut XmlWriter, element: &'static str, language: Language) {
    xml.start(element)
        .attribute("w:val", western(language))
        .attribute("w:eastAsia", tag(Language::Chinese))
        .attribute("w:bidi", tag(Language::Arabic))
        .end();
}
