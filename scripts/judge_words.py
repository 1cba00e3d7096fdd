"""Compares the words that pdftotext finds in each PDF with those of the text that Plenary prints.

    judge_words.py FOLDER

Running heads and page numbers are only on the pages, comments only in the margin; so every word
of the text must be on the pages, and in the views without margins nothing else but what runs
along them.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from folding import fold, pieces, repeats, without_pictures


def words(text, by_letter):
    """The words, or for scripts that break lines anywhere the letters."""
    text = fold(text)
    # A word divided at a line's end may have lost its hyphen, or gained one.
    text = text.replace("-", "")
    return Counter(text.replace(" ", "") if by_letter else text.split())


def main():
    folder = Path(sys.argv[1])
    for file in sorted(folder.glob("**/*.pdf")):
        if repeats(file):
            continue
        source_folder = file.parent.parent
        source = Path(source_folder.relative_to(folder).as_posix() + ".plen").read_text("utf-8", "replace")
        by_letter = re.search(r"^language: *(zh|ar)", source, re.M) is not None
        text = without_pictures(pieces(file.with_suffix(".txt").read_text("utf-8")), source)
        printed = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
        # Paragraph marks that changed alone, or with their paragraph, are shown.
        printed = re.sub(r"(?<=\w)[-\u00ad\u2010]\n", "", printed.replace("¶", " "))
        # pdftotext puts marks of direction around words that run the other way.
        printed = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", printed)
        # Behind raised characters pdftotext begins a new line.
        printed = re.sub(r"\n(?=[,.;:])", "", printed)
        missing = words(" ".join(text), by_letter) - words(printed, by_letter)
        print("FAIL" if missing else "PASS", f"pdftotext: {file}")
        if missing:
            print("not on the pages:", " ".join(list(missing)[:20]))


main()
