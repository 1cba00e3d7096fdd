//! `plenary lsp`: the language server on standard input and output.

use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::files::{self, Fonts, Pictures};
use super::project::Projects;
use plenary::compile::Compiled;
use plenary::diagnostic::Diagnostic;
use plenary::history::{Repository, Spec};
use plenary::lsp::{Project, Server, Surroundings};
use plenary::output::Assets;

/// So long no message must have come before a text that was changed is read: an author types faster.
const PAUSE: Duration = Duration::from_millis(4);

/// How often it is looked whether the client is still there.
const WATCH: Duration = Duration::from_secs(2);

/// A message, or a header, of more bytes ends the session: no text that is read is so large.
const LARGEST_MESSAGE: usize = 256 << 20;
const LONGEST_HEADER: u64 = 8 << 10;

/// Runs until the client ends it, or its stream does.
pub(super) fn run() -> ExitCode {
    let (sender, messages) = channel();
    // It ends with the process: a read of standard input cannot be broken off.
    thread::spawn(move || read_all(&mut io::stdin().lock(), &sender));
    let mut server = Server::new(Box::new(Machine::default()));
    match serve(&mut server, &messages) {
        Ok(code) => code.into(),
        // The client has gone, and there is nobody to tell it to.
        Err(_) => ExitCode::from(1),
    }
}

/// Answers messages until the session ends; gives the exit code.
fn serve(server: &mut Server, messages: &Receiver<Vec<u8>>) -> io::Result<u8> {
    loop {
        let wait = if server.has_news() { PAUSE } else { WATCH };
        let first = match messages.recv_timeout(wait) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => {
                send(&server.news())?;
                if server.client().is_some_and(has_gone) {
                    return Ok(1);
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(server.exit_code().unwrap_or(1)),
        };
        let mut waiting = vec![first];
        waiting.extend(messages.try_iter());
        send(&server.receive(&waiting))?;
        if let Some(code) = server.exit_code() {
            return Ok(code);
        }
    }
}

/// Whether the process of a client has ended, as far as this system tells.
fn has_gone(client: u32) -> bool {
    let processes = Path::new("/proc");
    processes.join("self").exists() && !processes.join(client.to_string()).exists()
}

fn send(messages: &[String]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    for message in messages {
        write!(output, "Content-Length: {}\r\n\r\n{message}", message.len())?;
    }
    output.flush()
}

/// Hands on the messages of a stream until it ends, or until nobody can tell any more where the next
/// one begins.
fn read_all(input: &mut dyn BufRead, messages: &Sender<Vec<u8>>) {
    while let Ok(Some(message)) = read(input) {
        if messages.send(message).is_err() {
            break;
        }
    }
}

/// The next message; none at the end of the stream.
fn read(input: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let unreadable = || io::Error::from(io::ErrorKind::InvalidData);
    let mut length = None;
    loop {
        let mut line = Vec::new();
        (&mut *input).take(LONGEST_HEADER).read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            return match line.is_empty() {
                true => Ok(None),
                false => Err(unreadable()),
            };
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            break;
        }
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let name = parts.next().unwrap_or_default().trim_ascii();
        if name.eq_ignore_ascii_case(b"content-length") {
            let number = std::str::from_utf8(parts.next().unwrap_or_default()).ok();
            length = number.and_then(|number| number.trim().parse::<usize>().ok());
        }
    }
    let length = length
        .filter(|length| *length <= LARGEST_MESSAGE)
        .ok_or_else(unreadable)?;
    let mut message = Vec::new();
    (&mut *input).take(length as u64).read_to_end(&mut message)?;
    match message.len() == length {
        true => Ok(Some(message)),
        false => Ok(None),
    }
}

/// The files beside the texts.
#[derive(Default)]
struct Machine {
    fonts: Fonts,
}

impl Surroundings for Machine {
    fn project(&self, path: &Path) -> Project {
        // One whose file cannot be read is told by the command; here the text is read alone.
        let projects = Projects::of([path]).unwrap_or_default();
        let project = projects.project(path).filter(|project| project.is_sound());
        project.map_or_else(Project::default, |project| Project {
            front: project.front(path),
            allow: project.manifest.allow.clone(),
        })
    }
    fn assets(&self, path: &Path, compiled: &Compiled) -> Assets {
        files::assets(path, &compiled.pictures(), Pictures::new(), &self.fonts)
    }

    fn findings(&self, path: &Path, compiled: &Compiled) -> Vec<Diagnostic> {
        let assets = self.assets(path, compiled);
        let mut found = compiled.unreadable_pictures(&assets);
        found.extend(compiled.missing_glyphs(&assets));
        found
    }

    fn committed(&self, path: &Path) -> Result<String, String> {
        let repository = Repository::open(path).map_err(|error| error.to_string())?;
        let version = repository.inside(path).and_then(|path| {
            repository.version(&Spec {
                revision: Some("HEAD".to_owned()),
                path,
            })
        });
        String::from_utf8(version.map_err(|error| error.to_string())?.bytes)
            .map_err(|_| "what was committed is no text".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn messages(stream: &[u8]) -> (Vec<Vec<u8>>, bool) {
        let mut input = stream;
        let mut found = Vec::new();
        loop {
            match read(&mut input) {
                Ok(Some(message)) => found.push(message),
                Ok(None) => return (found, true),
                Err(_) => return (found, false),
            }
        }
    }

    #[test]
    fn messages_are_read_by_their_lengths() {
        let stream = b"content-length: 2\r\nContent-Type: x\r\n\r\n{}Content-Length:3\n\n[1]";
        assert_eq!(messages(stream), (vec![b"{}".to_vec(), b"[1]".to_vec()], true));
    }

    #[test]
    fn a_stream_that_makes_no_sense_ends_the_session() {
        for stream in [
            &b"Content-Length: 99999999999\r\n\r\n{}"[..],
            b"Foo: bar\r\n\r\n{}",
            b"Content-Length: -5\r\n\r\n{}",
            b"Content-Length: 5",
        ] {
            assert_eq!(messages(stream), (Vec::new(), false));
        }
        assert_eq!(messages(b"Content-Length: 5\r\n\r\n{}"), (Vec::new(), true));
    }
}
