//! The outputs of one document. Its pages are set once, for the PDF and for the page numbers in the
//! contents of a Word file.

use std::collections::BTreeMap;
#[cfg(feature = "pdf")]
use std::sync::Mutex;

use super::{Compiled, Format, OutputOptions};
#[cfg(feature = "pdf")]
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Findings;
use crate::house::House;
use crate::layout::Flow;
use crate::model::View;
use crate::output::{self, Assets};
#[cfg(feature = "pdf")]
use crate::typeset::TypesetOptions;

/// What is to be written of a document.
pub struct Outputs<'c> {
    compiled: &'c Compiled,
    options: OutputOptions,
    assets: &'c Assets,
    house: House,
    /// The pages that bookmarks stand on, where a Word file has contents.
    bookmarks: BTreeMap<String, usize>,
    /// The pages that were set for the bookmarks, until the PDF takes them.
    #[cfg(feature = "pdf")]
    set: Mutex<Option<output::pdf::Set>>,
}

impl<'c> Outputs<'c> {
    pub(super) fn new(
        compiled: &'c Compiled,
        formats: &[Format],
        options: OutputOptions,
        assets: &'c Assets,
    ) -> Self {
        let mut outputs = Self {
            compiled,
            options,
            assets,
            house: compiled.house(),
            bookmarks: BTreeMap::new(),
            #[cfg(feature = "pdf")]
            set: Mutex::default(),
        };
        outputs.number_contents(formats);
        outputs
    }

    /// Finds the pages of contents in a Word file. What keeps them from being set is the PDF's to
    /// say: a Word file has its lines without numbers then, and Word counts.
    #[cfg(all(feature = "docx", feature = "pdf"))]
    fn number_contents(&mut self, formats: &[Format]) {
        let is_wanted = formats.contains(&Format::Docx)
            && crate::layout::may_have_contents(&self.compiled.document)
            && self.flow(self.options.view).contents.is_some();
        if !is_wanted {
            return;
        }
        let Ok(set) = self.set() else { return };
        self.bookmarks = set.bookmarks();
        if formats.contains(&Format::Pdf) {
            self.set = Mutex::new(Some(set));
        }
    }

    #[cfg(not(all(feature = "docx", feature = "pdf")))]
    fn number_contents(&mut self, _: &[Format]) {}

    /// Writes one of them.
    ///
    /// # Errors
    ///
    /// What only an output can find: a picture that is not at hand, a character that no font has.
    pub fn write(&self, format: Format) -> Result<Vec<u8>, Findings> {
        let Self {
            compiled, options, ..
        } = self;
        match format {
            #[cfg(feature = "docx")]
            Format::Docx => {
                let wanted = output::docx::DocxOptions {
                    source: compiled.carried_source(*options),
                    pages: Some(&self.bookmarks),
                };
                let flow = self.flow(options.view);
                Ok(output::docx::write(&flow, &self.house, self.assets, &wanted)?)
            }
            Format::Html => {
                let mut flows = vec![self.flow(options.view)];
                if options.view == View::Markup {
                    flows.extend([self.flow(View::Original), self.flow(View::Final)]);
                }
                Ok(output::html::write(&flows, &self.house, self.assets).into_bytes())
            }
            Format::Text => Ok(output::text::write(&self.flow(options.view)).into_bytes()),
            Format::Json => {
                let json = output::json::write(&compiled.document, &compiled.meaning, options.view);
                Ok(json.into_bytes())
            }
            #[cfg(feature = "pdf")]
            Format::Pdf => self.write_pdf(),
        }
    }

    fn flow(&self, view: View) -> Flow {
        self.compiled.flow(&self.house, view, self.options)
    }

    #[cfg(feature = "pdf")]
    fn write_pdf(&self) -> Result<Vec<u8>, Findings> {
        let set = self.set.lock().ok().and_then(|mut set| set.take());
        let set = match set {
            Some(set) => set,
            None => self.set().map_err(|found| {
                let found = found.into_iter().map(|it| self.compiled.at_its_character(it));
                let mut found: Vec<Diagnostic> = found.collect();
                found.sort_by_key(|it| it.span().start);
                Findings::from(found)
            })?,
        };
        let source = self.compiled.carried_source(self.options);
        // The same source gives the same bytes, whatever its file is called.
        Ok(set.write(source.map(|source| ("source.plen", source))))
    }

    /// Sets the document as pages.
    #[cfg(feature = "pdf")]
    fn set(&self) -> Result<output::pdf::Set, Vec<Diagnostic>> {
        let OutputOptions { view, changes, .. } = self.options;
        // The final text with bars is made from the markup, which knows where changes are.
        let simple = changes == output::Changes::Simple && view == View::Final;
        let mut flow = self.flow(if simple { View::Markup } else { view });
        if simple {
            flow = flow.anonymous(self.flow(View::Final).metadata);
        }
        let fonts = self.compiled.families();
        let wanted = TypesetOptions {
            changes,
            fonts: &fonts,
        };
        output::pdf::set(&flow, &self.house, self.assets, &wanted)
    }
}

impl Compiled {
    /// The page of the document in its pieces, for those who show it while it is written.
    pub fn live_page(&self, assets: &Assets) -> output::html::Live {
        let house = self.house();
        let flows = [View::Markup, View::Original, View::Final]
            .map(|view| self.flow(&house, view, OutputOptions::default()));
        output::html::live(&flows, &house, assets)
    }
}
