//! The state of a session, and what each message does to it.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use gen_lsp_types::json_rpc::{Error, Id, RequestObject, ResponseObject};
use gen_lsp_types::{
    CancelParams, DidChangeTextDocumentParams, ErrorCodes, InitializeParams, LspErrorCodes,
    LspNotificationMethod, PublishDiagnosticsNotification, PublishDiagnosticsParams, Uri,
};
use serde_json::{Map, Value, json};

use super::document::Document;
use super::places::Encoding;
use super::session::Session;
use super::surroundings::Surroundings;
use super::wire::{self, Incoming, error};
use super::{capabilities, findings, requests};

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing was agreed on yet.
    New,
    Running,
    /// Only the end may come.
    ShutDown,
    Ended,
}

/// A language server, from the first message of a client to its last.
pub struct Server {
    session: Session,
    stage: Stage,
    /// Whether the session was ended in the right order.
    ended_well: bool,
    /// The process of the client.
    client: Option<u32>,
}

impl Server {
    /// A server that no client has spoken to.
    pub fn new(surroundings: Box<dyn Surroundings>) -> Self {
        Self {
            session: Session::new(surroundings),
            stage: Stage::New,
            ended_well: false,
            client: None,
        }
    }

    /// Takes messages that have come, in their order, and gives those to be sent. What is cancelled by a
    /// later one is not begun.
    pub fn receive<M: AsRef<[u8]>>(&mut self, messages: &[M]) -> Vec<String> {
        let incoming: Vec<Incoming> = messages
            .iter()
            .map(|message| Incoming::read(message.as_ref()))
            .collect();
        let cancelled: BTreeSet<String> = incoming.iter().filter_map(cancelled).collect();
        for message in incoming {
            if self.stage == Stage::Ended {
                break;
            }
            match message {
                Incoming::Request(id, ..) if cancelled.contains(&wire::text(&id)) => {
                    let code = ErrorCodes::from(i32::from(LspErrorCodes::RequestCancelled));
                    let answer = ResponseObject::from_error(id, error(code, "cancelled"));
                    self.session.send(wire::text(&answer));
                }
                Incoming::Request(id, method, params) => self.request(id, &method, params),
                Incoming::Notification(method, params) => {
                    // As with a request: one that fails must not take the next ones with it.
                    let _ = catch_unwind(AssertUnwindSafe(|| self.notification(&method, params)));
                }
                Incoming::Answer => {}
                Incoming::Malformed(answer) => self.session.send(wire::text(&answer)),
            }
        }
        self.session.take_outgoing()
    }

    /// Whether there are findings to be told when no message waits.
    pub fn has_news(&self) -> bool {
        self.session
            .documents
            .values()
            .any(|document| !document.is_told())
    }

    /// Tells what is wrong with the texts that have changed.
    pub fn news(&mut self) -> Vec<String> {
        let Session {
            surroundings,
            encoding,
            documents,
            outgoing,
            ..
        } = &mut self.session;
        for (uri, document) in documents.iter_mut().filter(|(_, document)| !document.is_told()) {
            let uri = Uri(uri.clone());
            let told = catch_unwind(AssertUnwindSafe(|| {
                let analysis = document.analysis(surroundings.as_ref());
                findings::all(analysis, &uri, *encoding)
            }));
            document.set_told();
            let params = PublishDiagnosticsParams {
                uri,
                version: Some(document.version),
                diagnostics: told.unwrap_or_default(),
            };
            outgoing.push(wire::text(&RequestObject::from_notification::<
                PublishDiagnosticsNotification,
            >(params)));
        }
        self.session.take_outgoing()
    }

    /// Whether the client has ended the session; then 0 if it did so in the right order, else 1.
    pub fn exit_code(&self) -> Option<u8> {
        (self.stage == Stage::Ended).then_some(u8::from(!self.ended_well))
    }

    /// The text of an open file as the server has it.
    pub fn text_of(&self, uri: &str) -> Option<&str> {
        self.session.documents.get(uri).map(Document::text)
    }

    /// The process that the server must not outlive, once it is known.
    pub fn client(&self) -> Option<u32> {
        self.client
    }

    fn request(&mut self, id: Id, method: &str, params: Value) {
        // Whatever goes wrong in one request, the next is answered.
        let result = catch_unwind(AssertUnwindSafe(|| self.result(method, params))).unwrap_or_else(|_| {
            Err(error(
                ErrorCodes::InternalError,
                "a fault of the program; please report it",
            ))
        });
        let answer = match result {
            Ok(result) => format!(
                r#"{{"jsonrpc":"2.0","id":{},"result":{result}}}"#,
                wire::text(&id)
            ),
            Err(error) => wire::text(&ResponseObject::from_error(id, error)),
        };
        self.session.send(answer);
    }

    fn result(&mut self, method: &str, params: Value) -> Result<String, Error> {
        match (self.stage, method) {
            (Stage::New, "initialize") => {
                let params: InitializeParams = wire::params(params)?;
                self.stage = Stage::Running;
                Ok(self.initialize(&params).to_string())
            }
            (Stage::New, _) => Err(error(
                ErrorCodes::ServerNotInitialized,
                "`initialize` comes first",
            )),
            // Whatever its parameters: clients send none, null and {}.
            (Stage::Running, "shutdown") => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null.to_string())
            }
            (Stage::Running, _) => requests::answer(&mut self.session, method, params),
            (Stage::ShutDown | Stage::Ended, _) => {
                Err(error(ErrorCodes::InvalidRequest, "the server is shut down"))
            }
        }
    }

    fn initialize(&mut self, params: &InitializeParams) -> Value {
        self.client = params.process_id.and_then(|id| u32::try_from(id).ok());
        let client = &params.capabilities;
        let offered = client.general.as_ref();
        let offered = offered.and_then(|general| general.position_encodings.as_deref());
        self.session.encoding = Encoding::among(offered.unwrap_or_default());
        let window = client.window.as_ref();
        let shows = window.and_then(|window| window.show_document.as_ref());
        self.session.shows_documents = shows.is_some_and(|it| it.support);
        capabilities::all(self.session.encoding)
    }

    fn notification(&mut self, method: &str, params: Value) {
        if method == "exit" {
            self.ended_well = self.stage == Stage::ShutDown;
            self.stage = Stage::Ended;
        }
        if self.stage != Stage::Running {
            return;
        }
        // A notification that makes no sense has nobody to be told of it.
        let _ = match LspNotificationMethod::from(method) {
            LspNotificationMethod::TextDocumentDidOpen => {
                wire::params(params).map(|params: gen_lsp_types::DidOpenTextDocumentParams| {
                    let opened = params.text_document;
                    let document = Document::new(&opened.uri.0, opened.version, opened.text);
                    self.session.documents.insert(opened.uri.0, document);
                })
            }
            LspNotificationMethod::TextDocumentDidChange => self.changed(params),
            LspNotificationMethod::TextDocumentDidClose => {
                wire::params(params).map(|params: gen_lsp_types::DidCloseTextDocumentParams| {
                    self.closed(params.text_document.uri);
                })
            }
            _ => Ok(()),
        };
    }

    fn changed(&mut self, params: Value) -> Result<(), Error> {
        let mut params: Map<String, Value> = wire::params(params)?;
        // Apart from its head, for an edit without a place is of the whole text, and one whose place is
        // wrong must not be taken for it.
        let changes = params.insert("contentChanges".to_owned(), json!([]));
        let head: DidChangeTextDocumentParams = wire::params(Value::Object(params))?;
        let changes = wire::params(changes.unwrap_or_default())?;
        let uri = &head.text_document.text_document_identifier.uri;
        if let Some(document) = self.session.documents.get_mut(&uri.0) {
            document.change(head.text_document.version, changes, self.session.encoding);
        }
        Ok(())
    }

    /// Forgets a text, and takes back what was said of it.
    fn closed(&mut self, uri: Uri) {
        if self.session.documents.remove(&uri.0).is_some() {
            let params = PublishDiagnosticsParams {
                uri,
                version: None,
                diagnostics: Vec::new(),
            };
            self.session.send(wire::text(&RequestObject::from_notification::<
                PublishDiagnosticsNotification,
            >(params)));
        }
    }
}

/// The id of the request that a message takes back, as it is written.
fn cancelled(message: &Incoming) -> Option<String> {
    let Incoming::Notification(method, params) = message else {
        return None;
    };
    let params = (method == "$/cancelRequest").then(|| wire::params::<CancelParams>(params.clone()));
    Some(wire::text(&params?.ok()?.id))
}
