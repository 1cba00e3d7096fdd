//! Messages as they come and go: JSON-RPC 2.0.

use gen_lsp_types::json_rpc::{Error, Id, RequestObject, ResponseObject};
use gen_lsp_types::{ErrorCodes, LspErrorCodes};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a client sends.
#[derive(Debug)]
pub(super) enum Incoming {
    /// It waits for an answer.
    Request(Id, String, Value),
    /// It waits for none.
    Notification(String, Value),
    /// It answers a request of the server.
    Answer,
    /// It is no message; what is to be said to that.
    Malformed(Box<ResponseObject>),
}

impl Incoming {
    pub(super) fn read(message: &[u8]) -> Self {
        let value: Value = match serde_json::from_slice(message) {
            Ok(value) => value,
            Err(fault) => return Self::malformed(ErrorCodes::ParseError, format!("not JSON: {fault}")),
        };
        let is_answer = value.get("method").is_none()
            && value.get("id").is_some()
            && (value.get("result").is_some() || value.get("error").is_some());
        if is_answer {
            return Self::Answer;
        }
        match serde_json::from_value::<RequestObject>(value) {
            Ok(request) => {
                let (method, id, params) = request.into_parts();
                let params = params.unwrap_or_default();
                match id {
                    Some(id) => Self::Request(id, method, params),
                    None => Self::Notification(method, params),
                }
            }
            Err(fault) => Self::malformed(
                ErrorCodes::InvalidRequest,
                format!("no request of JSON-RPC 2.0: {fault}"),
            ),
        }
    }

    fn malformed(code: ErrorCodes, message: String) -> Self {
        Self::Malformed(Box::new(ResponseObject::from_error(
            Id::Null,
            error(code, message),
        )))
    }
}

/// An error to answer with.
pub(super) fn error(code: ErrorCodes, message: impl Into<String>) -> Error {
    Error {
        code,
        message: message.into(),
        data: None,
    }
}

/// What cannot be done with a text as it is, in drafting words.
pub(super) fn refused(message: impl Into<String>) -> Error {
    error(ErrorCodes::from(i32::from(LspErrorCodes::RequestFailed)), message)
}

/// The parameters of a request or notification.
pub(super) fn params<P: DeserializeOwned>(value: Value) -> Result<P, Error> {
    serde_json::from_value(value).map_err(|fault| {
        error(
            ErrorCodes::InvalidParams,
            format!("parameters of another form: {fault}"),
        )
    })
}

/// A message as it is sent.
pub(super) fn text(message: &impl serde::Serialize) -> String {
    serde_json::to_string(message).unwrap_or_default()
}
