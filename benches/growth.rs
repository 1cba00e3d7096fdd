//! How time and memory of every command grow with the length of texts of one shape.
//!
//! `cargo bench --bench growth` prints the table of `docs/performance.md`. Words after `--` choose
//! shapes and commands, a number is the first length in bytes, and `--large` measures 5 MB once.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench measures and prints"
)]

#[path = "growth/shapes.rs"]
mod shapes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use shapes::{SHAPES, Shape};

/// The commands, each with its arguments; `OLD` and `NEW` are the two versions of the text.
const COMMANDS: [(&str, &[&str]); 11] = [
    ("check", &["check", "OLD"]),
    ("fmt", &["fmt", "--check", "OLD"]),
    ("wrap", &["fmt", "--wrap", "80", "--check", "OLD"]),
    ("accept", &["accept", "OLD", "-o", "OUT"]),
    ("reject", &["reject", "OLD", "-o", "OUT"]),
    ("changes", &["changes", "OLD"]),
    ("redline", &["redline", "OLD", "NEW", "-o", "OUT"]),
    ("text", &["build", "--to", "text", "-o", "OUT", "OLD"]),
    ("html", &["build", "--to", "html", "-o", "OUT", "OLD"]),
    ("docx", &["build", "--to", "docx", "-o", "OUT", "OLD"]),
    ("pdf", &["build", "--to", "pdf", "-o", "OUT", "OLD"]),
];

/// The first of three lengths, in bytes; each other is twice the one before.
const FIRST: usize = 100_000;
const LARGE: usize = 5_000_000;

/// A run that takes longer than this is stopped.
const LONGEST: Duration = Duration::from_secs(30);

/// Times below this say nothing about growth.
const TELLING: f64 = 0.05;

/// What a run took: seconds of the processors (of the clock where the system does not tell), and
/// the most memory in megabytes.
#[derive(Clone, Copy)]
struct Taken {
    seconds: f64,
    memory: Option<f64>,
}

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let is_large = words.iter().any(|word| word == "--large");
    let words: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str, names: &mut dyn Iterator<Item = &str>| {
        let chosen: Vec<&str> = names
            .filter(|known| words.iter().any(|word| word == known))
            .collect();
        chosen.is_empty() || chosen.contains(&name)
    };
    let first = words.iter().find_map(|word| word.parse().ok()).unwrap_or(FIRST);
    let lengths = if is_large {
        vec![LARGE]
    } else {
        vec![first, 2 * first, 4 * first]
    };
    println!("| shape | command | kB | seconds | per doubling | MB of memory |");
    println!("|---|---|--:|--:|--:|--:|");
    for shape in SHAPES {
        if !wanted(shape.name, &mut SHAPES.iter().map(|shape| shape.name)) {
            continue;
        }
        for (command, arguments) in COMMANDS {
            if wanted(command, &mut COMMANDS.iter().map(|(name, _)| *name)) {
                row(shape, command, arguments, &lengths);
            }
        }
    }
}

fn row(shape: &Shape, command: &str, arguments: &[&str], lengths: &[usize]) {
    let folder = std::env::temp_dir().join(format!("growth-{}", std::process::id()));
    if fs::create_dir_all(&folder).is_err() {
        return;
    }
    let mut sizes = Vec::new();
    let mut taken: Vec<Option<Taken>> = Vec::new();
    for &length in lengths {
        let (old, new) = shape.texts(length);
        sizes.push(format!("{}", old.len() / 1000));
        let written = fs::write(folder.join("old.plen"), old).and(fs::write(folder.join("new.plen"), new));
        let run = written.ok().and_then(|()| measure(&folder, arguments));
        taken.push(run);
        if run.is_none() {
            break;
        }
    }
    let _ = fs::remove_dir_all(&folder);
    let seconds = taken.iter().map(|run| match run {
        Some(run) => format!("{:.2}", run.seconds),
        None => format!("> {}", LONGEST.as_secs()),
    });
    let seconds: Vec<String> = seconds.collect();
    let doublings: Vec<String> = taken
        .windows(2)
        .map(|pair| match pair {
            [Some(before), Some(after)] if before.seconds >= TELLING => {
                format!("{:.1}", after.seconds / before.seconds)
            }
            _ => "–".to_owned(),
        })
        .collect();
    let memory = taken.iter().flatten().filter_map(|run| run.memory).next_back();
    println!(
        "| {} | {command} | {} | {} | {} | {} |",
        shape.name,
        sizes.join(" "),
        seconds.join(" "),
        doublings.join(" "),
        memory.map_or_else(|| "–".to_owned(), |memory| format!("{memory:.0}"))
    );
}

/// Runs the program once; none where it had to be stopped.
fn measure(folder: &Path, arguments: &[&str]) -> Option<Taken> {
    let arguments: Vec<PathBuf> = arguments
        .iter()
        .map(|word| match *word {
            "OLD" => folder.join("old.plen"),
            "NEW" => folder.join("new.plen"),
            "OUT" => folder.join("out.plen"),
            word => PathBuf::from(word),
        })
        .collect();
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (mut memory, mut worked) = (None, None);
    loop {
        memory = most_memory(&child).or(memory);
        worked = processor_seconds(&child).or(worked);
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if start.elapsed() < LONGEST => sleep(Duration::from_millis(2)),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
    Some(Taken {
        seconds: worked.unwrap_or_else(|| start.elapsed().as_secs_f64()),
        memory,
    })
}

/// What the processors have worked for a process so far: other work on the machine does not count.
fn processor_seconds(child: &Child) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // The name of the program, in brackets, may hold spaces. Times are in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// The most memory that a running process has had so far, where the system says it in a file.
fn most_memory(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1000.0)
}
