//! What a client and the server have agreed on, the texts that are open, and what is to be sent.

use std::collections::BTreeMap;

use gen_lsp_types::json_rpc::{Id, RequestObject};
use gen_lsp_types::{
    ApplyWorkspaceEditParams, ApplyWorkspaceEditRequest, ShowDocumentParams, ShowDocumentRequest, Uri,
    WorkspaceEdit,
};

use super::analysis::Analysis;
use super::document::Document;
use super::places::{Encoding, Places};
use super::surroundings::Surroundings;
use super::wire;

/// The state of a session.
pub(super) struct Session {
    pub(super) surroundings: Box<dyn Surroundings>,
    pub(super) encoding: Encoding,
    /// The open texts by their addresses.
    pub(super) documents: BTreeMap<String, Document>,
    /// Whether the client can be asked to show a place.
    pub(super) shows_documents: bool,
    pub(super) outgoing: Vec<String>,
    /// How many requests the server itself has made.
    asked: i64,
}

impl Session {
    pub(super) fn new(surroundings: Box<dyn Surroundings>) -> Self {
        Self {
            surroundings,
            encoding: Encoding::default(),
            documents: BTreeMap::new(),
            shows_documents: false,
            outgoing: Vec::new(),
            asked: 0,
        }
    }

    pub(super) fn send(&mut self, message: String) {
        self.outgoing.push(message);
    }

    /// What is to be sent by now.
    pub(super) fn take_outgoing(&mut self) -> Vec<String> {
        std::mem::take(&mut self.outgoing)
    }

    /// Asks something of an open text; there is nothing to say of another.
    pub(super) fn about<T>(
        &self,
        uri: &Uri,
        ask: impl FnOnce(&Analysis, &Places<'_>) -> Option<T>,
    ) -> Option<T> {
        let document = self.documents.get(&uri.0)?;
        let analysis = document.analysis(self.surroundings.as_ref());
        ask(analysis, &analysis.places(self.encoding))
    }

    /// Asks the client to make edits.
    pub(super) fn apply(&mut self, label: &str, edit: WorkspaceEdit) {
        let params = ApplyWorkspaceEditParams {
            label: Some(label.to_owned()),
            edit,
            ..ApplyWorkspaceEditParams::default()
        };
        let id = self.next_id();
        self.send(wire::text(&RequestObject::from_request::<
            ApplyWorkspaceEditRequest,
        >(id, params)));
    }

    /// Asks the client to show a place, if it can.
    pub(super) fn show(&mut self, params: ShowDocumentParams) {
        if self.shows_documents {
            let id = self.next_id();
            self.outgoing
                .push(wire::text(&RequestObject::from_request::<ShowDocumentRequest>(
                    id, params,
                )));
        }
    }

    fn next_id(&mut self) -> Id {
        self.asked += 1;
        Id::String(format!("plenary-{}", self.asked))
    }
}
