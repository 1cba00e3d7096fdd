//! Which request is answered by what.

use gen_lsp_types::json_rpc::Error;
use gen_lsp_types::{
    CodeActionRequest, CompletionList, CompletionRequest, CompletionResponse, DefinitionRequest,
    DocumentFormattingRequest, DocumentHighlightRequest, DocumentLinkRequest,
    DocumentOnTypeFormattingRequest, DocumentRangeFormattingRequest, DocumentSymbolRequest,
    DocumentSymbolResponse, ErrorCodes, ExecuteCommandRequest, FoldingRangeRequest, HoverRequest,
    InlayHintRequest, LspRequestMethod, Position, PrepareRenameRequest, ReferencesRequest, RenameRequest,
    Request, SelectionRangeRequest, SemanticTokensRangeRequest, SemanticTokensRequest,
    TextDocumentPositionParams, Uri, WorkspaceSymbolRequest, WorkspaceSymbolResponse,
};
use serde_json::Value;

use super::session::Session;
use super::wire::{self, error};
use super::{
    actions, commands, completion, folding, formatting, hints, hover, links, outline, rename, selection,
    tokens, typing,
};

/// Reads the parameters of a request and answers it; what is large is written once.
fn on<R: Request>(
    params: Value,
    answer: impl FnOnce(R::Params) -> Result<R::Result, Error>,
) -> Result<String, Error> {
    let result = answer(wire::params(params)?)?;
    serde_json::to_string(&result).map_err(|fault| error(ErrorCodes::InternalError, fault.to_string()))
}

/// A place in a text.
fn at(place: TextDocumentPositionParams) -> (Uri, Position) {
    (place.text_document.uri, place.position)
}

pub(super) fn answer(session: &mut Session, method: &str, params: Value) -> Result<String, Error> {
    let open = &*session;
    match LspRequestMethod::from(method) {
        LspRequestMethod::TextDocumentCompletion => on::<CompletionRequest>(params, |params| {
            let (uri, position) = at(params.text_document_position_params);
            Ok(open.about(&uri, |analysis, places| {
                let items = completion::items(analysis, places, position);
                Some(CompletionResponse::CompletionList(CompletionList {
                    // What is left out comes when more is written.
                    is_incomplete: items.len() >= completion::MOST,
                    items,
                    ..CompletionList::default()
                }))
            }))
        }),
        LspRequestMethod::TextDocumentHover => on::<HoverRequest>(params, |params| {
            let (uri, position) = at(params.text_document_position_params);
            Ok(open.about(&uri, |analysis, places| hover::hover(analysis, places, position)))
        }),
        LspRequestMethod::TextDocumentDefinition => on::<DefinitionRequest>(params, |params| {
            let (uri, position) = at(params.text_document_position_params);
            Ok(open.about(&uri, |analysis, places| {
                rename::definition(analysis, places, &uri, position)
            }))
        }),
        LspRequestMethod::TextDocumentReferences => on::<ReferencesRequest>(params, |params| {
            let (uri, position) = at(params.text_document_position_params);
            let all = params.context.include_declaration;
            Ok(open.about(&uri, |analysis, places| {
                rename::references(analysis, places, &uri, position, all)
            }))
        }),
        LspRequestMethod::TextDocumentDocumentHighlight => on::<DocumentHighlightRequest>(params, |params| {
            let (uri, position) = at(params.text_document_position_params);
            Ok(open.about(&uri, |analysis, places| {
                rename::highlights(analysis, places, position)
            }))
        }),
        LspRequestMethod::TextDocumentPrepareRename => on::<PrepareRenameRequest>(params, |params| {
            let (uri, position) = at(params.text_document_position_params);
            Ok(open.about(&uri, |analysis, places| {
                rename::prepare(analysis, places, position)
            }))
        }),
        LspRequestMethod::TextDocumentRename => on::<RenameRequest>(params, |params| {
            let (uri, position) = at(params.text_document_position_params);
            let edit = open.about(&uri, |analysis, places| {
                Some(rename::rename(analysis, places, &uri, position, &params.new_name))
            });
            edit.unwrap_or(Ok(None))
        }),
        _ => answer_about_texts(session, method, params),
    }
}

/// The requests that are about no one place of a text.
fn answer_about_texts(session: &mut Session, method: &str, params: Value) -> Result<String, Error> {
    let open = &*session;
    match LspRequestMethod::from(method) {
        LspRequestMethod::TextDocumentDocumentSymbol => on::<DocumentSymbolRequest>(params, |params| {
            Ok(open.about(&params.text_document.uri, |analysis, places| {
                Some(DocumentSymbolResponse::DocumentSymbolList(outline::symbols(
                    analysis, places,
                )))
            }))
        }),
        LspRequestMethod::WorkspaceSymbol => on::<WorkspaceSymbolRequest>(params, |params| {
            let found = open.documents.keys().filter_map(|uri| {
                let uri = Uri(uri.clone());
                open.about(&uri, |analysis, places| {
                    Some(outline::found(analysis, places, &uri, &params.query))
                })
            });
            Ok(Some(WorkspaceSymbolResponse::WorkspaceSymbolList(
                found.flatten().collect(),
            )))
        }),
        LspRequestMethod::TextDocumentCodeAction => on::<CodeActionRequest>(params, |params| {
            let uri = params.text_document.uri;
            let only = params.context.only.as_deref();
            Ok(open.about(&uri, |analysis, places| {
                Some(actions::actions(analysis, places, &uri, params.range, only))
            }))
        }),
        LspRequestMethod::WorkspaceExecuteCommand => {
            on::<ExecuteCommandRequest>(params, |params| commands::execute(session, params))
        }
        LspRequestMethod::TextDocumentFormatting => on::<DocumentFormattingRequest>(params, |params| {
            Ok(open.about(&params.text_document.uri, formatting::whole))
        }),
        LspRequestMethod::TextDocumentRangeFormatting => {
            on::<DocumentRangeFormattingRequest>(params, |params| {
                Ok(open.about(&params.text_document.uri, |analysis, places| {
                    formatting::range(analysis, places, params.range)
                }))
            })
        }
        LspRequestMethod::TextDocumentOnTypeFormatting => {
            on::<DocumentOnTypeFormattingRequest>(params, |params| {
                Ok(open.about(&params.text_document.uri, |analysis, places| {
                    typing::behind_line_end(analysis, places, params.position)
                }))
            })
        }
        LspRequestMethod::TextDocumentSemanticTokensFull => on::<SemanticTokensRequest>(params, |params| {
            Ok(open.about(&params.text_document.uri, |analysis, places| {
                Some(tokens::tokens(analysis, places, &(0..analysis.text().len())))
            }))
        }),
        LspRequestMethod::TextDocumentSemanticTokensRange => {
            on::<SemanticTokensRangeRequest>(params, |params| {
                Ok(open.about(&params.text_document.uri, |analysis, places| {
                    Some(tokens::tokens(analysis, places, &places.bytes(params.range)))
                }))
            })
        }
        LspRequestMethod::TextDocumentFoldingRange => on::<FoldingRangeRequest>(params, |params| {
            Ok(open.about(&params.text_document.uri, |analysis, places| {
                Some(folding::ranges(analysis, places))
            }))
        }),
        LspRequestMethod::TextDocumentSelectionRange => on::<SelectionRangeRequest>(params, |params| {
            Ok(open.about(&params.text_document.uri, |analysis, places| {
                Some(selection::ranges(analysis, places, &params.positions))
            }))
        }),
        LspRequestMethod::TextDocumentInlayHint => on::<InlayHintRequest>(params, |params| {
            Ok(open.about(&params.text_document.uri, |analysis, places| {
                Some(hints::hints(analysis, places, params.range))
            }))
        }),
        LspRequestMethod::TextDocumentDocumentLink => on::<DocumentLinkRequest>(params, |params| {
            let uri = params.text_document.uri;
            Ok(open.about(&uri, |analysis, places| {
                Some(links::links(analysis, places, &uri))
            }))
        }),
        _ => {
            let message = format!("the server has no method `{method}`");
            Err(error(ErrorCodes::MethodNotFound, message))
        }
    }
}
