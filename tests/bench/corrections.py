"""How many decisions bring pages to what is known of them, and whether they survive: asserts nothing.

    python tests/bench/corrections.py FOLDER [--pages NAME…]

FOLDER has `gold` and `pages`, as training reads them. Of each page are printed the bodies and titles that are wrong,
the decisions that mend them, and what is wrong then: through the API; and where the decisions are kept beside the page
and that is read from its file, as it was and as other extractions would have it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from derived_corrections import derive, errors

from hnreader.archive import CorrectedFile, State, load
from hnreader.model import PageArticles
from hnreader.training.gold_reading import read_gold
from hnreader.userdata.correction_file import PageCorrection, add_corrections, correction_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.corrections import Correction
    from hnreader.training.truth import LabelledPage


def _with_blanks(lines: Sequence[str]) -> str:
    """Blanks around the lines, twice as many blank lines, other line ends."""
    return "\r\n".join(f" {line}　" if line.strip() else "\r\n" for line in lines)


def _with_blank_lines(lines: Sequence[str]) -> str:
    """A blank line behind each."""
    return "\n\n".join(line for line in lines if line.strip())


EXTRACTIONS: Final[dict[str, Callable[[Sequence[str]], str]]] = {
    "as it was": "\n".join,
    "other blanks and line ends": _with_blanks,
    "a blank line behind each": _with_blank_lines,
}


def wrong_in_files(page: LabelledPage, corrections: Sequence[Correction], folder: Path) -> list[int | None]:
    """Return for each extraction what is wrong with corrections beside it; None where not all of them fit."""
    found: list[int | None] = []
    for number, written in enumerate(EXTRACTIONS.values()):
        path = folder / f"{number}.txt"
        path.write_text(written(page.lines), "utf-8", newline="")
        correction_path(path).unlink(missing_ok=True)
        kept = [PageCorrection(each) for each in corrections]
        add_corrections(correction_path(path), kept)
        fit = {*CorrectedFile(path).states(kept)} <= {State.APPLIED}
        (segmented,) = (each for each in load(path) if isinstance(each, PageArticles))
        found.append(errors(page, segmented) if fit else None)
    return found


def figures(name: str, page: LabelledPage, folder: Path) -> Counter[str]:
    """Print the figures of a page, and return them."""
    derived = derive(page)
    kept = wrong_in_files(page, derived.corrections, folder)
    print(f"{name}: {derived.wrong} wrong, {len(derived.corrections)} decisions, then {derived.left} wrong")
    for form, left in zip(EXTRACTIONS, kept, strict=True):
        print(f"    from its file, {form}: {'words not found' if left is None else f'{left} wrong'}", flush=True)
    counts = Counter(pages=1, wrong=derived.wrong, decisions=len(derived.corrections), right=not derived.left)
    return counts + Counter({form: left == 0 for form, left in zip(EXTRACTIONS, kept, strict=True)})


def main() -> None:
    """Print the figures of the pages of a folder, and their sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", nargs="*", default=[""], help="the beginnings of names of gold files; default: all")
    arguments = parser.parse_args()
    gold = arguments.folder / "gold"
    names = sorted(path.stem for path in gold.glob("*.json"))
    pages = zip(names, read_gold(gold, arguments.folder / "pages"), strict=True)
    wanted = tuple(arguments.pages)
    with tempfile.TemporaryDirectory() as folder:
        found = [figures(name, page, Path(folder)) for name, page in pages if name.startswith(wanted)]
    total: Counter[str] = sum(found, Counter())
    print(", ".join(f"{name}: {total[name]}" for name in ("pages", "wrong", "decisions", "right", *EXTRACTIONS)))


if __name__ == "__main__":
    main()
