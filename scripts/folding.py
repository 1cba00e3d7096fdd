"""What two texts are compared by: their pieces between tabs and line ends, typography folded."""

import filecmp
import re
import unicodedata


def fold(text):
    text = unicodedata.normalize("NFKC", text)
    for hyphen in "\u2010\u2011":
        text = text.replace(hyphen, "-")
    text = text.replace("\u00ad", "")
    return re.sub(r"\s+", " ", text).strip()


def pieces(text):
    """The pieces of a text; rules of underscores are none."""
    folded = (fold(piece) for piece in re.split(r"[\t\n\v]", text))
    return [piece for piece in folded if piece and piece.strip("_")]


def without_pictures(found, source):
    """The pieces without those that stand in for pictures."""
    words = re.findall(r"!\[((?:[^\]\\]|\\.)*)\]\(", source)
    shown = {fold("[" + re.sub(r"\\(.)", r"\1", word) + "]") for word in words}
    return [piece for piece in found if piece not in shown]


def in_view(markup, view):
    """The file of another view that is beside `SOURCE/markup/x.docx`: `SOURCE/final/x.final.docx`."""
    name = markup.name if view == "markup" else f"{markup.stem}.{view}{markup.suffix}"
    return markup.parent.parent / view / name


def repeats(file):
    """Whether a file and the text beside it are to the byte those of the markup, and so have been
    judged with them: a document without changes is the same in every view."""
    view = file.parent.name
    markup = file.parent.parent / "markup" / file.name.replace(f".{view}.", ".")
    return markup != file and all(
        other.exists() and filecmp.cmp(one, other, shallow=False)
        for one, other in [(file, markup), (file.with_suffix(".txt"), markup.with_suffix(".txt"))]
    )
