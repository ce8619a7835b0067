"""Score segmented sample pages against their hand-made segmentation, and keep the floors.

`python tests/segment/gold.py` says what is reached and what is wrong; `--raise` lifts floors to what is reached, and
never lowers one. A gold span is `12`, `12-18` or `12[0:17]`: whole lines, or characters of a line without its outer
blanks. Texts are compared without blanks.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
FLOORS = DATA / "floors.json"
SEEDS = Path(__file__).parents[2] / "seeds"
FIGURES = ("paired", "bodies", "titles", "people", "kinds", "datelines", "jumps", "paragraphs", "date")
TITLE = ("kicker", "headline", "subhead")
PEOPLE = ("reporters", "correspondents", "photographers", "commentators")
ALIKE = 0.5  # of two bodies' pairs of characters: above it they are the same article

_SPAN = re.compile(r"(\d+)(?:-(\d+))?(?:(\[)(\d*):(\d*)\])?")


class Score:
    """How many of a page's gold articles agree in what, and what is wrong where they do not."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, figure: str, where: str, found: Any, wanted: Any) -> None:
        if found == wanted:
            self.counts[figure] += 1
        else:
            self.wrong.append(f"{figure} of {where}: {_differ(found, wanted)}")


def gold_pages() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((DATA / "gold").glob("*.json"))]


def score(gold: dict[str, Any], page: dict[str, Any]) -> Score:
    """Compare one exported page with its gold."""
    lines = (SEEDS / gold["page"]).read_text(encoding="utf-8").split("\n")
    result = Score()
    result.add("date", "the issue", page["issue"]["date"], gold["issue"]["date"])
    wanted = [[say(lines, one["text"]) for one in article["paragraphs"]] for article in gold["articles"]]
    found = [[bare(one["text"]) for one in article["paragraphs"]] for article in page["articles"]]
    captions = [say(lines, *article.get("captions") or []) for article in gold["articles"]]
    bodies = ["".join(body) or caption for body, caption in zip(wanted, captions, strict=True)]
    others = [
        "".join(body) or bare("".join(article["captions"]))
        for body, article in zip(found, page["articles"], strict=True)
    ]
    pairs = pair(bodies, others)
    for number, truth in enumerate(gold["articles"]):
        where = f"{truth['id']} ({bodies[number][:12]}…)"
        if number not in pairs:
            result.wrong.append(f"no article is {where}")
            continue
        result.counts["paired"] += 1
        article, at = page["articles"][pairs[number]], pairs[number]
        result.add("bodies", where, others[at], bodies[number])
        result.counts["paragraphs"] += sum((Counter(wanted[number]) & Counter(found[at])).values())
        title = "".join(bare(article[part] or "") for part in TITLE)
        readings = titles(lines, truth)
        result.add("titles", where, title, title if title in readings else readings[0])
        result.add("people", where, *({role: sorted(one[role]) for role in PEOPLE} for one in (article, truth)))
        result.add("kinds", where, article["kind"], truth["kind"])
        result.add("datelines", where, article["dateline"], truth["dateline"])
        result.add(
            "jumps", where, *([turn(one[side]) for side in ("jump_from", "jump_to")] for one in (article, truth))
        )
    return result


def say(lines: list[str], *texts: list[str]) -> str:
    """Return the characters that gold texts point at."""
    out = []
    for span in (span for text in texts for span in text):
        found = _SPAN.fullmatch(span)
        assert found, span
        first, last, sliced, start, end = found.groups()
        printed = [line.strip() for line in lines[int(first) - 1 : int(last or first)]]
        out.append(printed[0][int(start or 0) : int(end) if end else None] if sliced else "".join(printed))
    return bare("".join(out))


def titles(lines: list[str], truth: dict[str, Any]) -> list[str]:
    """Return the whole title as the gold has it, then the other readings that an editor would accept."""
    return [
        "".join(say(lines, one.get(part, truth[part])) for part in TITLE) for one in (truth, *truth.get("also", ()))
    ]


def pair(bodies: list[str], others: list[str]) -> dict[int, int]:
    """Pair bodies one to one by their overlap, the best first."""
    grams = [[Counter(map(str.__add__, body, body[1:])) for body in side] for side in (bodies, others)]
    scored = sorted(
        ((2 * (one & other).total() / (one.total() + other.total() or 1), -i, -j), (i, j))
        for i, one in enumerate(grams[0])
        for j, other in enumerate(grams[1])
    )
    found: dict[int, int] = {}
    for (alike, *_), (i, j) in reversed(scored):
        if alike >= ALIKE and i not in found and j not in found.values():
            found[i] = j
    return found


def turn(jump: dict[str, Any] | None) -> tuple[int, str | None] | None:
    return (jump["page"], jump["mark"]) if jump else None


def bare(text: str) -> str:
    return "".join(text.split())


def _differ(found: Any, wanted: Any) -> str:
    """Say what was found and what was wanted; of long texts, where they part."""
    one, other = str(found), str(wanted)
    if max(len(one), len(other)) <= 120:
        return f"{one} for {other}"
    shorter = min(len(one), len(other))
    at = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    begin = max(0, at - 10)
    return f"…{one[begin : at + 20]}… for …{other[begin : at + 20]}… (at {at} of {len(other)})"


def reached() -> dict[str, Score]:
    """Segment the sample pages and score each."""
    from hnreader.model import Page  # noqa: PLC0415 - see the end: the path is not set yet
    from hnreader.reading import read  # noqa: PLC0415
    from hnreader.research.export import export_page  # noqa: PLC0415
    from hnreader.segment import segment  # noqa: PLC0415

    scores = {}
    for gold in gold_pages():
        (page,) = read(SEEDS / gold["page"])
        assert isinstance(page, Page)
        scores[gold["page"]] = score(gold, export_page(segment(page)))
    return scores


def main() -> None:
    """Say what is reached; raise the floors where asked to."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for page, one in reached().items():
        print(page, dict(one.counts), *one.wrong, sep="\n  ")
        floors[page] = {name: max(one.counts[name], floors.get(page, {}).get(name, 0)) for name in FIGURES}
    if "--raise" in sys.argv:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(SEEDS.parent))  # run by hand, the program need not be installed
    main()
