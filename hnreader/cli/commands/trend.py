"""`hnreader trend`: how often queries occur by issue, month or year."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, cast

from hnreader.cli.commands.kwic import line_width, print_query_notes
from hnreader.cli.exit_codes import FAILURE, NOTHING_FOUND, SUCCESS
from hnreader.cli.pages import build_index
from hnreader.cli.progress import Progress
from hnreader.cli.reports import TrendPeriodRecord, TrendQueryRecord, TrendReport, TrendUseRecord, UseAtRecord
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_json, print_records, rows
from hnreader.errors import WordlessQueryError
from hnreader.messages.reasons import words_of
from hnreader.messages.totals import say_total
from hnreader.plotting import Plot
from hnreader.reading import clean
from hnreader.research.listings import DIGITS, POSITION, UseRecord, use_records
from hnreader.research.trends import trend
from hnreader.typesetting import ambiguous_width, cells, clip
from hnreader.userdata.settings import load, settings_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.research.concordance import Occurrence
    from hnreader.research.trends import By, Period, Trend

_QUERY: Final = 16  # cells of a query at the head of a column


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print the counts; what of the queries was not understood or not found is reported on standard error."""
    queries = [arguments.subject or "", *arguments.compared]
    try:
        build_index(archive, tr)
        with Progress(tr) as progress:
            by = cast("By", arguments.by)
            counted = trend(archive, queries, by=by, text_only=arguments.text_only, progress=progress)
    except WordlessQueryError as error:
        print_error(words_of(error.message, tr))
        return FAILURE
    print_query_notes([curve.concordance for curve in counted.curves], tr)
    if arguments.json:
        print_json(_trend_report(counted, text_only=arguments.text_only))
    elif arguments.csv:
        print_records(UseRecord, use_records(counted), csv=True)
    else:
        for line in _report(counted, tr):
            print(line)
    return SUCCESS if any(curve.concordance for curve in counted.curves) else NOTHING_FOUND


def _trend_report(counted: Trend, *, text_only: bool) -> TrendReport:
    return TrendReport(
        by=counted.by,
        text_only=text_only,
        queries=[
            TrendQueryRecord(
                query=clean(curve.query),
                occurrences=curve.counts.occurrences,
                articles=curve.counts.articles,
                first=_use(curve.first),
                last=_use(curve.last),
            )
            for curve in counted.curves
        ],
        periods=[_period(counted, period, number) for number, period in enumerate(counted.periods)],
        undated=_period(counted, counted.undated, None) if counted.undated else None,
    )


def _use(occurrence: Occurrence | None) -> UseAtRecord | None:
    if occurrence is None:
        return None
    article, position = occurrence.article, {name: getattr(occurrence, name) for name in POSITION}
    return UseAtRecord(id=article.id, date=article.date, **position)


def _period(counted: Trend, period: Period, number: int | None) -> TrendPeriodRecord:
    uses = None
    if period.uses is not None:
        uses = [
            TrendUseRecord(
                occurrences=use.occurrences,
                rate=round(use.rate, DIGITS),
                articles=[article.id for article in curve.articles(number)],
            )
            for use, curve in zip(period.uses, counted.curves, strict=True)
        ]
    return TrendPeriodRecord(period=period.label, issues=period.issues, characters=period.characters, uses=uses)


def _report(counted: Trend, tr: Translator) -> Iterator[str]:
    """Yield the table, then for each query its total and its plot."""
    yield from _table(counted, tr)
    ambiguous_width(load(settings_path())[0].ambiguous)  # a chart is drawn with signs that the terminal may widen
    plot = Plot(counted, line_width())
    for number, curve in enumerate(counted.curves):
        yield ""
        yield say_total(tr, curve)
        if curve.first:
            yield tr("occurrences per 10,000 characters")
            yield from plot.lines(number)
            if counted.gaps:
                yield tr("x not in archive")


def _table(counted: Trend, tr: Translator) -> Iterator[str]:
    """Yield a line for each period, and one for each run of periods without an issue."""
    heads = [tr("issues"), tr("characters")]
    for curve in counted.curves:
        heads += (clip(clean(curve.query), _QUERY), tr("in articles"), tr("per 10,000"))
    periods = [period for period in counted.periods if period.uses is not None]
    table = [(tr("period"), heads)]
    table += ((period.label, [f"{period.issues:,}", *_figures(period)]) for period in periods)
    if counted.undated:
        table.append((tr("undated"), ["", *_figures(counted.undated)]))
    widths = [max(map(cells, column)) for column in zip(*(figures for _, figures in table), strict=True)]
    lines = [(label, "  ".join(map(_right, figures, widths))) for label, figures in table]
    for first, last in reversed(counted.gaps):
        label = first.label if first is last else f"{first.label}..{last.label}"
        index = bisect_left(periods, first.label, key=lambda period: period.label)
        lines.insert(1 + index, (label, tr("not in archive")))
    yield from rows(lines)


def _figures(period: Period) -> Iterator[str]:
    yield f"{period.characters:,}"
    for use in period.uses or ():
        yield f"{use.occurrences:,}"
        yield f"{use.articles:,}"
        yield f"{use.rate:.2f}"


def _right(text: str, width: int) -> str:
    """Return the text, right-aligned."""
    return " " * (width - cells(text)) + text
