"""What is the same in every process: an export does not depend on the order of sets of strings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

OTHER_PROCESS = """
import hashlib, json, sys
from pathlib import Path
from hnreader.reading import pages_from
from hnreader.research.export import export_page
from hnreader.segment import segment

for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    export = export_page(segment(next(pages_from(path.read_bytes(), path.name))))
    print(path.name, hashlib.sha256(json.dumps(export, ensure_ascii=False).encode()).hexdigest())
"""


def test_a_page_is_the_same_in_every_process() -> None:
    """Whatever the order of sets and dictionaries of strings, each sample page gives the same export, byte for byte."""
    seeds = Path(__file__).parents[2] / "seeds"
    found = [
        subprocess.run(
            [sys.executable, "-c", OTHER_PROCESS, str(seeds)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(seeds.parent), "PYTHONUTF8": "1"},
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2", "77")
    ]
    assert len(found[0].splitlines()) == len(list(seeds.glob("*.txt"))) > 0
    assert found[0] == found[1] == found[2]
