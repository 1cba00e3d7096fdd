//! stub
use crate::model::*;
pub struct Words;
static W: Words = Words;
impl Words {
    pub fn of(_: Language) -> &'static Words {
        &W
    }
    pub fn is_known_call(&self, l: &str, _: &[String]) -> bool {
        [
            "recalling",
            "considering",
            "resolves",
            "noting",
            "aware",
            "recognizing",
        ]
        .contains(&l)
    }
    pub fn starts_with_known_call(&self, l: &str, _: &[String]) -> bool {
        [
            "recalling",
            "considering",
            "resolves",
            "instructs",
            "invites",
            "requests",
            "Instructs",
            "aware",
        ]
        .iter()
        .any(|w| l.starts_with(w))
    }
    pub fn instrument_kind(&self, l: &str) -> Option<InstrumentKind> {
        l.starts_with("RESOLUTION").then_some(InstrumentKind::Resolution)
    }
    pub fn reasons_lead(&self, l: &str) -> Option<usize> {
        l.starts_with("Reasons:").then_some(8)
    }
    pub fn note_lead(&self, l: &str) -> Option<usize> {
        l.starts_with("NOTE").then_some(4)
    }
    pub fn caption_lead(&self, l: &str) -> Option<(CaptionKind, usize)> {
        None
    }
}
