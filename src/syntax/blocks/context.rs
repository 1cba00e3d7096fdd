//! Where in a document a block stands: what may come there and what it then means.

use crate::model::InstrumentKind;

/// What has come so far.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Whether the instrument at hand has calls.
    has_calls: bool,
    /// Whether the opening formula may still come: after the number line or title.
    formula: bool,
    /// Whether the last block was a title.
    after_title: bool,
    /// Whether `Reasons:` or the closing rule has ended the instrument's text.
    ended: bool,
    /// Whether a section heading has come since the last call.
    sectioned: bool,
    /// Whether the instrument at hand has had a call, and a paragraph that begins like one.
    called: bool,
    called_inline: bool,
    /// Whether no number line or proposal mark has come.
    fragment: bool,
}

impl Context {
    /// Before the first number line, in a part of a resolution perhaps: only known phrases on
    /// lines of their own are calls.
    pub(super) fn fragment() -> Self {
        Self {
            has_calls: true,
            fragment: true,
            ..Self::default()
        }
    }

    /// Whether a line can be a call here.
    pub(super) fn allows_calls(&self) -> bool {
        self.has_calls && !self.ended
    }

    /// Whether only known phrases are calls here.
    pub(super) fn wants_known_calls(&self) -> bool {
        self.sectioned || self.fragment
    }

    /// Whether a paragraph here is the opening formula.
    pub(super) fn expects_formula(&self) -> bool {
        self.has_calls && self.formula && !self.ended
    }

    /// Whether a line in parentheses here is the place and date.
    pub(super) fn is_after_title(&self) -> bool {
        self.after_title
    }

    pub(super) fn number_line(&mut self, kind: InstrumentKind) {
        self.after_title = false;
        if kind.is_division() {
            self.sectioned = true;
            return;
        }
        *self = Self {
            has_calls: kind.has_calls(),
            formula: true,
            ..Self::default()
        };
    }

    pub(super) fn title(&mut self) {
        self.after_title = true;
    }

    pub(super) fn heading(&mut self) {
        self.after_title = false;
        self.sectioned = true;
    }

    pub(super) fn place_date(&mut self) {
        self.after_title = false;
    }

    pub(super) fn call(&mut self) {
        self.after_title = false;
        self.formula = false;
        self.sectioned = false;
        self.called = true;
    }

    /// Takes a paragraph that begins with a call phrase; says whether it is worth a finding.
    pub(super) fn inline_call(&mut self) -> bool {
        let known = std::mem::replace(&mut self.called_inline, true);
        !self.fragment && (self.called || !known)
    }

    /// Any text of the instrument.
    pub(super) fn text(&mut self) {
        self.after_title = false;
        self.formula = false;
    }

    pub(super) fn proposal(&mut self) {
        *self = Self::default();
    }

    pub(super) fn reasons(&mut self) {
        self.after_title = false;
        self.ended = true;
    }

    pub(super) fn rule(&mut self) {
        self.after_title = false;
        self.ended = true;
    }
}
