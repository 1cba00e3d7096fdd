//! The server of the live page, on the loopback address alone. Whoever does not know the token, or comes
//! from another page, gets the same answer whatever is asked.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde::Deserialize;

use super::http::{self, Answer, Request, Status};
use super::review;
use super::store::{Document, News, Store};
use plenary::revision::Verdict;

/// So many connections at a time, and so many of them that wait for news.
const MOST: usize = 64;
const MOST_PAGES: usize = 24;

/// So often a page that waits hears something, so that one that is gone is noticed.
const BEAT: Duration = Duration::from_secs(10);

/// How long what a refused client still sends is taken, so that it reads why.
const DRAIN: Duration = Duration::from_millis(200);

pub(super) struct Server {
    listener: TcpListener,
    port: u16,
    token: String,
    store: Arc<Store>,
    connections: AtomicUsize,
    pages: AtomicUsize,
}

/// One more of something, until it is dropped.
struct Slot<'s>(&'s AtomicUsize);

impl<'s> Slot<'s> {
    fn of(count: &'s AtomicUsize, most: usize) -> Option<Self> {
        let taken = count.fetch_add(1, Ordering::SeqCst);
        let slot = Self(count);
        (taken < most).then_some(slot)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What a page asks to be done.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    doc: usize,
    version: u64,
    #[serde(default)]
    number: usize,
    #[serde(default)]
    words: String,
}

impl Server {
    /// Takes a port: this one, or any that is free.
    pub(super) fn new(port: Option<u16>, store: Arc<Store>) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))?;
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok(Self {
            port: listener.local_addr()?.port(),
            listener,
            token: bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
            store,
            connections: AtomicUsize::new(0),
            pages: AtomicUsize::new(0),
        })
    }

    /// Where the page is.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// Answers until the program ends.
    pub(super) fn run(self) {
        let server = Arc::new(self);
        for stream in server.listener.incoming() {
            let Ok(mut stream) = stream else {
                // Too many are open: some will close.
                std::thread::sleep(Duration::from_millis(20));
                continue;
            };
            if server.connections.load(Ordering::SeqCst) >= MOST {
                let _ = Answer::of(Status::Busy, "busy\n").write(&mut stream);
                continue;
            }
            let server = Arc::clone(&server);
            // Where no thread is to be had, the connection is closed.
            let _ = std::thread::Builder::new().spawn(move || server.serve(stream));
        }
    }

    fn serve(&self, mut stream: TcpStream) {
        let Some(_slot) = Slot::of(&self.connections, MOST) else {
            return;
        };
        let answer = match http::read(&mut stream) {
            Ok(request) => match self.answer(&request, &mut stream) {
                Some(answer) => answer,
                None => return,
            },
            Err(Some(status)) => Answer::of(status, "refused\n"),
            Err(None) => return,
        };
        let _ = answer.write(&mut stream);
        // What is left unread would take the answer away again.
        let _ = stream.set_read_timeout(Some(DRAIN));
        let mut rest = [0; 4096];
        for _ in 0..16 {
            match std::io::Read::read(&mut stream, &mut rest) {
                Ok(0) | Err(_) => break,
                Ok(_) => {}
            }
        }
    }

    /// The answer; none where it was given already.
    fn answer(&self, request: &Request, stream: &mut TcpStream) -> Option<Answer> {
        if !self.is_own(request) {
            return Some(Answer::of(Status::Forbidden, "forbidden\n"));
        }
        let inside = request
            .path
            .strip_prefix('/')
            .and_then(|path| path.split_once('/'));
        let Some(name) = inside
            .filter(|(token, _)| self.is_token(token))
            .map(|(_, name)| name)
        else {
            return Some(Answer::of(Status::NotFound, "not found\n"));
        };
        match request.method.as_str() {
            "GET" => self.get(name, request, stream),
            "POST" => Some(self.post(name, request)),
            _ => Some(Answer::of(Status::Method, "method not allowed\n")),
        }
    }

    /// Whether a request comes from a page of this server, or from the address line.
    fn is_own(&self, request: &Request) -> bool {
        let Some(host) = request.field("host") else {
            return false;
        };
        let names = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        let origin = match (request.has("origin"), request.field("origin")) {
            (false, _) => request.method == "GET",
            (true, origin) => origin.is_some_and(|origin| origin == format!("http://{host}")),
        };
        let site = match (request.has("sec-fetch-site"), request.field("sec-fetch-site")) {
            (false, _) => true,
            (true, Some("same-origin")) => true,
            (true, Some("none")) => request.method == "GET",
            (true, _) => false,
        };
        names.iter().any(|name| name == host) && origin && site
    }

    /// Compares in a time that says nothing about the token.
    fn is_token(&self, text: &str) -> bool {
        let pairs = text.bytes().zip(self.token.bytes());
        text.len() == self.token.len() && pairs.fold(0, |differs, (one, other)| differs | (one ^ other)) == 0
    }

    fn get(&self, name: &str, request: &Request, stream: &mut TcpStream) -> Option<Answer> {
        let fixed = |kind, text: &str| {
            Some(Answer {
                status: Status::Fine,
                kind,
                body: text.as_bytes().to_vec(),
            })
        };
        match name {
            "" => fixed("text/html; charset=utf-8", include_str!("page.html")),
            "page.js" => fixed("text/javascript; charset=utf-8", include_str!("page.js")),
            "page.css" => fixed("text/css; charset=utf-8", include_str!("page.css")),
            "documents" => fixed("application/json", &self.names()),
            "events" => match self.document(request.number("doc")) {
                Some(document) => {
                    self.events(document, stream);
                    None
                }
                None => Some(Answer::of(Status::NotFound, "not found\n")),
            },
            "pages.pdf" => Some(match self.document(request.number("doc")).map(Document::pdf) {
                Some(Ok(pdf)) => Answer {
                    status: Status::Fine,
                    kind: "application/pdf",
                    body: pdf.to_vec(),
                },
                Some(Err(why)) => Answer::of(Status::Conflict, &why),
                None => Answer::of(Status::NotFound, "not found\n"),
            }),
            _ => Some(Answer::of(Status::NotFound, "not found\n")),
        }
    }

    fn names(&self) -> String {
        let names = self
            .store
            .documents
            .iter()
            .map(|document| document.path.display().to_string());
        serde_json::to_string(&names.collect::<Vec<_>>()).unwrap_or_default()
    }

    fn document(&self, number: Option<usize>) -> Option<&Document> {
        self.store.documents.get(number?)
    }

    /// Sends news until the page is closed.
    fn events(&self, document: &Document, stream: &mut TcpStream) {
        let Some(_page) = Slot::of(&self.pages, MOST_PAGES) else {
            let _ = Answer::of(Status::Busy, "too many pages are open\n").write(stream);
            return;
        };
        if http::begin_events(stream).is_err() {
            return;
        }
        let mut shown = 0;
        loop {
            let sent = match document.news(shown, BEAT) {
                News::Patch(version, patch) => {
                    shown = version;
                    http::event(stream, "patch", &patch)
                }
                News::Full(version, full) => {
                    shown = version;
                    http::event(stream, "full", &full)
                }
                News::Fault(version, fault) => {
                    shown = version;
                    let fault = serde_json::to_string(&fault).unwrap_or_default();
                    http::event(stream, "fault", &fault)
                }
                News::Nothing => http::event(stream, "beat", "0"),
            };
            if sent.is_err() {
                return;
            }
        }
    }

    fn post(&self, name: &str, request: &Request) -> Answer {
        // No form of another page can say these.
        let is_json = request.field("content-type") == Some("application/json");
        let has_token = request
            .field("x-plenary-token")
            .is_some_and(|token| self.is_token(token));
        if !is_json || !has_token {
            return Answer::of(Status::Forbidden, "forbidden\n");
        }
        let Ok(asked) = serde_json::from_slice::<Asked>(&request.body) else {
            return Answer::of(Status::Bad, "refused\n");
        };
        let Some(document) = self.document(Some(asked.doc)) else {
            return Answer::of(Status::NotFound, "not found\n");
        };
        let done = self
            .store
            .edit(document, asked.version, |state, undo, path| match name {
                "accept" => review::decide(state, undo, path, asked.number, Verdict::Accept),
                "reject" => review::decide(state, undo, path, asked.number, Verdict::Reject),
                "comment" => review::comment(state, undo, path, asked.number, &asked.words),
                "undo" => review::undo(state, undo, path),
                _ => Err("there is no such command".to_owned()),
            });
        match done {
            Ok(()) => Answer::of(Status::Fine, "done\n"),
            Err(why) => Answer::of(Status::Conflict, &why),
        }
    }
}
