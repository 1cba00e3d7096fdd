"""Has Plenary read its own Word files as Word shows them and write what it read again, and compares
the two files: text, notes, comments, heads and feet must be the same, but for ids, names of
bookmarks and where runs are cut.

    judge_again.py PLENARY SOURCE...
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Sources whose Word file does not say what they say, and why.
UNTOLD = {
    "fixtures/languages/wide-labels.plen": "the canonical form takes a bracket out of its italics",
    "fixtures/notes/inside-notes.plen": "Word has no notes inside notes: their marks are typed there",
    "fixtures/pasted/left-behind.plen": "Word has no notes inside notes: their marks are typed there",
    "fixtures/pasted/markup-of-others.plen": "a typed line of strokes looks like the closing rule",
    "fixtures/revision/blocks.plen": "a paragraph inside a clause looks like one behind it",
    "fixtures/revision/moved-names.plen": "Word gives the name of what was moved to its new place alone",
    "fixtures/syntax/escapes.plen": "typed text that looks like a form is one",
    "fixtures/syntax/place-and-date.plen": "the house is told by who speaks",
    "fixtures/tables/paragraphs-alone.plen": "an empty line of a cell has no words",
    "fixtures/tables/paragraphs.plen": "an empty line of a cell has no words",
    "target/strangers/redlines/fixtures/hands/joint.plen": "names in one are hands where each has a change of its own",
    "fixtures/typography/literal.plen": "nobody's file says that its spaces are meant to break",
}

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PART = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$")
TEXT = (W + "t", W + "delText")
CHANGES = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")
FIELD = re.compile(r"(REF +)([^\s\\]+)")


def is_one(before, behind):
    """Whether two neighbours say what one of them would."""
    if before.tag != behind.tag:
        return False
    if before.tag == W + "r":
        look = lambda run: [ElementTree.tostring(it) for it in run.findall(W + "rPr")]
        return look(before) == look(behind)
    return before.tag in TEXT or before.tag in CHANGES and before.attrib == behind.attrib and len(before) and len(behind)


def join(element):
    """Makes one of neighbours that were cut where nothing changes."""
    joined = []
    for child in element:
        join(child)
        if not joined or not is_one(joined[-1], child):
            joined.append(child)
        elif child.tag in TEXT:
            joined[-1].text = (joined[-1].text or "") + (child.text or "")
        else:
            joined[-1].extend(it for it in child if it.tag != W + "rPr")
            join(joined[-1])
    element[:] = joined


def parts(file):
    """The parts of a Word file that show text, with names that are counted in their order."""
    package = zipfile.ZipFile(file)
    trees = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist() if PART.match(name)}
    elements = [it for tree in trees.values() for it in tree.iter()]
    used = {match[2] for it in elements for match in [FIELD.search(it.text or "")] if it.tag == W + "instrText" and match}
    used |= {it.get(W + "anchor") for it in elements}
    names = {}
    counted = lambda name: names.setdefault(name, f"name{len(names)}")
    for tree in trees.values():
        unused = {it.get(W + "id") for it in tree.iter(W + "bookmarkStart") if it.get(W + "name") not in used}
        for parent in list(tree.iter()):
            is_unused = lambda it: it.tag in (W + "bookmarkStart", W + "bookmarkEnd") and it.get(W + "id") in unused
            parent[:] = [it for it in parent if not is_unused(it)]
        for it in tree.iter():
            if it.tag == W + "instrText":
                it.text = FIELD.sub(lambda match: match[1] + counted(match[2]), it.text or "")
            for key in (W + "anchor", W + "name"):
                if it.get(key) is not None:
                    it.set(key, counted(it.get(key)))
            if it.tag.endswith(("}docPr", "}cNvPr")):
                it.attrib.pop("id", None)
                it.attrib.pop("name", None)
            for key in [key for key in it.attrib if re.search(r"\}(id|space|paraId|textId)$|rsid", key)]:
                del it.attrib[key]
        join(tree)
    return {name: ElementTree.tostring(tree, encoding="unicode") for name, tree in trees.items()}


def lines(text):
    return re.sub(r"(?=<\w+:(p|tr|tc|r|ins|del)\b)", "\n", text).split("\n")


def judge(plenary, source):
    """The verdict about a source; none where it has errors."""
    run = lambda *words: subprocess.run([plenary, *map(str, words)], capture_output=True, text=True)
    if run("check", source).returncode:
        return None
    with tempfile.TemporaryDirectory() as folder:
        first, again, second = (Path(folder) / name for name in ("a.docx", "a.plen", "b.docx"))
        for words in (
            ("build", source, "--no-source", "-o", first),
            ("import", first, "--no-embedded", "-o", again),
            ("build", again, "--no-source", "-o", second),
        ):
            done = run(*words)
            if done.returncode:
                return f"FAIL written again: {source}\n    {words[0]}: {done.stderr.strip()}"
        one, other = parts(first), parts(second)
    differing = [name for name in sorted(one | other) if one.get(name) != other.get(name)]
    reason = UNTOLD.get(str(source))
    if reason is not None:
        return f"PASS written again otherwise, as {reason}: {source}" if differing else f"FAIL written again the same, though {reason}: {source}"
    if not differing:
        return f"PASS written again: {source}"
    told = [f"FAIL written again: {source}"]
    for name in differing:
        difference = difflib.unified_diff(lines(one.get(name, "")), lines(other.get(name, "")), name, name, n=0)
        told += ["    " + line[:160].rstrip() for line in list(difference)[:20]]
    return "\n".join(told)


def main():
    plenary, *sources = sys.argv[1:]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for verdict in threads.map(lambda source: judge(plenary, source), sources):
            if verdict:
                print(verdict)


main()
