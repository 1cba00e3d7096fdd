#!/usr/bin/env python3
"""Times how plenary and pandoc read the same Word files, in one run, as cold processes.

    benches/import_peers.py FOLDER [RUNS]

Every .docx below FOLDER is read by `plenary import --stdout --no-embedded` and by pandoc with all tracked
changes, to its JSON, which is its own model written down. The two take turns; of each file the fastest of
RUNS (default 5) counts, after one run that does not, since what disturbs a run only makes it slower.
Pandoc comes from PyPI, under target/peers, and is run without Python.
"""

import statistics
import sys
from pathlib import Path

from peers import PLENARY, install, pandoc, timed

# Files of more bytes than this are to be read ten times as fast as pandoc reads them, others five times.
LARGE = 50_000


def measured(file, reader, runs):
    """The fastest times of both in ms, and the largest memory of both in MiB; none where one fails."""
    commands = [
        [str(PLENARY), "import", str(file), "--stdout", "--no-embedded"],
        [reader, "-f", "docx+styles", "--track-changes=all", "-t", "json", str(file)],
    ]
    times, peaks = ([], []), [0, 0]
    for _ in range(runs):
        for side, command in enumerate(commands):
            result = timed(command, 1)
            if result is None:
                return None
            times[side].append(result[1])
            peaks[side] = max(peaks[side], result[2])
    return min(times[0]), min(times[1]), peaks


def row(name, files, goal):
    if not files:
        return
    multiples = sorted(theirs / ours for _, ours, theirs, _ in files)
    ours = [ours for _, ours, _, _ in files]
    theirs = [theirs for _, _, theirs, _ in files]
    peaks = [max(peaks[side] for *_, peaks in files) for side in (0, 1)]
    below = sum(multiple < goal for multiple in multiples)
    print(
        f"| {name} | {len(files)} | {statistics.median(ours):.1f} | {max(ours):.0f} | {statistics.median(theirs):.0f} "
        f"| {max(theirs):.0f} | {multiples[0]:.1f} | {statistics.median(multiples):.1f} | {below} "
        f"| {peaks[0]:.0f} | {peaks[1]:.0f} |"
    )


def main():
    folder = Path(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    install(["pypandoc-binary"])
    reader = pandoc()
    files, failed = [], []
    for file in sorted(folder.rglob("*.docx")):
        result = measured(file, reader, runs)
        if result is None:
            failed.append(file.name)
        else:
            files.append((file, *result))
    large = [it for it in files if it[0].stat().st_size > LARGE]
    small = [it for it in files if it[0].stat().st_size <= LARGE]
    print("| files | number | ours, median ms | most | pandoc, median ms | most | least multiple | median | below the goal | ours, MiB | pandoc, MiB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    row("over 50 kB, ten times", large, 10)
    row("the rest, five times", small, 5)
    for part, goal in ((large, 10), (small, 5)):
        slow = [it for it in part if it[2] / it[1] < goal]
        for file, ours, theirs, _ in sorted(slow, key=lambda it: it[2] / it[1])[:20]:
            print(f"below {goal}: {theirs / ours:.1f} ({ours:.1f} ms, {theirs:.1f} ms): {file.name}")
    for name in failed:
        print(f"not read by both: {name}")


if __name__ == "__main__":
    main()
