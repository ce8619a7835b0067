"""Hold the export of the sample pages against hand-made segmentation: `python tests/accuracy.py SCORER [--raise]`.

SCORER is a program that reads an export and writes its figures (shares, 0 to 1) with `--json`. Figures may not fall
below the floors in `tests/data/accuracy.json`; `--raise` lifts floors to what is reached, and never lowers one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

FLOORS = Path(__file__).with_name("data") / "accuracy.json"
BODIES = ("exact F1", "near F1", "chars", "para F1")
FIGURES = (*BODIES, "headline", "title", "people", "dateline", "kind", "date", "jump", "whole")
TOLERANCE = 0.0005  # the scorer rounds to four digits


def reached(scorer: Path) -> dict[str, float]:
    """Export the sample pages, score them, and return the overall figures."""
    with tempfile.TemporaryDirectory() as folder:
        export, figures = Path(folder, "export.json"), Path(folder, "figures.json")
        with export.open("wb") as file:
            command = [sys.executable, "-m", "hnreader", "export", "--format", "json"]
            subprocess.run(command, check=True, stdout=file)
        score = [sys.executable, str(scorer), str(export), "--json", str(figures)]
        print(subprocess.run(score, check=True, capture_output=True, text=True).stdout)
        overall = json.loads(figures.read_text(encoding="utf-8"))["overall"]
    return {name: overall[name] for name in FIGURES if overall[name] is not None}


def main() -> int:
    """Compare, and say each figure that fell."""
    figures = reached(Path(sys.argv[1]))
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if "--raise" in sys.argv:
        floors = {name: max(value, floors.get(name, 0.0)) for name, value in figures.items()}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    fallen = {name: floor for name, floor in floors.items() if figures.get(name, 0.0) < floor - TOLERANCE}
    for name, floor in fallen.items():
        print(f"{name} is {figures.get(name, 0.0):.4f}, below its floor of {floor:.4f}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
