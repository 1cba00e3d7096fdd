//! A running live page, and what its socket says.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const TEXT: &str = "---\nauthors:\n  FR: France\n---\n\n# RESOLUTION 1 (Busan, 2014)\n## On a test\n\nThe Council,\n\n\
    resolves\n\n1 to {--try--}{++test++}@FR;\n++@FR 2 to report{++ soon++}@FR;\n3 to end.\n";

pub(crate) struct Page {
    pub(crate) program: Child,
    pub(crate) folder: TempDir,
    pub(crate) port: u16,
    pub(crate) token: String,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

pub(crate) fn start(arguments: &[&str], folder: &Path) -> (Child, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .arg("watch")
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut line = String::new();
    let output = program.stdout.take().expect("its output");
    BufReader::new(output).read_line(&mut line).expect("an address");
    (program, line.trim().to_owned())
}

impl Page {
    pub(crate) fn of(text: &str, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("r.plen"), text).expect("written");
        let (program, address) = start(&[&["r.plen"], more].concat(), folder.path());
        let rest = address
            .strip_prefix("http://127.0.0.1:")
            .expect("a loopback address");
        let (port, token) = rest.split_once('/').expect("a token");
        Self {
            program,
            port: port.parse().expect("a port"),
            token: token.trim_end_matches('/').to_owned(),
            folder,
        }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("r.plen")
    }

    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.file()).expect("the source")
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("set");
        stream
    }

    /// Sends bytes as they are and takes the whole answer.
    pub(crate) fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that refuses need not take all of it.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub(crate) fn get(&self, path: &str, fields: &str) -> String {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        self.raw(format!("GET {path} HTTP/1.1\r\n{host}{fields}\r\n").as_bytes())
    }

    pub(crate) fn inside(&self, name: &str) -> String {
        format!("/{}/{name}", self.token)
    }

    pub(crate) fn post(&self, name: &str, body: &str) -> (u16, String) {
        let fields = format!(
            "Origin: http://127.0.0.1:{}\r\nContent-Type: application/json\r\nX-Plenary-Token: {}\r\n",
            self.port, self.token
        );
        self.post_with(name, body, &fields)
    }

    pub(crate) fn post_with(&self, name: &str, body: &str, fields: &str) -> (u16, String) {
        let request = format!(
            "POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: {}\r\n{fields}\r\n{body}",
            self.inside(name),
            self.port,
            body.len()
        );
        let answer = self.raw(request.as_bytes());
        let said = answer
            .split_once("\r\n\r\n")
            .map_or("", |(_, body)| body)
            .to_owned();
        (status(&answer), said)
    }

    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connect();
        let path = self.inside("events?doc=0");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        )
        .expect("sent");
        Events(BufReader::new(stream))
    }

    /// The version that a new page shows.
    pub(crate) fn version(&self) -> u64 {
        let (name, state) = self.events().next();
        assert_eq!(name, "full");
        state["version"].as_u64().expect("a version")
    }

    pub(crate) fn decide(&self, what: &str, number: usize) -> (u16, String) {
        let version = self.version();
        self.post(
            what,
            &format!("{{\"doc\":0,\"version\":{version},\"number\":{number}}}"),
        )
    }
}

pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// The next event that says something.
    pub(crate) fn next(&mut self) -> (String, Value) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(
                self.0.read_line(&mut line).expect("an event"),
                0,
                "the stream ended"
            );
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.trim().to_owned();
            }
            if let Some(data) = line.strip_prefix("data: ").filter(|_| name != "beat") {
                return (name, serde_json::from_str(data).expect("JSON"));
            }
        }
    }
}

pub(crate) fn status(answer: &str) -> u16 {
    let code = answer.split(' ').nth(1).and_then(|code| code.parse().ok());
    code.unwrap_or(0)
}
