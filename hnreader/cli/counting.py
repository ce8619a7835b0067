"""`hnreader kwic` and `hnreader trend`: places in their contexts, and how many there are from period to period."""

from __future__ import annotations

import shutil
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from hnreader.cli.briefs import brief, print_json
from hnreader.cli.codes import FINE, NOTHING_FOUND, UNUSABLE
from hnreader.cli.printing import lit, rows
from hnreader.cli.progress import Progress
from hnreader.cli.streams import complain
from hnreader.cli.tables import print_array, print_csv
from hnreader.errors import WordlessQueryError
from hnreader.messages.totals import say_total
from hnreader.plotting import Plot
from hnreader.reading import clean
from hnreader.research.concordance import CONTEXT, concordance
from hnreader.research.trends import trend
from hnreader.typesetting import aligned, cells, clip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Voice
    from hnreader.research.concordance import Concordance, Occurrence, Sort
    from hnreader.research.trends import By, Period, Trend

_WIDTH: Final = 100  # cells of a line, where there is no terminal
_NARROWEST: Final = 20  # cells beside the id
_QUERY: Final = 16  # cells of a column's head
_PLACES: Final = ("id", "date", "page", "headline", "text", "number", "start", "end", "left", "hit", "right")
_COUNTS: Final = ("period", "issues", "characters", "query", "occurrences", "articles", "rate")
_DIGITS: Final = 4  # of a rate, for other programs


def kwic(archive: Archive, asked: Arguments, voice: Voice) -> int:
    """Print a concordance, and say on standard error what of the query was not understood."""
    context, sort = CONTEXT if asked.context is None else asked.context, cast("Sort", asked.choices["--sort"])
    try:
        with Progress(voice) as progress:
            found = concordance(archive, asked.subject, sort=sort, context=context, progress=progress)
    except WordlessQueryError as error:
        complain(voice(error.code, *map(clean, error.detail)))
        return UNUSABLE
    _notes([found], voice)
    places = islice(found, asked.limit)
    if "--json" in asked.flags:
        print_array(brief(one.article, archive) | _place(one) for one in places)
    elif "--csv" in asked.flags:
        table = (brief(one.article, archive) | _place(one) for one in places)
        print_csv(_PLACES, ([row[name] for name in _PLACES] for row in table))
    else:
        lead = max((len(article.id) for article in found.articles), default=0)
        width = max(_NARROWEST, _columns() - lead - 2)
        for one in places:
            line, hit = aligned(one.left, one.hit, one.right, width)
            print(f"{one.article.id:{lead}}  {lit(line, [hit])}")
    return _missed([found], voice)


def count(archive: Archive, asked: Arguments, voice: Voice) -> int:
    """Print how often queries are used, and say on standard error what of them was not understood or not found."""
    by = cast("By", asked.choices["--by"])
    try:
        with Progress(voice) as progress:
            found = trend(archive, [asked.subject, *asked.others], by=by, progress=progress)
    except WordlessQueryError as error:
        complain(voice(error.code, *map(clean, error.detail)))
        return UNUSABLE
    places = [curve.places for curve in found.curves]
    _notes(places, voice)
    if "--json" in asked.flags:
        print_json(_plain(found))
    elif "--csv" in asked.flags:
        print_csv(_COUNTS, _tidy(found))
    else:
        for line in _report(found, voice):
            print(line)
    return _missed(places, voice)


def _notes(places: Iterable[Concordance], voice: Voice) -> None:
    for one in places:
        for note in one.asked.notes:
            complain(voice(note.code, note.typed))
        if one.unfinished:
            complain(voice("query.unfinished"))


def _missed(places: Sequence[Concordance], voice: Voice) -> int:
    """Say which queries have no place; it is a failure where none has."""
    for one in places:
        if not one:
            complain(voice("search.nothing", clean(one.query)))
    return FINE if any(places) else NOTHING_FOUND


def _columns() -> int:
    return shutil.get_terminal_size((_WIDTH, 0)).columns


def _place(one: Occurrence) -> dict[str, Any]:
    names = ("text", "number", "start", "end", "left", "hit", "right")
    return {name: getattr(one, name) for name in names}


# ── trends


def _plain(found: Trend) -> dict[str, Any]:
    return {
        "by": found.by,
        "queries": [
            {
                "query": clean(curve.query),
                "occurrences": len(curve.places),
                "articles": len(curve.places.articles),
                "first": _use(curve.first),
                "last": _use(curve.last),
            }
            for curve in found.curves
        ],
        "periods": [_period(found, one, at) for at, one in enumerate(found.periods)],
        "undated": _period(found, found.undated, None) if found.undated else None,
    }


def _use(one: Occurrence | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"id": one.article.id, "date": one.article.date.isoformat() if one.article.date else None} | _place(one)


def _period(found: Trend, period: Period, at: int | None) -> dict[str, Any]:
    uses = period.uses and [
        {
            "occurrences": use.occurrences,
            "rate": round(use.rate, _DIGITS),
            "articles": [article.id for article in curve.articles(at)],
        }
        for use, curve in zip(period.uses, found.curves, strict=True)
    ]
    return {"period": period.label, "issues": period.issues, "characters": period.characters, "uses": uses}


def _tidy(found: Trend) -> Iterator[Sequence[str | float | None]]:
    """Yield a row for each period and query."""
    for period in (*found.periods, *([found.undated] if found.undated else [])):
        for number, curve in enumerate(found.curves):
            head = (period.label, period.issues, period.characters, clean(curve.query))
            if period.uses is None:
                yield (*head, None, None, None)
            else:
                use = period.uses[number]
                yield (*head, use.occurrences, use.articles, round(use.rate, _DIGITS))


def _report(found: Trend, voice: Voice) -> Iterator[str]:
    """Yield the table, then for each query what it comes to and its plot."""
    yield from _table(found, voice)
    plot = Plot(found, _columns())
    for number, curve in enumerate(found.curves):
        yield ""
        yield say_total(voice, curve)
        if curve.first:
            yield voice("trend.scale")
            yield from plot.lines(number)
            if found.gaps:
                yield voice("trend.mark")


def _table(found: Trend, voice: Voice) -> Iterator[str]:
    """Yield a line for each period, and one for each run of periods without an issue held."""
    heads = [voice("trend.issues"), voice("trend.characters")]
    for curve in found.curves:
        heads += (clip(clean(curve.query), _QUERY), voice("trend.articles"), voice("trend.rate"))
    held = [one for one in found.periods if one.uses is not None]
    table = [(voice("trend.period"), heads)]
    table += ((one.label, [f"{one.issues:,}", *_figures(one)]) for one in held)
    if found.undated:
        table.append((voice("trend.undated"), ["", *_figures(found.undated)]))
    widths = [max(map(cells, column)) for column in zip(*(figures for _, figures in table), strict=True)]
    lines = [(label, "  ".join(map(_right, figures, widths))) for label, figures in table]
    for first, last in reversed(found.gaps):
        label = first.label if first is last else f"{first.label}..{last.label}"
        behind = bisect_left(held, first.label, key=lambda one: one.label)
        lines.insert(1 + behind, (label, voice("trend.gap")))
    yield from rows(lines)


def _figures(period: Period) -> Iterator[str]:
    yield f"{period.characters:,}"
    for use in period.uses or ():
        yield f"{use.occurrences:,}"
        yield f"{use.articles:,}"
        yield f"{use.rate:.2f}"


def _right(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text
