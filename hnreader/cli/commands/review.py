"""`hnreader review`: the articles that are most likely wrong, how many such are left, and which are right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from hnreader.archive import Corrections
from hnreader.cli.articles import find_article, shown_title
from hnreader.cli.exit_codes import FAILURE, NOTHING_FOUND, SUCCESS
from hnreader.cli.progress import Progress
from hnreader.cli.reports import DoubtedRecord
from hnreader.cli.review_report import ReviewReport
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_json, print_records, rows
from hnreader.cli.writing import write_error
from hnreader.messages.corrections import words_of_correction
from hnreader.messages.review import say_doubt, say_expected, say_looked_at
from hnreader.reading import clean
from hnreader.research.listings import made_record
from hnreader.research.review import Review, alternatives_of, confirmation, judged_pages, least_certain
from hnreader.research.truth import write_truth
from hnreader.storage.files import atomic_file
from hnreader.userdata.correction_file import correction_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.model import Article
    from hnreader.research.review import Doubted

_LIMIT: Final = 20
_DIGITS: Final = 3  # of chances in JSON


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Say which articles are right, write truth or the report, or list what is to be looked at."""
    if arguments.right:
        return _confirm(archive, arguments.right, tr)
    if arguments.truth:
        return _write_truth(archive, Path(arguments.truth), force=arguments.force, tr=tr)
    found, report = Review(arguments.limit or _LIMIT), ReviewReport(tr)
    with Progress(tr) as progress:
        for page in judged_pages(archive):
            found.add(page)
            if arguments.report:
                report.add(page)
            progress(found.articles.articles, len(archive))
    if arguments.report:
        return _write(report, found, Path(arguments.report), force=arguments.force, tr=tr)
    if arguments.json:
        print_json(report.summary(found) | {"doubted": [_doubted(archive, each, tr) for each in found.doubted]})
    elif arguments.csv:
        print_records(DoubtedRecord, (_doubted(archive, each, tr) for each in found.doubted), csv=True)
    else:
        for line in _lines(archive, found, tr):
            print(line)
    return SUCCESS


def _lines(archive: Archive, found: Review, tr: Translator) -> Iterator[str]:
    """Yield the articles, each with its doubt and its alternatives below, and how far the review is."""
    articles = [archive.articles[each.number] for each in found.doubted]
    table = [
        (f"{each.chance:4.0%}", article.id, clean(article.source), shown_title(article, tr))
        for each, article in zip(found.doubted, articles, strict=True)
    ]
    for each, article, row in zip(found.doubted, articles, rows(table) if table else (), strict=True):
        yield row
        yield f"      {say_doubt(article, each.status, tr)}"
        for number, other in enumerate(alternatives_of(archive, article), 1):
            yield f"      {number}  {words_of_correction(other.correction, tr)}"
    yield f"{say_looked_at(found.articles, tr)}; {say_expected(found.articles, tr)}"


def _doubted(archive: Archive, each: Doubted, tr: Translator) -> DoubtedRecord:
    article = archive.articles[each.number]
    least = least_certain(article)
    return made_record(
        DoubtedRecord,
        archive,
        article,
        right=round(each.chance, _DIGITS),
        status=each.status,
        doubt=(least.doubt or least.message).reason if least else None,
        why=say_doubt(article, each.status, tr),
        alternatives=[
            msgspec.to_builtins(other.correction)
            | {"chance": round(other.chance, _DIGITS), "words": words_of_correction(other.correction, tr)}
            for other in alternatives_of(archive, article)
        ],
    )


def _confirm(archive: Archive, ids: tuple[str, ...], tr: Translator) -> int:
    """Keep that articles are right as they are: all that are named, or none."""
    articles = [find_article(archive, typed, tr) for typed in dict.fromkeys(ids)]
    if None in articles:
        return NOTHING_FOUND
    right = tr("right as it is")
    for article in filter(None, articles):
        if not _keep(archive, article, tr):
            return FAILURE
        print(f"{article.id}  {right}  {shown_title(article, tr)}")
    return SUCCESS


def _keep(archive: Archive, article: Article, tr: Translator) -> bool:
    page = archive.page_of(article).page
    try:
        Corrections(archive).add(article, confirmation(page, article))
    except OSError as error:
        print_error(write_error(correction_path(page.path or Path(article.source)), error, tr))
        return False
    return True


def _write_truth(archive: Archive, folder: Path, *, force: bool, tr: Translator) -> int:
    try:
        count = write_truth(archive, folder, force=force)
    except OSError as error:
        print_error(write_error(Path(str(error.filename or folder)), error, tr))
        return FAILURE
    print(tr.plural("{count} page written", "{count} pages written", count))
    return SUCCESS if count else NOTHING_FOUND


def _write(report: ReviewReport, found: Review, output: Path, *, force: bool, tr: Translator) -> int:
    try:
        with atomic_file(output, force=force) as file:
            file.writelines(report.json(found) if output.suffix.casefold() == ".json" else report.markdown(found))
    except OSError as error:
        print_error(write_error(output, error, tr))
        return FAILURE
    return SUCCESS
