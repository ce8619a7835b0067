"""How far an export agrees with the gold files of its pages.

Articles are paired one to one by the overlap of their bodies, the best first. A figure is a share of what is right, or
an F1 of precision and recall; figures of several pages are made from the sums, not from the pages' figures.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from gold import JUMPS, LINES, PEOPLE, TITLE, compact, exported_articles, gold_articles, text_of
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gold import ComparableArticle

SAME_ARTICLE: Final = 0.5  # overlap of the bodies from which two articles are one
NEARLY: Final = 0.95  # 1 − edit distance / longer length, from which a body counts as nearly right
DIGITS: Final = 4  # of a figure, which is a share

F1: Final = ("exact F1", "near F1", "para F1")
SHARES: Final = (
    *("chars", "headline", "kicker", "subhead", "title", "column", "byline", "people"),
    *("dateline", "kind", "date", "jump", "conserv.", "whole"),
)
FIGURES: Final = ("exact F1", "near F1", "chars", "para F1", *SHARES[1:])

_JUMP_LINE: Final = re.compile(r"[▲△▶▷►▸]*[（(\[【](?:上接|下转|紧接|转|接)[^（()）\[\]【】]{0,12}[)）\]】]")
_CHINESE_DIGITS: Final = str.maketrans("〇一二三四五六七八九", "0123456789")


class Score:
    """Sums over one or several pages, and what is wrong in words."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        """What there is to be right, of each figure."""
        self.exported: Counter[str] = Counter()
        """For F1 figures, how many there are in the export."""
        self.counts: Counter[str] = Counter()
        """Pages, articles, exported, matched; characters lost and added; false jumps."""
        self.misses: list[str] = []

    def add(self, other: Score) -> None:
        """Add the sums of another score."""
        for name in ("right", "gold", "exported", "counts"):
            getattr(self, name).update(getattr(other, name))
        self.misses += other.misses

    def share(self, name: str, *, right: float, of: float = 1) -> None:
        """Count something that is right, or wrong, out of `of`."""
        self.right[name] += right  # type: ignore[assignment]
        self.gold[name] += of  # type: ignore[assignment]

    def figures(self) -> dict[str, float | None]:
        """Return each figure as a share; None where there is nothing to be right."""
        values: dict[str, float | None] = {}
        for name in FIGURES:
            possible = self.gold[name] + self.exported[name]
            twice = 2 if name in F1 else 1
            values[name] = round(twice * self.right[name] / possible, DIGITS) if possible else None
        return values


def score_page(gold: dict[str, Any], lines: Sequence[str], page: dict[str, Any] | None) -> Score:
    """Score an exported page, or None where the export lacks it; `lines` are those of the page's file."""
    score = Score()
    score.counts["pages"] = 1
    _score_conservation(score, lines, page)
    if gold.get("unscored"):
        return score
    score.share("date", right=page is not None and _date(page) == gold["issue"]["date"] and "issue" in page)
    truths = gold_articles(gold, lines)
    found = exported_articles(page or {})
    pairs = pair_articles(truths, found)
    score.counts.update(articles=len(truths), exported=len(found), matched=len(pairs))
    for name in ("exact F1", "near F1"):
        score.gold[name], score.exported[name] = len(truths), len(found)
    score.gold["para F1"] = sum(truth.boundaries.total() for truth in truths)
    score.exported["para F1"] = sum(article.boundaries.total() for article in found)
    for number, truth in enumerate(truths):
        article = found[pairs[number]] if number in pairs else None
        misses = list(_score_article(score, truth, article))
        if misses:
            score.misses.append(f"{gold['page']} {truth.name} {truth.texts['headline'][:20]}: {'; '.join(misses)}")
    for number, article in enumerate(found):
        if number not in pairs.values():
            score.misses.append(f"{gold['page']} {article.name} is no gold article: {article.body[:40]}")
    return score


def pair_articles(truths: Sequence[ComparableArticle], found: Sequence[ComparableArticle]) -> dict[int, int]:
    """Return gold article → exported article, by their numbers; of equal overlaps the first ones are taken."""
    overlaps = sorted(
        (-_overlap(truth, article), number, other)
        for number, truth in enumerate(truths)
        for other, article in enumerate(found)
    )
    pairs: dict[int, int] = {}
    for overlap, number, other in overlaps:
        if -overlap >= SAME_ARTICLE and number not in pairs and other not in pairs.values():
            pairs[number] = other
    return pairs


def _overlap(truth: ComparableArticle, article: ComparableArticle) -> float:
    """Return Dice's coefficient of the bodies; articles without a body are the same where their titles are."""
    total = truth.trigrams.total() + article.trigrams.total()
    if not total:
        title = _title(truth.texts)
        return float(bool(title) and title == _title(article.texts))
    return 2 * (truth.trigrams & article.trigrams).total() / total


def _title(texts: dict[str, str]) -> str:
    return texts["kicker"] + texts["headline"] + texts["subhead"]


def _score_article(score: Score, truth: ComparableArticle, article: ComparableArticle | None) -> Iterator[str]:
    """Score a gold article against the one it is paired with, and yield what is wrong."""
    expected = truth.texts
    if article is None:
        yield "no article"
        score.share("chars", right=0, of=len(truth.body))
        score.share("kind", right=0)
    else:
        best = max(truth.readings, key=lambda reading: sum(reading[name] == article.texts[name] for name in TITLE))
        expected = truth.texts | best
        yield from _score_body(score, truth, article)
    given = article.texts if article else dict.fromkeys(LINES, "")
    for name in LINES:
        yield from _compare(score, name, expected[name], given[name], paired=article is not None)
    list(_compare(score, "title", _title(expected), _title(given), paired=article is not None))
    people = {role: truth.people[role] for role in PEOPLE if truth.people[role]}
    others = {role: article.people[role] for role in PEOPLE if article.people[role]} if article else {}
    yield from _compare(score, "people", people, others, paired=article is not None)
    dateline = article.dateline if article else None
    yield from _compare(score, "dateline", truth.dateline, dateline, paired=article is not None)
    for side in JUMPS:
        jump = article.jumps[side] if article else None
        if truth.jumps[side]:
            yield from _compare(score, "jump", truth.jumps[side], jump, paired=article is not None)
        elif jump:
            score.counts["false jumps"] += 1


def _score_body(score: Score, truth: ComparableArticle, article: ComparableArticle) -> Iterator[str]:
    similarity = 1 - Levenshtein.distance(truth.body, article.body) / max(len(truth.body), len(article.body), 1)
    score.share("chars", right=similarity * len(truth.body), of=len(truth.body))
    score.right["exact F1"] += truth.body == article.body
    score.right["near F1"] += similarity >= NEARLY
    score.right["para F1"] += (truth.boundaries & article.boundaries).total()
    score.share("kind", right=truth.kind == article.kind)
    if truth.body != article.body:
        yield f"body {similarity:.3f}"
    if truth.kind != article.kind:
        yield f"kind {article.kind} for {truth.kind}"


def _compare(score: Score, name: str, expected: object, given: object, *, paired: bool) -> Iterator[str]:
    """Score something exact that the gold article or the exported one has."""
    if expected or given:
        score.share(name, right=paired and expected == given)
        if paired and expected != given:
            yield f"{name} {given!r} for {expected!r}"


def _date(page: dict[str, Any]) -> str | None:
    date: str | None = (page.get("issue") or {}).get("date")
    return date


def _score_conservation(score: Score, lines: Sequence[str], page: dict[str, Any] | None) -> None:
    """Count the page's characters that the export lacks, and those that it has too many of."""
    printed = "".join(map(compact, lines))
    source = Counter(printed)
    size = source.total()
    texts = list(_exported_texts(page or {}))
    given = Counter(compact("".join(texts)))
    if page is not None:
        _add_jump_lines(given, source, printed, page)
    lost, added = (source - given).total(), (given - source).total()
    score.counts.update(lost=lost, added=added)
    score.share("conserv.", right=max(0, size - lost - added), of=size)
    score.share("whole", right=not lost and not added)


def _exported_texts(page: dict[str, Any]) -> Iterator[str]:
    for article in page.get("articles") or ():
        yield from (str(article.get(name) or "") for name in LINES)
        yield from (str(text_of(paragraph) or "") for paragraph in article.get("paragraphs") or ())
        yield from (str(caption or "") for caption in article.get("captions") or ())
        yield from (str((article.get(side) or {}).get("text") or "") for side in JUMPS)
    for item in (*(page.get("furniture") or ()), *(page.get("duplicates") or ())):
        yield str(text_of(item) or "")


def _add_jump_lines(given: Counter[str], source: Counter[str], printed: str, page: dict[str, Any]) -> None:
    """Count a jump line as exported that is given by its page and mark alone."""
    jumps = [article.get(side) for article in page.get("articles") or () for side in JUMPS]
    pages = {str(jump.get("page")) for jump in jumps if jump and not jump.get("text")}
    for line in _JUMP_LINE.findall(printed):
        number = re.search(r"\d+", line.translate(_CHINESE_DIGITS))
        if number and number[0] in pages and not Counter(line) - (source - given):
            given.update(line)
