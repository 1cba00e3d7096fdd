//! `plenary log`

use std::fmt::Write as _;

use super::Outcome;
use super::arguments::Log;
use super::decide::text_of;
use super::report;
use super::versions::Failure;
use plenary::history::{Repository, Touch};
use plenary::model::View;
use plenary::revision::redline::{RedlineOptions, redline};
use plenary::revision::{settle, summary};

pub(super) fn run(arguments: &Log) -> Outcome {
    match logged(arguments) {
        Ok(outcome) => outcome,
        Err(failure) => failure.report(),
    }
}

fn logged(arguments: &Log) -> Result<Outcome, Failure> {
    let repository = Repository::open(&arguments.file)?;
    let path = repository.inside(&arguments.file)?;
    let (since, revision) = match arguments.revision.split_once("..") {
        Some((since, revision)) => (Some(since), if revision.is_empty() { "HEAD" } else { revision }),
        None => (None, arguments.revision.as_str()),
    };
    let touches = repository.touches(revision, since, &path)?;
    if touches.is_empty() {
        return Err(Failure::Git(plenary::history::Error::Untouched {
            revision: arguments.revision.clone(),
            path,
        }));
    }
    let shown = touches.iter().take(arguments.number.unwrap_or(usize::MAX));
    let text: String = shown.map(entry).collect();
    Ok(report::print(text.as_bytes()))
}

/// `1a2b3c4 2014-09-15 CEPT, Busan draft: recalling c) changed; resolves 2 deleted`
fn entry(touch: &Touch) -> String {
    let commit = &touch.commit;
    let mut text = commit.id.clone();
    if let Some(date) = commit.date {
        let _ = write!(text, " {}", date.date);
    }
    let _ = writeln!(text, " {}, {}: {}", commit.author, commit.summary, told(touch));
    text
}

fn told(touch: &Touch) -> String {
    let (before, after) = match (&touch.before, &touch.after) {
        (None, _) => return "first version".to_owned(),
        (Some(_), None) => return "file deleted".to_owned(),
        (Some(before), Some(after)) => (before, after),
    };
    let read = |bytes: &Vec<u8>| text_of(bytes.clone(), &touch.commit.id);
    let (old, new) = (read(before), read(after));
    let options = RedlineOptions::default().moves(true);
    let settled = redline(&settle(&old, View::Final), &settle(&new, View::Final), &options);
    let phrases = summary(&settled);
    if !phrases.is_empty() {
        return phrases.join("; ");
    }
    if settle(&old, View::Original).blocks.len() != settle(&new, View::Original).blocks.len()
        || old.changes.len() != new.changes.len()
    {
        return "changes marked or decided, the final reading the same".to_owned();
    }
    "nothing in the final reading".to_owned()
}
