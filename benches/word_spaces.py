#!/usr/bin/env python3
"""Sets the same justified paragraphs with plenary, typst and LibreOffice, and compares the lines.

    benches/word_spaces.py [TEXT ...]

A TEXT is a Plenary source or a plain text whose paragraphs are lines or stand between empty
lines; without any, the examples are taken. Its paragraphs of some length are set 170 mm wide in
Liberation Serif 11 with words divided, one document a program, and the places of the words are
read from the PDFs by pdftotext. Printed for each program:

- the mean squared deviation of the spaces between words from the space of the font, as a
  percentage of that space squared, over all lines but the last of each paragraph;
- the widest space, in spaces of the font;
- lines that reach over the edge, and the most hyphens one under another.

typst comes from the virtual environment of benches/peers.py, LibreOffice must be installed.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from peers import PACKAGES, PLENARY, ROOT, TOOLS, install

WIDTH = 170 * 72 / 25.4
SIZE = 11
SPACE = SIZE * 0.25
HYPHEN = SIZE * 0.333
EDGE = 20 * 72 / 25.4 + WIDTH
SHORTEST = 150


def paragraphs(path):
    """The longer paragraphs of a text, without labels, no two alike."""
    if path.suffix == ".plen":
        built = subprocess.run([PLENARY, "build", path, "--to", "text", "--view", "final", "-o", "-"],
                               capture_output=True, text=True, check=True)
        text = built.stdout
    else:
        text = path.read_text()
    are_lines = max(map(len, text.split("\n"))) > 200
    blocks = text.split("\n") if are_lines else re.split(r"\n\s*\n", text)
    found = {}
    for block in blocks:
        block = " ".join(block.replace("\u00a0", " ").replace("\u2011", "-").split())
        block = re.sub(r"^(\d+(\.\d+)*|[a-z]{1,4}\)|[–•-])(bis|ter)?\s+", "", block)
        block = re.sub(r"[^\w\s.,;:()/'’“”–-]", "", block)
        if len(block) >= SHORTEST and block.endswith((",", ";", ".", ":")):
            found[block] = None
    return list(found)


def escaped(text, signs):
    return re.sub(f"([{re.escape(signs)}])", r"\\\1", text)


def plenary(texts, language, work):
    source = work / "plenary.plen"
    head = f"---\nstyle: publication\nlanguage: {language}\ntypography: literal\n---\n\n"
    source.write_text(head + "\n\n".join(escaped(text, "*_[]{}<>@#%^~|\\") for text in texts) + "\n")
    subprocess.run([PLENARY, "build", source, "--to", "pdf", "--no-source", "-o", work / "plenary.pdf"],
                   check=True, capture_output=True)


def typst(texts, language, work):
    source = work / "typst.typ"
    head = (f'#set page(paper: "a4", margin: 20mm)\n#set text(font: "Liberation Serif", size: {SIZE}pt, '
            f'lang: "{language}", hyphenate: true, overhang: false)\n#set par(justify: true, leading: 0.65em, spacing: 1.2em)\n\n')
    source.write_text(head + "\n\n".join(escaped(text, "*_[]{}<>@#$`~/='\"-\\") for text in texts) + "\n")
    script = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    subprocess.run([TOOLS / "bin/python", "-c", script, source, work / "typst.pdf"], check=True)


def libreoffice(texts, language, work):
    country = {"en": "GB", "fr": "FR", "es": "ES", "ru": "RU"}.get(language, "none")
    body = "".join(f'<text:p text:style-name="P">{html.escape(text)}</text:p>' for text in texts)
    (work / "libreoffice.fodt").write_text(f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="S" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:margin-bottom="8pt" fo:orphans="2" fo:widows="2"/><style:text-properties style:font-name="S"
 fo:font-size="{SIZE}pt" fo:language="{language}" fo:country="{country}" fo:hyphenate="true"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="3"/></style:style>
<style:page-layout style:name="A"><style:page-layout-properties fo:page-width="210mm"
 fo:page-height="297mm" fo:margin="20mm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A"/></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>''')
    subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to",
                    "pdf", "--outdir", work, work / "libreoffice.fodt"], check=True, capture_output=True)


def lines(pdf):
    """The lines of a PDF: for each the words as (left, right, text)."""
    found = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    every = []
    for page in found.split("<page ")[1:]:
        rows = {}
        pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>'
        for left, top, right, word in re.findall(pattern, page):
            rows.setdefault(round(float(top)), []).append((float(left), float(right), html.unescape(word)))
        every += [sorted(rows[top]) for top in sorted(rows)]
    return every


def judged(pdf):
    """(sum of squared deviations, spaces, widest, overfull lines, most hyphens in a row)."""
    squares = spaces = over = row = most = 0
    widest = 0.0
    for line in lines(pdf):
        right = line[-1][1]
        over += right > EDGE + 0.6
        # Where the text behind the glyphs is the whole word, its hyphen has no place in it.
        divided = EDGE - HYPHEN - 0.8 < right < EDGE - HYPHEN + 0.8
        row = row + 1 if divided or line[-1][2].endswith(("-", "\u00ad", "\u2010")) else 0
        most = max(most, row)
        if right < EDGE - HYPHEN - 0.8:
            continue
        for (_, end, _), (start, _, _) in zip(line, line[1:]):
            squares += (start - end - SPACE) ** 2
            widest = max(widest, start - end)
            spaces += 1
    return squares, spaces, widest, over, most


def language_of(texts):
    """By the commonest little words; only those languages that all three divide words in."""
    words = re.findall(r"\w+", " ".join(texts).lower())
    marks = {"en": ("the", "of", "and"), "fr": ("les", "des", "et"), "es": ("los", "las", "y"), "ru": ("и", "в", "на")}
    return max(marks, key=lambda language: sum(words.count(word) for word in marks[language]))


def main():
    install(PACKAGES)
    programs = {"plenary": plenary, "typst": typst, "LibreOffice": libreoffice}
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "examples").glob("*.plen"))
    totals = {name: [0, 0, 0.0, 0, 0] for name in programs}
    print("| text | paragraphs | " + " | ".join(programs) + " |")
    print("|---|--:|" + "--:|" * len(programs))
    compared = won = 0
    for path in files:
        texts = paragraphs(path)
        if not texts:
            continue
        language = language_of(texts)
        cells = []
        for name, program in programs.items():
            with tempfile.TemporaryDirectory() as folder:
                work = Path(folder)
                program(texts, language, work)
                result = judged(work / f"{name.lower()}.pdf")
            total = totals[name]
            for place in (0, 1, 3):
                total[place] += result[place]
            total[2] = max(total[2], result[2])
            total[4] = max(total[4], result[4])
            cells.append(result[0] / max(result[1], 1) / SPACE ** 2 * 100)
        compared += 1
        won += cells[0] == min(cells)
        print(f"| {path.stem} | {len(texts)} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |", flush=True)
    print(f"\nplenary has the most even spaces in {won} of {compared} texts.\n")
    print("| | squared deviation, % | spaces | widest | overfull | hyphens in a row |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, (squares, spaces, widest, over, most) in totals.items():
        deviation = squares / max(spaces, 1) / SPACE ** 2 * 100
        print(f"| {name} | {deviation:.1f} | {spaces} | {widest / SPACE:.1f} | {over} | {most} |")


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(__file__))
    main()
