#!/usr/bin/env python3
"""Redlines pairs of versions with plenary and with other engines, and compares what they make.

    benches/redline_peers.py [RUNS] [FILE.plen…]

Each FILE (default: the examples that have any) carries a person's marks. Its two readings are the versions;
the engines get them as Word files, plenary as source texts. What comes out is read as Word would:

    islands   stretches of change between which something is kept, and F1 against the person's
    cut       islands that begin or end inside a word
    words     words inserted and deleted, as a multiple of the fewest that there can be
    exact     whether accepting gives the new text and rejecting the old, notes included
    ms, MiB   median time and peak memory of the whole command, as a cold process

Engines are taken from a virtual environment under target/peers, made on the first run.
"""

import difflib
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

from peers import PLENARY, ROOT, TOOLS, install, timed

WORK = TOOLS / "redline"
PACKAGES = ["jubarte-redlines", "docx-trackdiff", "python-redlines", "python-redlines-docxodus",
            "python-redlines-ooxmlpowertools"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STATES = {W + "ins": "i", W + "moveTo": "i", W + "del": "d", W + "moveFrom": "d"}
PLAIN = {W + "tab": " ", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "-", W + "footnoteReference": "†"}
RED_LINES = ("import sys; from python_redlines.engines import {0} as E; old, new, out = sys.argv[1:]; "
             "open(out, 'wb').write(E().run_redline('Engine', open(old, 'rb').read(), open(new, 'rb').read())[0])")


def engines(old, new, out):
    python = TOOLS / "bin/python"
    word_old, word_new = old.with_suffix(".docx"), new.with_suffix(".docx")
    return [
        ("plenary", [PLENARY, "redline", old, new, "-o", out]),
        ("jubarte (wheel)", [TOOLS / "bin/jubarte-redlines", "compare", word_old, word_new, "-o", out, "--force", "-q"]),
        ("docxodus", [python, "-c", RED_LINES.format("DocxodusEngine"), word_old, word_new, out]),
        ("ooxmlpowertools", [python, "-c", RED_LINES.format("XmlPowerToolsEngine"), word_old, word_new, out]),
        ("docx-trackdiff", [TOOLS / "bin/docx-trackdiff", word_old, word_new, out]),
    ]


def combined(outer, inner):
    """A struck part of an insertion is in neither version."""
    return inner if not outer or outer == inner else "x"


def characters(element, state=""):
    """The characters below an element with their states."""
    for child in element:
        if child.tag in STATES:
            yield from characters(child, combined(state, STATES[child.tag]))
        elif child.tag in (W + "t", W + "delText"):
            yield from ((c, state) for c in child.text or "")
        elif child.tag in PLAIN:
            yield PLAIN[child.tag], state
        elif child.tag in (W + "pPr", W + "rPr", W + "instrText", W + "delInstrText"):
            continue
        else:
            yield from characters(child, state)


def paragraphs(file):
    """The paragraphs of text and notes: characters with states, and the state of the mark. What is
    the same in both versions but for its typography counts as the same."""
    with zipfile.ZipFile(file) as package:
        parts = [ElementTree.fromstring(package.read("word/document.xml"))]
        if "word/footnotes.xml" in package.namelist():
            notes = ElementTree.fromstring(package.read("word/footnotes.xml"))
            by_id = {note.get(W + "id"): note for note in notes}
            order = [reference.get(W + "id") for reference in parts[0].iter(W + "footnoteReference")]
            parts += [by_id[note] for note in dict.fromkeys(order) if note in by_id]
    found = []
    for part in parts:
        rows = {p: row for row in part.iter(W + "tr") for p in row.iter(W + "p")}
        for paragraph in part.iter(W + "p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is not None and style.get(W + "val").lower().startswith("toc"):
                # Word makes the contents anew.
                continue
            mark = ""
            for state in paragraph.findall(f"{W}pPr/{W}rPr/*"):
                if state.tag in STATES:
                    mark = combined(mark, STATES[state.tag])
            row = rows.get(paragraph)
            whole = row.find(f"{W}trPr") if row is not None else None
            for state in whole if whole is not None else ():
                mark = STATES.get(state.tag, mark)
            text = [("-" if c == "\u2011" else " " if c.isspace() else c, state)
                    for c, state in characters(paragraph)]
            found.append((text, mark))
    return found


def reading(found, states):
    """The text of a version: paragraphs whose mark is not in it run on."""
    text = ""
    for content, mark in found:
        text += "".join(c for c, state in content if state in states)
        if mark in states:
            text += "\n"
    lines = (re.sub(" +", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def islands(found):
    """Stretches of change, each the set of its places in both versions; and those that cut a word."""
    made, island, places, cut = [], set(), {"i": 0, "d": 0}, 0
    for content, _ in found:
        before = None
        for c, state in [*content, ("\n", "")]:
            if before and state != before[1] and "" in (state, before[1]) and c.isalnum() and before[0].isalnum():
                cut += 1
            before = (c, state)
            if c == "\n" or (not c.isspace() and not state):
                if island:
                    made.append(island)
                island = set()
            if c.isspace():
                continue
            for version in "id":
                if state == version:
                    island.add((version, places[version]))
                places[version] += state in ("", version)
    return made, cut


def score(made, human):
    same = lambda a, b: len(a & b) * 2 >= len(a | b)
    hits = sum(any(same(a, b) for b in human) for a in made)
    return 2 * hits / max(1, len(made) + len(human))


def changed_words(found):
    count = 0
    for content, _ in found:
        for state in "id":
            count += len("".join(c if s == state else " " for c, s in content if s in ("", state)).split())
    return count


def fewest(found):
    """How few words can differ: what is not in the longest common run of words of both versions."""
    old, new = reading(found, ("", "d")).split(), reading(found, ("", "i")).split()
    row = [0] * (len(new) + 1)
    for word in old:
        diagonal = 0
        for at, other in enumerate(new, 1):
            diagonal, row[at] = row[at], diagonal + 1 if word == other else max(row[at], row[at - 1])
    return len(old) + len(new) - 2 * row[-1]


def compare(source, runs):
    old, new = WORK / f"{source.stem}-old.plen", WORK / f"{source.stem}-new.plen"
    if source.with_suffix("").is_dir():
        shutil.copytree(source.with_suffix(""), WORK / source.stem, dirs_exist_ok=True)
    subprocess.run([PLENARY, "reject", source, "-o", old], check=True, stderr=subprocess.DEVNULL)
    subprocess.run([PLENARY, "accept", source, "-o", new], check=True, stderr=subprocess.DEVNULL)
    marked = WORK / f"{source.stem}-marked.docx"
    subprocess.run([PLENARY, "build", source, "-o", marked], check=True, stderr=subprocess.DEVNULL)
    for side in (old, new):
        subprocess.run([PLENARY, "build", side, "-o", side.with_suffix(".docx")], check=True,
                       stderr=subprocess.DEVNULL)
    person = paragraphs(marked)
    human, cut = islands(person)
    if not human:
        return
    optimum = max(1, fewest(person))
    texts = {"d": reading(paragraphs(old.with_suffix(".docx")), ("",)),
             "i": reading(paragraphs(new.with_suffix(".docx")), ("",))}
    print(f"\n{source.stem}: {optimum} words at the fewest\n")
    print("| engine | islands | F1 | cut | words | exact | ms | times ours | MiB |")
    print("|---|--:|--:|--:|--:|---|--:|--:|--:|")
    print(f"| a person | {len(human)} | | {cut} | {changed_words(person) / optimum:.2f} | | | | |")
    ours = None
    for name, command in engines(old, new, WORK / "redline.docx"):
        (WORK / "redline.docx").unlink(missing_ok=True)
        result = timed([str(word) for word in command], runs)
        if result is None:
            print(f"| {name} | failed | | | | | | | |")
            continue
        median, _, peak = result
        ours = ours or median
        found = paragraphs(WORK / "redline.docx")
        made, cut = islands(found)
        exact = [reading(found, ("", side)) == texts[side] for side in "id"]
        print(f"| {name} | {len(made)} | {score(made, human):.2f} | {cut} | "
              f"{changed_words(found) / optimum:.2f} | {'yes' if all(exact) else 'no'} | "
              f"{median:.1f} | {median / ours:.1f} | {peak:.0f} |")
        if os.environ.get("SHOW_DIFFERENCES"):
            for side, fine in zip("id", exact):
                if not fine:
                    lines = texts[side].split("\n"), reading(found, ("", side)).split("\n")
                    print("\n".join(list(difflib.unified_diff(*lines, lineterm="", n=0))[:8]))


def main():
    arguments = sys.argv[1:]
    runs = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 5
    sources = [Path(name).resolve() for name in arguments] or sorted((ROOT / "examples").glob("*.plen"))
    install(PACKAGES)
    WORK.mkdir(parents=True, exist_ok=True)
    print(f"{runs} runs, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    for source in sources:
        compare(source, runs)


if __name__ == "__main__":
    main()
