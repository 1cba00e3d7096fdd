//! Requests read and answers written: HTTP/1.1, one request a connection, each of bounded size and time.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A request must be here whole within this time, and its answer taken.
const TIME: Duration = Duration::from_secs(5);

/// The line of the request and its fields have so many bytes at most, and what it sends so many.
const LARGEST_HEAD: usize = 16 << 10;
const LARGEST_BODY: usize = 64 << 10;

/// What a browser asks for.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    /// Without what stands behind `?`.
    pub(super) path: String,
    pub(super) query: String,
    fields: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// The value of a field that stands once; none where it stands twice.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let mut values = self.fields.iter().filter(|(field, _)| field == name);
        let value = values.next().map(|(_, value)| value.as_str());
        value.filter(|_| values.next().is_none())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// A number in the query: `doc=3`.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name)?.1.parse().ok()
    }
}

/// How an answer begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Fine,
    Bad,
    Forbidden,
    NotFound,
    Method,
    Conflict,
    TooLarge,
    HeadTooLarge,
    Busy,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Fine => "200 OK",
            Self::Bad => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::Method => "405 Method Not Allowed",
            Self::Conflict => "409 Conflict",
            Self::TooLarge => "413 Content Too Large",
            Self::HeadTooLarge => "431 Request Header Fields Too Large",
            Self::Busy => "503 Service Unavailable",
        }
    }
}

/// Reads a request; none where the connection ends or takes too long.
pub(super) fn read(stream: &mut TcpStream) -> Result<Request, Option<Status>> {
    let until = Instant::now() + TIME;
    let mut bytes = Vec::new();
    let mut from: usize = 0;
    let end = loop {
        if let Some(at) = bytes[from..].windows(4).position(|four| four == b"\r\n\r\n") {
            break from + at + 4;
        }
        if bytes.len() > LARGEST_HEAD {
            return Err(Some(Status::HeadTooLarge));
        }
        // The end may have come in parts.
        from = bytes.len().saturating_sub(3);
        more(stream, &mut bytes, until)?;
    };
    if end > LARGEST_HEAD {
        return Err(Some(Status::HeadTooLarge));
    }
    let mut request = head(&bytes[..end]).ok_or(Some(Status::Bad))?;
    if request.has("transfer-encoding") {
        return Err(Some(Status::Bad));
    }
    let length = match (request.has("content-length"), request.field("content-length")) {
        (false, _) => 0,
        (true, Some(length)) if length.bytes().all(|byte| byte.is_ascii_digit()) && !length.is_empty() => {
            length.parse::<usize>().map_err(|_| Some(Status::TooLarge))?
        }
        (true, _) => return Err(Some(Status::Bad)),
    };
    if length > LARGEST_BODY {
        return Err(Some(Status::TooLarge));
    }
    let mut body = bytes.split_off(end);
    while body.len() < length {
        more(stream, &mut body, until)?;
    }
    body.truncate(length);
    request.body = body;
    Ok(request)
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>, until: Instant) -> Result<(), Option<Status>> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(None);
    }
    stream.set_read_timeout(Some(left)).map_err(|_| None)?;
    let mut part = [0; 4096];
    match stream.read(&mut part) {
        Ok(0) | Err(_) => Err(None),
        Ok(count) => {
            bytes.extend_from_slice(&part[..count]);
            Ok(())
        }
    }
}

fn head(bytes: &[u8]) -> Option<Request> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.trim_end_matches("\r\n").split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || !matches!(version, "HTTP/1.1" | "HTTP/1.0") || !target.starts_with('/') {
        return None;
    }
    let mut fields = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_name {
            return None;
        }
        fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Some(Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        fields,
        body: Vec::new(),
    })
}

/// An answer.
pub(super) struct Answer {
    pub(super) status: Status,
    pub(super) kind: &'static str,
    pub(super) body: Vec<u8>,
}

/// What the page may do: load what this server has under its token, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
                      frame-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ";

impl Answer {
    pub(super) fn of(status: Status, text: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: text.as_bytes().to_vec(),
        }
    }

    pub(super) fn write(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.set_write_timeout(Some(TIME))?;
        let head = fields(self.status, self.kind, Some(self.body.len()));
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()?;
        stream.shutdown(std::net::Shutdown::Write)
    }
}

/// Begins an answer that goes on as long as the page is open.
pub(super) fn begin_events(stream: &mut TcpStream) -> io::Result<()> {
    stream.set_write_timeout(Some(TIME))?;
    stream.set_nodelay(true)?;
    stream.write_all(fields(Status::Fine, "text/event-stream", None).as_bytes())
}

/// One event; `data` is JSON, which has no line end.
pub(super) fn event(stream: &mut TcpStream, name: &str, data: &str) -> io::Result<()> {
    stream.write_all(format!("event: {name}\ndata: {data}\n\n").as_bytes())?;
    stream.flush()
}

fn fields(status: Status, kind: &str, length: Option<usize>) -> String {
    // The pages stand in a frame of this page's own.
    let (frame, ancestors) = match kind {
        "application/pdf" => ("SAMEORIGIN", "'self'"),
        _ => ("DENY", "'none'"),
    };
    let allow = match status {
        Status::Method => "Allow: GET, POST\r\n",
        _ => "",
    };
    let length = length.map_or_else(String::new, |length| format!("Content-Length: {length}\r\n"));
    format!(
        "HTTP/1.1 {}\r\nContent-Type: {kind}\r\n{length}{allow}Connection: close\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nX-Frame-Options: {frame}\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nContent-Security-Policy: {POLICY}{ancestors}\r\n\r\n",
        status.line()
    )
}
