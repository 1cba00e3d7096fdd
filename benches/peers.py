#!/usr/bin/env python3
"""Times plenary and its peers on the same documents, in one run, as cold processes.

    benches/peers.py PEERS [RUNS]

PEERS holds the seed in each peer's language (res101.md, res101.typ, reference.docx, changes.lua,
res101.critic.md, and in big/ the same hundred times). Peers are taken from a virtual environment
under target/peers, made on the first run. Each figure is the median of RUNS (default 9) after one
run that does not count; the last column is the time as a multiple of plenary's.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLENARY = ROOT / "target/release/plenary"
TOOLS = ROOT / "target/peers"
PACKAGES = ["pypandoc-binary", "typst", "jubarte-redlines", "docx-trackdiff"]


def install(packages):
    if not (TOOLS / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(TOOLS)], check=True)
    subprocess.run([str(TOOLS / "bin/pip"), "install", "--quiet", *packages], check=True)


def pandoc():
    found = subprocess.run(
        [str(TOOLS / "bin/python"), "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"],
        capture_output=True, text=True, check=True)
    return found.stdout.strip()


def timed(command, runs):
    times, peak = [], 0
    for run in range(runs + 1):
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        spent = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            return None
        if run:
            times.append(spent * 1000)
        peak = max(peak, used.ru_maxrss / 1024)
    return statistics.median(times), min(times), peak


def repeated(work):
    """The example a hundred times in one source, with ids of its own for the notes."""
    text = (ROOT / "examples/resolution-101-ecp1.plen").read_text()
    start = text.index("\nMOD ") + 1
    copies = (text[start:].replace("[^", f"[^n{copy}-") for copy in range(100))
    source = work / "hundred.plen"
    source.write_text(text[:start] + "\n".join(copies))
    return source


def rows(title, entries, runs):
    print(f"\n{title}\n")
    print("| program | median ms | fastest ms | peak MiB | times ours |")
    print("|---|--:|--:|--:|--:|")
    ours = None
    for name, command in entries:
        result = timed([str(word) for word in command], runs)
        if result is None:
            print(f"| {name} | failed | | | |")
            continue
        median, fastest, peak = result
        ours = ours or median
        print(f"| {name} | {median:.1f} | {fastest:.1f} | {peak:.0f} | {median / ours:.1f} |")


def main():
    peers = Path(sys.argv[1]).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    os.environ["SOURCE_DATE_EPOCH"] = "1395133200"
    install(PACKAGES)
    work = TOOLS / "work"
    work.mkdir(exist_ok=True)
    seed = ROOT / "examples/resolution-101-ecp1.plen"
    hundred = repeated(work)
    typst = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3])"
    python, jubarte = TOOLS / "bin/python", TOOLS / "bin/jubarte-redlines"
    print(f"{runs} runs, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")

    def plenary(source, to):
        return [PLENARY, "build", source, "--to", to, "-o", work / f"ours.{to}"]

    def word(source, critic):
        return [
            ("plenary", plenary(seed if "big" not in str(source) else hundred, "docx")),
            ("pandoc", [pandoc(), peers / source, "--reference-doc", peers / "reference.docx",
                        "-o", work / "pandoc.docx"]),
            ("jubarte (wheel)", [jubarte, "convert", peers / critic, "--page", "a4", "--force", "-q",
                                 "-o", work / "jubarte.docx"]),
        ]

    def pdf(source, critic):
        return [
            ("plenary", plenary(seed if "big" not in str(source) else hundred, "pdf")),
            ("typst (wheel)", [python, "-c", typst, peers / source, work / "typst.pdf", peers]),
            ("jubarte (wheel)", [jubarte, "convert", peers / critic, "--page", "a4", "--compress",
                                 "--force", "-q", "-o", work / "jubarte.pdf"]),
        ]

    rows("One resolution to Word", word("res101.md", "res101.critic.md"), runs)
    rows("One resolution to PDF", pdf("res101.typ", "res101.critic.md"), runs)
    if (peers / "big").exists():
        rows("A hundred in one, to Word", word("big/res101x100.md", "big/res101x100.critic.md"), 3)
        rows("A hundred in one, to PDF", pdf("big/res101x100.typ", "big/res101x100.critic.md"), 3)


if __name__ == "__main__":
    main()
