//! The live page over its socket: what it sends, what it lets nobody do, and how much it takes.

#![allow(clippy::disallowed_methods, reason = "a test makes files and looks at them")]

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use page::{Page, TEXT, start, status};
use serde_json::Value;

#[path = "watch/page.rs"]
mod page;

#[test]
fn a_save_sends_what_changed_and_no_more() {
    let page = Page::of(TEXT, &[]);
    let mut events = page.events();
    let (name, full) = events.next();
    assert_eq!(name, "full");
    assert_eq!(full["views"].as_array().expect("views").len(), 3);
    let all: usize = full["views"][0]["pieces"].as_array().expect("pieces").len();
    assert!(all >= 4, "{full}");
    fs::write(page.file(), page.text().replace("to end", "to stop")).expect("written");
    let (name, patch) = events.next();
    assert_eq!(name, "patch");
    let steps = patch["views"][0]["steps"].as_array().expect("steps");
    let replaced: Vec<&Value> = steps.iter().filter_map(|step| step.get("replace")).collect();
    assert_eq!(replaced.len(), 1, "{patch}");
    assert_eq!(replaced[0][1].as_array().expect("pieces").len(), 1);
    assert!(replaced[0][1][0].as_str().expect("a piece").contains("to stop"));
    let kept: u64 = steps.iter().filter_map(|step| step["keep"][0].as_u64()).sum();
    assert_eq!(kept as usize, all - 1);
    assert_eq!(
        patch["version"].as_u64(),
        full["version"].as_u64().map(|version| version + 1)
    );
    // Saved as editors do, by another file under its name; gone for a while; back.
    fs::write(
        page.folder.path().join("new"),
        page.text().replace("to stop", "to go on"),
    )
    .expect("written");
    fs::rename(page.folder.path().join("new"), page.file()).expect("renamed");
    assert!(events.next().1.to_string().contains("to go on"));
    fs::remove_file(page.file()).expect("removed");
    let (name, fault) = events.next();
    assert_eq!(
        (
            name.as_str(),
            fault.as_str().is_some_and(|why| why.contains("no such file"))
        ),
        ("fault", true)
    );
    fs::write(page.file(), TEXT).expect("written");
    assert_eq!(events.next().0, "full");
}

#[test]
fn files_are_looked_at_where_the_system_does_not_tell() {
    let page = Page::of(TEXT, &["--poll"]);
    let mut events = page.events();
    events.next();
    fs::write(page.file(), page.text().replace("On a test", "On another test")).expect("written");
    assert!(events.next().1.to_string().contains("On another test"));
}

#[test]
fn texts_and_findings_arrive_as_texts() {
    let odd = TEXT.replace(
        "On a test",
        "On <img src=x onerror=alert(1)> </script> \u{2028} {++a",
    );
    let page = Page::of(&odd, &[]);
    let (_, full) = page.events().next();
    assert!(!full["views"].to_string().contains("<img"), "{full}");
    assert!(full["findings"].to_string().contains("mark.unclosed"), "{full}");
}

#[test]
fn decisions_edit_the_file_as_the_commands_do_and_can_be_taken_back() {
    let page = Page::of(TEXT, &[]);
    let by_command = |command: &str, number: usize| {
        fs::write(page.folder.path().join("copy.plen"), page.text()).expect("written");
        let number = number.to_string();
        let run = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .args([command, "copy.plen", "--change", &number])
            .current_dir(page.folder.path())
            .output()
            .expect("the program runs");
        assert!(run.status.success());
        fs::read_to_string(page.folder.path().join("copy.plen")).expect("the copy")
    };
    let expected = by_command("accept", 1);
    assert_eq!(page.decide("accept", 1), (200, "done\n".to_owned()));
    assert_eq!(page.text(), expected);
    let before = page.text();
    let expected = by_command("reject", 1);
    assert_eq!(page.decide("reject", 1).0, 200);
    assert_eq!(page.text(), expected);
    assert_eq!(page.decide("undo", 0).0, 200);
    assert_eq!(page.text(), before);
    assert_eq!(page.decide("undo", 0).0, 200);
    assert_eq!(page.text(), TEXT);
    assert_eq!(
        page.decide("undo", 0).0,
        409,
        "there is nothing more to take back"
    );
    assert_eq!(page.decide("accept", 99).0, 409);
    assert_eq!(page.decide("publish", 1).0, 409);
    // What somebody else wrote is not taken back.
    assert_eq!(page.decide("accept", 1).0, 200);
    let other = page.text().replace("to end", "to begin");
    fs::write(page.file(), &other).expect("written");
    assert_eq!(page.decide("undo", 0).0, 409);
    assert_eq!(page.text(), other);
}

#[test]
fn comments_are_written_behind_changes_and_change_nothing_else() {
    let page = Page::of(TEXT, &[]);
    let comment = |number: usize, words: &str| {
        let body = serde_json::json!({"doc": 0, "version": page.version(), "number": number, "words": words});
        page.post("comment", &body.to_string())
    };
    assert_eq!(comment(1, "why\nthis?").0, 200);
    assert_eq!(
        page.text(),
        TEXT.replace("++test++}@FR", "++test++}@FR{>>why this?<<}")
    );
    assert_eq!(comment(2, "and this").0, 200);
    assert_eq!(page.text().matches("{>>").count(), 2, "{}", page.text());
    let (_, full) = page.events().next();
    let alone = Page::of(TEXT, &[]).events().next().1;
    let said = |state: &Value| -> Vec<String> {
        let changes = state["changes"].as_array().expect("changes");
        changes
            .iter()
            .map(|change| format!("{} {}", change["old"], change["new"]))
            .collect()
    };
    assert_eq!(said(&full), said(&alone));
    for words in ["", "  ", "a<<}b", "{++x++}", "a\\", &"x".repeat(2001)] {
        let before = page.text();
        assert_eq!(comment(1, words).0, 409, "{words}");
        assert_eq!(page.text(), before);
    }
}

#[test]
fn a_page_that_is_behind_decides_nothing() {
    let page = Page::of(TEXT, &["--poll"]);
    let version = page.version();
    let changed = TEXT.replace("to end", "to stop");
    fs::write(page.file(), &changed).expect("written");
    // At once, before anybody looked at the file, and afterwards.
    for _ in 0..2 {
        let (code, why) = page.post(
            "accept",
            &format!("{{\"doc\":0,\"version\":{version},\"number\":1}}"),
        );
        assert_eq!(code, 409);
        assert!(why.contains("changed since"), "{why}");
        assert_eq!(page.text(), changed);
    }
}

#[test]
fn a_text_with_errors_is_shown_and_not_decided_on() {
    let page = Page::of(&TEXT.replace("to end", "to {++end"), &[]);
    let (code, why) = page.decide("accept", 1);
    assert_eq!(code, 409);
    assert!(why.starts_with("mend the errors of the text first"), "{why}");
}

#[test]
fn who_is_no_page_of_its_own_gets_the_same_answer_always() {
    let page = Page::of(TEXT, &[]);
    let port = page.port;
    let home = page.inside("");
    let ask =
        |host: &str, fields: &str| page.raw(format!("GET {home} HTTP/1.1\r\n{host}{fields}\r\n").as_bytes());
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    assert_eq!(status(&ask(&own, "")), 200);
    assert_eq!(
        status(&ask(
            &format!("Host: localhost:{port}\r\n"),
            "Sec-Fetch-Site: none\r\n"
        )),
        200
    );
    let refused = ask("Host: evil.example\r\n", "");
    assert_eq!(status(&refused), 403);
    for host in [
        "",
        "Host: \r\n",
        "Host: localhost.evil\r\n",
        &format!("Host: evil.example:{port}\r\n"),
        &format!("{own}{own}"),
        "Host: 127.0.0.1\r\n",
    ] {
        assert_eq!(ask(host, ""), refused, "{host}");
    }
    for fields in [
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: http://127.0.0.1:1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        &format!("Origin: http://127.0.0.1:{port}\r\nOrigin: null\r\n"),
    ] {
        assert_eq!(ask(&own, fields), refused, "{fields}");
    }
    let body = format!("{{\"doc\":0,\"version\":{},\"number\":1}}", page.version());
    let origin = format!("Origin: http://127.0.0.1:{port}\r\n");
    let token = format!("X-Plenary-Token: {}\r\n", page.token);
    let json = "Content-Type: application/json\r\n";
    for fields in [
        String::new(),
        format!("{origin}{json}"),
        format!("{origin}{token}"),
        format!("{json}{token}"),
        format!("{origin}{json}X-Plenary-Token: {}\r\n", "0".repeat(32)),
        format!("Origin: null\r\n{json}{token}"),
        format!("{origin}{token}Content-Type: text/plain\r\n"),
    ] {
        assert_eq!(page.post_with("accept", &body, &fields).0, 403, "{fields}");
    }
    assert_eq!(page.text(), TEXT);
}

#[test]
fn nothing_but_its_own_names_is_found() {
    let page = Page::of(TEXT, &[]);
    fs::write(page.folder.path().join("secret"), "secret").expect("written");
    let own = page.get(&page.inside("page.js"), "");
    assert_eq!(status(&own), 200);
    for path in [
        "/",
        "/r.plen",
        "/0000/",
        "//etc/passwd",
        "/../../etc/passwd",
        &page.inside("../r.plen"),
        &page.inside("r.plen"),
        &page.inside("secret"),
        &page.inside("%2e%2e/secret"),
        &page.inside("..%2fsecret"),
        &page.inside("..\\secret"),
        &page.inside("/etc/passwd"),
        &page.inside("page.js%00.png"),
        &page.inside(".git/config"),
        &page.inside("events?doc=7"),
        &page.inside("pages.pdf?doc=-1"),
        &format!("/{}", page.token),
    ] {
        let answer = page.get(path, "");
        assert_eq!(status(&answer), 404, "{path}");
        assert!(answer.ends_with("\r\n\r\nnot found\n"), "{path}");
    }
    for method in ["PUT", "OPTIONS", "DELETE", "HEAD"] {
        let origin = format!("Origin: http://127.0.0.1:{}\r\n", page.port);
        let request = format!(
            "{method} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{origin}\r\n",
            page.inside(""),
            page.port
        );
        assert_eq!(status(&page.raw(request.as_bytes())), 405, "{method}");
    }
    // A GET changes nothing.
    assert_eq!(status(&page.get(&page.inside("accept"), "")), 404);
}

#[test]
fn every_answer_says_what_the_page_may_do() {
    let page = Page::of(TEXT, &[]);
    for path in [
        page.inside(""),
        page.inside("page.js"),
        page.inside("documents"),
        "/".to_owned(),
    ] {
        let answer = page.get(&path, "").to_ascii_lowercase();
        for field in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';",
            "frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "x-frame-options: deny",
            "cache-control: no-store",
        ] {
            assert!(answer.contains(field), "{field} is missing from {path}");
        }
        assert!(!answer.contains("access-control-allow"), "{path}");
    }
    assert!(!page.get(&page.inside(""), "").contains("unsafe"));
    let pdf = page.get(&page.inside("pages.pdf?doc=0"), "");
    assert!(pdf.contains("X-Frame-Options: SAMEORIGIN") && pdf.contains("\r\n\r\n%PDF-"));
}

#[test]
fn requests_that_are_too_large_or_make_no_sense_are_refused() {
    let page = Page::of(TEXT, &[]);
    let host = format!("Host: 127.0.0.1:{}\r\n", page.port);
    let large = format!(
        "GET {} HTTP/1.1\r\n{host}X-Large: {}\r\n\r\n",
        page.inside(""),
        "x".repeat(10 << 20)
    );
    assert!(matches!(status(&page.raw(large.as_bytes())), 0 | 431));
    for (fields, code) in [
        ("Content-Length: -1\r\n", 400),
        ("Content-Length: 5\r\nContent-Length: 5\r\n", 400),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400),
        ("Transfer-Encoding: chunked\r\n", 400),
        ("Content-Length: 99999999999999999999999\r\n", 413),
        ("Content-Length: 100000\r\n", 413),
        ("no field\r\n", 400),
        ("A b: c\r\n", 400),
    ] {
        let request = format!("POST {} HTTP/1.1\r\n{host}{fields}\r\n", page.inside("accept"));
        assert_eq!(status(&page.raw(request.as_bytes())), code, "{fields}");
    }
    for request in [
        "GET\r\n\r\n",
        "GET / HTTP/2\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\n\r\n",
        "\u{16}\u{3}\r\n\r\n",
        "G\u{0}T / HTTP/1.1\r\n\r\n\r\n",
    ] {
        assert!(
            matches!(status(&page.raw(request.as_bytes())), 400 | 403 | 404),
            "{request}"
        );
    }
    // Of many requests in one the first is answered.
    let one = format!("GET {} HTTP/1.1\r\n{host}\r\n", page.inside("documents"));
    assert_eq!(
        page.raw(one.repeat(1000).as_bytes())
            .matches("HTTP/1.1 200")
            .count(),
        1
    );
    assert_eq!(status(&page.get(&page.inside(""), "")), 200);
}

#[test]
fn slow_and_idle_clients_do_not_keep_the_page_from_others() {
    let page = Page::of(TEXT, &[]);
    let idle: Vec<TcpStream> = (0..300).map(|_| page.connect()).collect();
    let began = Instant::now();
    loop {
        if status(&page.get(&page.inside(""), "")) == 200 {
            break;
        }
        assert!(
            began.elapsed() < Duration::from_secs(15),
            "the page does not come back"
        );
        std::thread::sleep(Duration::from_millis(200));
    }
    drop(idle);
    // One byte after the other, for ever.
    let mut slow = page.connect();
    let began = Instant::now();
    while slow.write_all(b"G").is_ok() && began.elapsed() < Duration::from_secs(15) {
        std::thread::sleep(Duration::from_millis(300));
    }
    assert!(began.elapsed() < Duration::from_secs(12), "it is not cut off");
    let _ = slow.shutdown(Shutdown::Both);
}

#[test]
fn a_project_is_watched_as_a_whole_and_outputs_are_written_where_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("plenary.toml"), "[front]\nstyle = 'pp'\n").expect("written");
    for name in ["a.plen", "b.plen"] {
        fs::write(folder.path().join(name), TEXT).expect("written");
    }
    let (mut program, address) = start(&["--to", "text", "--out-dir", "out"], folder.path());
    let port: u16 = address
        .split([':', '/'])
        .nth(4)
        .and_then(|port| port.parse().ok())
        .expect("a port");
    let token = address.trim_end_matches('/').rsplit('/').next().expect("a token");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    write!(
        stream,
        "GET /{token}/documents HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    )
    .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.ends_with("[\"a.plen\",\"b.plen\"]"), "{answer}");
    let output = folder.path().join("out/b.txt");
    let has = |words: &str| fs::read_to_string(&output).is_ok_and(|text| text.contains(words));
    assert!(has("On a test"));
    fs::write(
        folder.path().join("b.plen"),
        TEXT.replace("On a test", "On another"),
    )
    .expect("written");
    let began = Instant::now();
    while !has("On another") {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "the output is not written"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    let _ = program.kill();
    let _ = program.wait();
}

#[test]
fn what_cannot_be_watched_is_said_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let code = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .arg("watch")
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("the program runs");
        run.status.code()
    };
    assert_eq!(code(&["none.plen"]), Some(3));
    assert_eq!(code(&[]), Some(2));
    assert_eq!(code(&["-"]), Some(2));
    let page = Page::of(TEXT, &[]);
    fs::write(folder.path().join("r.plen"), TEXT).expect("written");
    assert_eq!(
        code(&["r.plen", "--port", &page.port.to_string()]),
        Some(3),
        "the port is taken"
    );
}
