"""Has LibreOffice take and refuse all changes of each Word file, and compares what is left with
the final and the original text as Plenary prints them.

    judge_changes.py FOLDER             all files, with an office a core
    judge_changes.py FOLDER PART PARTS  every so many of them

The folder holds Word files and texts of the three views, as `folding.in_view` names them.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

from folding import in_view, pieces, repeats, without_pictures


# A run that is inserted and deleted, and nothing else in its insertion.
STRUCK_INSERTION = re.compile(
    r"<w:ins\b[^>]*(?<!/)><w:del\b[^>]*(?<!/)>(?:(?!</w:del>).)*</w:del></w:ins>"
)


class Office:
    """A LibreOffice that is started when it is needed, and again when it has died."""

    def __init__(self):
        self.process = None
        self.context = None
        self.profile = tempfile.mkdtemp(prefix="strangers-")

    def connected(self):
        if self.process is None or self.process.poll() is not None:
            self.start()
        return self.context

    def start(self):
        with socket.socket() as free:
            free.bind(("localhost", 0))
            port = free.getsockname()[1]
        command = ["soffice", "--headless", "--norestore", "--nologo"]
        command.append(f"-env:UserInstallation=file://{self.profile}")
        command.append(f"--accept=socket,host=localhost,port={port};urp;")
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(120):
            try:
                self.context = resolver.resolve(f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext")
                return
            except Exception:
                time.sleep(0.5)
        self.process.kill()
        raise SystemExit("FAIL LibreOffice does not start")

    def stop(self):
        if self.process is None:
            return
        try:
            desktop = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
            desktop.terminate()
        except Exception:
            # One that has died says so by failing here.
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.process = None


def value(name, setting):
    return PropertyValue(Name=name, Value=setting)


def judged_copy(file, folder):
    """A copy of a file whose changes all have dates of their own, without comments.

    LibreOffice takes changes of one hand and minute that touch across a paragraph's end for one,
    and loses the paragraph between them. What is taken and refused does not hang on dates.
    Text that one hand inserted and another struck is in neither reading, and stays in a table's cells.
    Comments are no part of the text, and LibreOffice 7.4 dies when it is asked for the pieces of
    a paragraph that has two on the same words.
    """
    count = 0

    def next_date(_):
        nonlocal count
        count += 1
        moment = datetime(2001, 1, 1) + timedelta(minutes=count)
        return f'w:date="{moment:%Y-%m-%dT%H:%M:%SZ}"'

    copy = Path(folder) / "judged.docx"
    with zipfile.ZipFile(file) as original, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in original.namelist():
            part = original.read(name)
            if name in ("word/document.xml", "word/footnotes.xml"):
                text = re.sub(r'w:date="[^"]*"', next_date, part.decode("utf-8"))
                text = STRUCK_INSERTION.sub("", text)
                text = re.sub(r"<w:comment(RangeStart|RangeEnd|Reference)\b[^>]*/>", "", text)
                part = text.encode("utf-8")
            changed.writestr(name, part)
        restarts = b'w:numRestart w:val="eachSect"' in b"".join(
            original.read(name) for name in ("word/settings.xml", "word/document.xml")
        )
    return copy, restarts


class Reading:
    """The text of an open document: its pieces, those of its notes, and its contents' heading."""

    def __init__(self, document, restarts):
        self.restarts = restarts
        self.number = 0
        self.marks = []
        self.contents = None
        self.body, self.cells = [], []
        for text, in_table in self.paragraphs(document.Text):
            # A cell's paragraphs follow each other here, in the text the lines of its row do.
            (self.cells if in_table else self.body).extend(pieces(text))
        self.notes = []
        # A note's text may stand in no note's way, so marks are complete only now.
        for index, mark in enumerate(list(self.marks)):
            texts = (text for text, _ in self.paragraphs(document.Footnotes.getByIndex(index)))
            text = "\n".join(texts).lstrip("\t ")
            # LibreOffice leaves a mark of several characters in the text, without its tab.
            if not mark.isdigit() and text.startswith(mark):
                text = text[len(mark) :]
            self.notes += pieces(mark + "\t" + text)

    def paragraphs(self, text, in_table=False):
        """The paragraphs of a text in order, those of tables cell by cell, and whether they are in one."""
        for element in elements(text):
            if element.supportsService("com.sun.star.text.TextTable"):
                for name in element.CellNames:
                    yield from self.paragraphs(element.getCellByName(name), True)
                continue
            if self.restarts and element.PageDescName:
                self.number = 0
            words = "".join(self.portion(portion) for portion in elements(element))
            if element.ParaStyleName.lower().startswith(("toc", "contents")):
                # A table of contents is made anew by whoever opens the file.
                self.contents = self.contents or words.split("\t")[0]
            else:
                yield words, in_table

    def portion(self, portion):
        if portion.TextPortionType == "Footnote":
            label = portion.Footnote.Label
            if not label:
                self.number += 1
            self.marks.append(label or str(self.number))
            # LibreOffice leaves a mark of several characters in the text as well.
            return "" if len(label) > 1 else self.marks[-1]
        if portion.TextPortionType in ("Text", "TextField", "TextFieldStart"):
            return portion.String
        return ""


def read(context, file, command):
    """Reads a file after a command to take or refuse its changes."""
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    with tempfile.TemporaryDirectory(prefix="strangers-") as folder:
        copy, restarts = judged_copy(file, folder)
        document = desktop.loadComponentFromURL(copy.as_uri(), "_blank", 0, (value("Hidden", True),))
        try:
            dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            frame = document.CurrentController.Frame
            if command:
                dispatcher.executeDispatch(frame, ".uno:" + command, "", 0, ())
            return Reading(document, restarts)
        finally:
            try:
                document.close(True)
            except Exception:
                # Nothing closes in an office that has died; what killed it is told instead.
                pass


def without_contents(text, heading):
    """A text without its table of contents, which ends at the next blank line."""
    return re.sub(rf"(?m)^{re.escape(heading)}\n(.+\n)*", "", text, count=1) if heading else text


def elements(container):
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def difference(found, expected):
    """What keeps a Word file's text from being the expected one; none where nothing does."""
    written, wanted = Counter(found.body) + Counter(found.cells) + Counter(found.notes), Counter(expected)
    for problem, pieces_of in (("is not in the text", written - wanted), ("is not in the Word file", wanted - written)):
        for piece in pieces_of:
            yield f"{problem}: {piece[:150]!r}"
    place = 0
    for piece in found.body:
        try:
            place = expected.index(piece, place) + 1
        except ValueError:
            yield f"is out of order: {piece[:150]!r}"
            return


def share(folder):
    """Judges all files, each part of them in a process of its own, and tells the verdicts part by part."""
    parts = os.cpu_count() or 1
    command = [sys.executable, __file__, folder]
    told = [tempfile.TemporaryFile("w+") for _ in range(parts)]
    judges = [
        subprocess.Popen([*command, str(part), str(parts)], stdout=verdicts)
        for part, verdicts in enumerate(told)
    ]
    failed = [judge.wait() != 0 for judge in judges]
    for verdicts in told:
        verdicts.seek(0)
        print(verdicts.read(), end="", flush=True)
    sys.exit(any(failed))


def judge(folder, part, parts):
    office = Office()
    try:
        for file in sorted(folder.glob("**/markup/*.docx"))[part::parts]:
            source_folder = file.parent.parent
            source = Path(source_folder.relative_to(folder).as_posix() + ".plen").read_text("utf-8", "replace")
            for view, from_view, command in [
                ("final", "markup", "AcceptAllTrackedChanges"),
                ("original", "markup", "RejectAllTrackedChanges"),
                ("final", "final", None),
                ("original", "original", None),
            ]:
                # Its changes, which are none, were taken and refused, and this text was left.
                other = in_view(file, view)
                if command is None and (not other.exists() or repeats(other)):
                    continue
                what = f"LibreOffice {command or 'reads ' + view}: {file.parent.parent}"
                try:
                    found = read(office.connected(), in_view(file, from_view), command)
                    text = in_view(file, view).with_suffix(".txt").read_text("utf-8")
                    text = without_contents(text, found.contents)
                    faults = list(difference(found, without_pictures(pieces(text), source)))
                except Exception as problem:
                    office.stop()
                    faults = [f"LibreOffice fails: {problem!r}"[:200]]
                print("FAIL" if faults else "PASS", what, flush=True)
                for fault in faults[:8]:
                    print(fault, flush=True)
    finally:
        office.stop()


if len(sys.argv) > 2:
    judge(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
else:
    share(sys.argv[1])
