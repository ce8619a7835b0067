"""Score an export against gold files: `python tests/accuracy [EXPORT.json [GOLD_DIR [--pages DIR]]]`.

Without arguments the sample pages are exported and scored, and compared with the floors; `--raise` lifts floors to what
is reached and never lowers one. The pages of other gold files are looked for in `pages` or `seeds` beside GOLD_DIR.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from gold import page_lines
from scorer import FIGURES, Score, score_page

ROOT: Final = Path(__file__).resolve().parents[2]
SEEDS: Final = ROOT / "seeds"
GOLD: Final = ROOT / "tests" / "data" / "gold"
FLOORS: Final = Path(__file__).with_name("floors.json")
OVERALL: Final = "overall"


def gold_files(folder: Path) -> list[dict[str, Any]]:
    """Return the gold files of a folder, in order of their names."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [gold for gold in found if "page" in gold and "articles" in gold]


def export_seeds() -> dict[str, Any]:
    """Return the JSON export of the sample pages."""
    command = [sys.executable, "-m", "hnreader", "export", "--format", "json", str(SEEDS)]
    export: dict[str, Any] = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    return export


def score_export(export: dict[str, Any], gold_folder: Path, pages: Path) -> dict[str, Score]:
    """Return the score of each gold file's page, of each group of pages, and overall."""
    exported: dict[str, dict[str, Any]] = {}
    for page in export["pages"]:
        name = Path(str(page.get("source"))).name
        exported[name] = page
        exported.setdefault(f"{Path(name).stem}.txt", page)  # a page of NAME.pdf
    scores: dict[str, Score] = {}
    groups: dict[str, Score] = {}
    overall = Score()
    for gold in gold_files(gold_folder):
        score = score_page(gold, page_lines(pages / gold["page"]), exported.get(gold["page"]))
        scores[gold["page"]] = score
        if gold.get("level"):
            group = "negative" if gold["level"] == "negative" else f"{gold.get('form')} {gold['level']}"
            groups.setdefault(group, Score()).add(score)
        overall.add(score)
    return {**scores, **dict(sorted(groups.items())), OVERALL: overall}


def table(scores: dict[str, Score]) -> str:
    """Return the figures in percent, a line for each page, group and all."""
    width = max(map(len, scores))
    head = " ".join([" " * width, "match/gold/exp".rjust(15), *(name.rjust(8) for name in FIGURES)])
    lines = [head]
    for name, score in scores.items():
        counts = "/".join(str(score.counts[count]) for count in ("matched", "articles", "exported"))
        cells = ("-" if value is None else f"{100 * value:.1f}" for value in score.figures().values())
        lines.append(" ".join([name.ljust(width), counts.rjust(15), *(cell.rjust(8) for cell in cells)]))
    return "\n".join(lines)


def fallen(scores: dict[str, Score], floors: dict[str, dict[str, float]]) -> list[str]:
    """Return a line for each figure that is below its floor."""
    lines = []
    for name, values in floors.items():
        figures = scores[name].figures() if name in scores else {}
        for figure, floor in values.items():
            value = figures.get(figure) or 0.0
            if value < floor:
                lines.append(f"{name}: {figure} is {value:.4f}, below its floor of {floor:.4f}")
    return lines


def raised(scores: dict[str, Score], floors: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Return the floors, lifted to what is reached."""
    return {
        name: {
            figure: max(value, floors.get(name, {}).get(figure, 0.0))
            for figure, value in score.figures().items()
            if value is not None
        }
        for name, score in scores.items()
    }


def main() -> int:
    """Print the figures; return 1 where one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path, nargs="?", help="the export; by default, that of the sample pages")
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD, help="the folder of the gold files")
    parser.add_argument("--pages", type=Path, help="the folder of the pages")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--misses", action="store_true", help="list what is wrong, article by article")
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift the floors to what is reached")
    options = parser.parse_args()
    beside = (options.gold.resolve().parent / name for name in ("pages", "seeds"))
    pages = options.pages or (SEEDS if options.gold == GOLD else next(filter(Path.is_dir, beside)))
    export = json.loads(options.export.read_text(encoding="utf-8")) if options.export else export_seeds()
    scores = score_export(export, options.gold, pages)
    print(table(scores))
    if options.misses:
        print(*scores[OVERALL].misses, sep="\n")
    if options.json:
        figures = {name: score.figures() | dict(score.counts) for name, score in scores.items()}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.gold != GOLD:
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if options.lift:
        FLOORS.write_text(json.dumps(raised(scores, floors), indent=1) + "\n", encoding="utf-8")
    lines = fallen(scores, floors)
    print(*lines, sep="\n", end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
