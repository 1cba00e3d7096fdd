"""Compares pages as poppler draws them with the pictures kept of them.

    judge_pictures.py PLENARY             compares
    UPDATE=1 judge_pictures.py PLENARY    draws the kept pictures anew

Where a patch of a page is lighter or darker than it was, the page is wrong; the shades of single
pixels may differ, for they do from one version of poppler to the next.
"""

import os
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests/pages/pictures"
DPI = 50
# Pixels in a row of a patch, and by how much of 255 its mean may differ.
PATCH = 6
TOLERANCE = 28

# What is shown: a name, the source, how it is built, which page.
PAGES = [
    ("seed-markup-first", "examples/resolution-101-ecp1.plen", [], 1),
    ("seed-markup-notes", "examples/resolution-101-ecp1.plen", [], 3),
    ("seed-final", "examples/resolution-101-ecp1.plen", ["--view", "final"], 2),
    ("forms-contents", "examples/every-form.plen", [], 1),
    ("forms-comments", "examples/every-form.plen", [], 3),
    ("forms-simple", "examples/every-form.plen", ["--changes", "simple"], 4),
    ("proposals", "examples/four-proposals.plen", [], 2),
    ("booklet", "fixtures/house/publication.plen", [], 1),
    ("arabic", "fixtures/languages/arabic.plen", [], 1),
    ("chinese", "fixtures/languages/chinese.plen", [], 1),
    ("captions", "fixtures/tables/captions.plen", [], 1),
]


def drawn(plenary, source, options, page, folder):
    """(width, height, grey pixels) of a page."""
    pdf = Path(folder) / "page.pdf"
    subprocess.run([plenary, "build", ROOT / source, *options, "--to", "pdf", "-o", pdf],
                   check=True, stderr=subprocess.DEVNULL)
    grey = subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page), pdf],
                          check=True, capture_output=True).stdout
    _, size, _, pixels = grey.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, pixels


def write(path, width, height, pixels):
    """A PNG of 16 shades, its rows unfiltered."""
    rows = []
    for y in range(height):
        row = pixels[y * width:(y + 1) * width] + b"\xff"
        nibbles = bytes((row[x] >> 4) << 4 | row[x + 1] >> 4 for x in range(0, width, 2))
        rows.append(b"\0" + nibbles)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
                     + chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b""))


def read(path):
    """A picture as `write` writes it."""
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    at = data.index(b"IDAT")
    length = struct.unpack(">I", data[at - 4:at])[0]
    raw = zlib.decompress(data[at + 4:at + 4 + length])
    stride = (width + 1) // 2 + 1
    pixels = bytearray()
    for y in range(height):
        row = bytearray()
        for byte in raw[y * stride + 1:(y + 1) * stride]:
            row += bytes(((byte >> 4) * 17, (byte & 15) * 17))
        pixels += row[:width]
    return width, height, bytes(pixels)


def worst(kept, now):
    """The patch that differs most: by how much, and where."""
    width, height, before = kept
    if now[:2] != (width, height):
        return 255, (0, 0)
    after = now[2]
    found = (0, (0, 0))
    for top in range(0, height - PATCH + 1, PATCH):
        for left in range(0, width - PATCH + 1, PATCH):
            difference = 0
            for y in range(top, top + PATCH):
                at = y * width + left
                difference += sum(after[at:at + PATCH]) - sum(before[at:at + PATCH])
            found = max(found, (abs(difference) / PATCH ** 2, (left, top)))
    return found


def main():
    plenary = Path(sys.argv[1]).resolve()
    for name, source, options, page in PAGES:
        path = KEPT / f"{name}.png"
        with tempfile.TemporaryDirectory() as folder:
            now = drawn(plenary, source, options, page, folder)
        if os.environ.get("UPDATE"):
            write(path, *now)
            continue
        difference, place = worst(read(path), now) if path.exists() else (255, (0, 0))
        print("FAIL" if difference > TOLERANCE else "PASS", f"picture: {name}")
        if difference > TOLERANCE:
            print(f"page {page} of {source} differs by {difference:.0f} of 255 at {place}")


if __name__ == "__main__":
    main()
