"""How long pages take that no newspaper prints: 5 MB on one line, and 200,000 lines.

    python tests/bench/big.py

Each is made of the sample pages, over and over, and opened in a process of its own by `hnreader list`. Printed are
seconds, peak memory, and the time per character against that of the sample pages themselves (linear work: near 1).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
BYTES = 5_000_000
LINES = 200_000
GOAL = 20.0  # seconds


def run(*paths: Path) -> float:
    """List the paths and return the seconds that it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "hnreader", "list", "--in-memory", *map(str, paths)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    """Time both, and say whether the goal is met."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    base = run() / sum(map(len, texts))
    unbroken = "".join("".join(texts).split())
    page = texts[-1].splitlines()
    mixed = "\n".join(texts).splitlines()
    pages = {
        "5 MB on one line": (unbroken * (BYTES // len(unbroken.encode()) + 1))[: BYTES // 3],
        "200,000 lines of one page": "\n".join((page * (LINES // len(page) + 1))[:LINES]),
        "200,000 lines of five pages": "\n".join((mixed * (LINES // len(mixed) + 1))[:LINES]),
    }
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in pages.items():
            path = Path(folder, "page.txt")
            path.write_text(text, encoding="utf-8")
            seconds = run(path)
            slow += seconds > GOAL
            size = path.stat().st_size / 1e6
            share = seconds / len(text) / base
            print(f"{name}: {size:.1f} MB in {seconds:.1f} s, {share:.2f} × a sample page's time a character")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a process: {peak:.0f} MiB")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
