"""Has LibreOffice take and refuse all changes of each Word file, and compares what is left with
the final and the original text as Plenary prints them.

    judge_changes.py FOLDER

The folder holds `SOURCE/VIEW/x.docx` and `SOURCE/VIEW/x.txt` for the three views.
"""

import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

from folding import pieces, without_pictures


def start():
    """Starts LibreOffice and connects to it."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    profile = tempfile.mkdtemp(prefix="strangers-")
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation=file://{profile}",
            f"--accept=socket,host=localhost,port={port};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext")
            return office, context
        except Exception:
            time.sleep(0.5)
    office.kill()
    raise SystemExit("FAIL LibreOffice does not start")


def value(name, setting):
    return PropertyValue(Name=name, Value=setting)


def read(context, file, command):
    """The pieces of a file's text and of its notes, after a command to take or refuse changes."""
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(file.resolve().as_uri(), "_blank", 0, (value("Hidden", True),))
    try:
        if command:
            dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, ".uno:" + command, "", 0, ())
        body = list(paragraphs(document.Text))
        notes = document.Footnotes
        below = []
        for index in range(notes.Count):
            note = notes.getByIndex(index)
            below.append(note.Anchor.String + "\t" + "\n".join(paragraphs(note)).lstrip("\t "))
        return [p for text in body for p in pieces(text)], [p for text in below for p in pieces(text)]
    finally:
        document.close(True)


def paragraphs(text):
    """The paragraphs of a text in order, those of tables cell by cell."""
    for element in elements(text):
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in element.CellNames:
                yield from paragraphs(element.getCellByName(name))
        else:
            yield paragraph(element)


def paragraph(element):
    words = "".join(portion_text(portion) for portion in elements(element))
    if element.ParaStyleName.lower().startswith(("toc", "contents")):
        # Page numbers are the printer's.
        return words.split("\t")[0]
    return words


def portion_text(portion):
    if portion.TextPortionType in ("Text", "TextField", "Footnote", "TextFieldStart"):
        return portion.String
    return ""


def elements(container):
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def difference(body, notes, expected):
    """What keeps a Word file's text from being the expected one; none where nothing does."""
    written, wanted = Counter(body) + Counter(notes), Counter(expected)
    for problem, found in (("is not in the text", written - wanted), ("is not in the Word file", wanted - written)):
        for piece in found:
            yield f"{problem}: {piece[:150]!r}"
    place = 0
    for piece in body:
        try:
            place = expected.index(piece, place) + 1
        except ValueError:
            yield f"is out of order: {piece[:150]!r}"
            return


def main():
    folder = Path(sys.argv[1])
    office, context = start()
    try:
        for file in sorted(folder.glob("**/markup/*.docx")):
            source_folder = file.parent.parent
            source = Path(source_folder.relative_to(folder).as_posix() + ".plen").read_text("utf-8", "replace")
            name = file.name
            for view, from_view, command in [
                ("final", "markup", "AcceptAllTrackedChanges"),
                ("original", "markup", "RejectAllTrackedChanges"),
                ("final", "final", None),
                ("original", "original", None),
            ]:
                what = f"LibreOffice {command or 'reads ' + view}: {file.parent.parent}"
                try:
                    body, notes = read(context, source_folder / from_view / name, command)
                    text = (source_folder / view / name).with_suffix(".txt").read_text("utf-8")
                    faults = list(difference(body, notes, without_pictures(pieces(text), source)))
                except Exception as problem:
                    faults = [repr(problem)]
                print("FAIL" if faults else "PASS", what, flush=True)
                for fault in faults[:8]:
                    print(fault, flush=True)
    finally:
        office.kill()


main()
