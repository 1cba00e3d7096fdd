"""Judges Word files by what no validator checks: paired ranges, single ids, relationships that
resolve, cells that end in a paragraph.

    judge_package.py FILE.docx…
"""

import posixpath
import sys
import zipfile
from collections import Counter
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

RANGES = [
    ("moveFromRangeStart", "moveFromRangeEnd"),
    ("moveToRangeStart", "moveToRangeEnd"),
    ("commentRangeStart", "commentRangeEnd"),
    ("bookmarkStart", "bookmarkEnd"),
]
# The elements whose ids are those of annotations, one series in the whole package.
REVISIONS = ["ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "moveFromRangeStart", "moveToRangeStart"]


def faults(package):
    """What is wrong with an open package, one line each."""
    parts = {
        name: ElementTree.fromstring(package.read(name))
        for name in package.namelist()
        if name.endswith((".xml", ".rels"))
    }
    if len(package.namelist()) != len(set(package.namelist())):
        yield "a part stands twice in the package"
    revisions = Counter()
    paragraphs = Counter()
    for name, root in parts.items():
        if name.endswith(".rels"):
            continue
        yield from ranges(name, root)
        yield from cells(name, root)
        yield from relationships(name, root, parts, package)
        for element in root.iter():
            if element.tag in {W + revision for revision in REVISIONS}:
                revisions[element.get(W + "id")] += 1
            if element.get(W14 + "paraId"):
                paragraphs[element.get(W14 + "paraId")] += 1
    yield from (f"revision id {id} stands {times} times" for id, times in revisions.items() if times > 1)
    yield from (f"paragraph id {id} stands {times} times" for id, times in paragraphs.items() if times > 1)
    yield from moves(parts)
    yield from registers(parts)


def ranges(name, root):
    """Starts and ends in pairs, each start before its end."""
    for start, end in RANGES:
        order = {}
        for place, element in enumerate(root.iter()):
            if element.tag in (W + start, W + end):
                order.setdefault(element.get(W + "id"), []).append((element.tag == W + start, place))
        for id, found in order.items():
            if [is_start for is_start, _ in found] != [True, False]:
                yield f"{name}: {start} {id} and its end are no pair"
    names = Counter(element.get(W + "name") for element in root.iter(W + "bookmarkStart"))
    yield from (f"{name}: bookmark {bookmark} stands {times} times" for bookmark, times in names.items() if times > 1)
    targets = set(names)
    for link in root.iter(W + "hyperlink"):
        anchor = link.get(W + "anchor")
        if anchor and anchor not in targets:
            yield f"{name}: a link leads to the bookmark {anchor}, which is not there"


def cells(name, root):
    for cell in root.iter(W + "tc"):
        if len(cell) == 0 or cell[-1].tag != W + "p":
            yield f"{name}: a table cell does not end in a paragraph"


def relationships(name, root, parts, package):
    folder, file = posixpath.split(name)
    known = {}
    rels = parts.get(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
    if rels is not None:
        for relationship in rels.iter(RELATIONSHIP):
            known[relationship.get("Id")] = relationship
            if relationship.get("TargetMode") == "External":
                continue
            target = relationship.get("Target")
            target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if target not in package.namelist():
                yield f"{name}: {relationship.get('Id')} leads to {target}, which is not there"
    for element in root.iter():
        for attribute in ("id", "embed", "link"):
            used = element.get(R + attribute)
            if used is not None and used not in known:
                yield f"{name}: {used} is no relationship of this part"


def moves(parts):
    """Each move has both its ends."""
    for name, root in parts.items():
        ends = [
            {element.get(W + "name") for element in root.iter(W + tag)}
            for tag in ("moveFromRangeStart", "moveToRangeStart")
        ]
        for lonely in ends[0] ^ ends[1]:
            yield f"{name}: the move {lonely} has one end only"


def registers(parts):
    """Every note and comment that the text names is in its part, and the other way round."""
    for part, item, mark in [
        ("word/footnotes.xml", "footnote", "footnoteReference"),
        ("word/comments.xml", "comment", "commentReference"),
    ]:
        if part not in parts:
            continue
        there = {
            element.get(W + "id")
            for element in parts[part].iter(W + item)
            if element.get(W + "type") not in ("separator", "continuationSeparator", "continuationNotice")
        }
        used = {element.get(W + "id") for root in parts.values() for element in root.iter(W + mark)}
        yield from (f"{part}: {item} {id} is named and not there" for id in sorted(used - there))
        yield from (f"{part}: {item} {id} is there and never named" for id in sorted(there - used))


def main():
    for file in sys.argv[1:]:
        with zipfile.ZipFile(file) as package:
            found = list(faults(package))
        print(("FAIL" if found else "PASS"), f"package: {file}")
        for fault in found[:20]:
            print(fault)


main()
