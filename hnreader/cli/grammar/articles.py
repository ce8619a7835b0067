"""Definitions of the commands about articles and their pages: `list`, `show`, `search`, `check`, `index`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hnreader.cli.grammar.definition import Definition, context, csv_flag, flag, limit, paths, subject
from hnreader.cli.grammar.options import NotBlank, Number

if TYPE_CHECKING:
    from hnreader.messages import Translator


def define_list(tr: Translator) -> Definition:
    """Return `hnreader list`."""
    return Definition(
        "list",
        tr("List the articles: id, date, page, kind, headline"),
        [tr("One line per article, newest first. An article that runs over several pages is listed once.")],
        [flag("--json", tr("Print a JSON array")), csv_flag(tr), paths()],
        [tr("hnreader list pages/ | grep commentary")],
    )


def define_show(tr: Translator) -> Definition:
    """Return `hnreader show`."""
    return Definition(
        "show",
        tr("Print an article"),
        [
            tr(
                "The start of the id is enough, or the part after the hyphen, as long as it is unique. An article that "
                "runs over several pages is printed whole; the id of any of its parts will do."
            )
        ],
        [
            flag(
                "--why",
                tr("Add how each decision was made: the confidence, the reason and the line of the page"),
            ),
            flag("--json", tr("Print JSON")),
            subject("ID"),
            paths(),
        ],
        ["hnreader show 20240309-k7f2qd pages/", "hnreader show --why k7f2 pages/"],
    )


def define_search(tr: Translator) -> Definition:
    """Return `hnreader search`."""
    return Definition(
        "search",
        tr("Search headlines, columns, bylines and text"),
        [
            tr(
                "Traditional and simplified characters, full and half width, case, quotation marks and letter-spacing "
                "make no difference. Pinyin (full, initials or mixed) finds headlines and names. Where fewer than five "
                "articles are found, near matches follow."
            )
        ],
        [
            limit(tr("Print at most N articles")),
            context(tr("Show N characters on either side of a match (default: about 40, up to a punctuation mark)")),
            flag("--newest", tr("Sort by date, newest first")),
            flag("--count", tr("Print only the number of articles and matches")),
            flag(
                "--json",
                tr(
                    "Print a JSON array with id, headline, date, page, kind, score, why, matches, count, passage and "
                    "passages; with --count, one object"
                ),
            ),
            csv_flag(tr),
            subject("QUERY"),
            paths(),
        ],
        [
            "hnreader search 芯片 pages/",
            tr('hnreader search "长沙 芯片 date:2024" pages/ --limit 5'),
            "hnreader search jck pages/ --count",
            'hnreader search --json -- "-长沙 株洲" pages/',
        ],
        queries=tr("Queries"),
    )


def define_check(tr: Translator) -> Definition:
    """Return `hnreader check`."""
    return Definition(
        "check",
        tr("Verify that no character of the pages is lost; list doubtful decisions"),
        [
            tr(
                "Verify that every character of every page is in exactly one place: an article, page furniture or a "
                "duplicate. Then list the decisions made with a confidence below 60 %, least certain first, with their "
                "lines on the page."
            )
        ],
        [flag("--json", tr("Print JSON")), csv_flag(tr), paths()],
        [tr("hnreader check pages/ && echo nothing lost")],
    )


def define_index(tr: Translator) -> Definition:
    """Return `hnreader index`."""
    return Definition(
        "index",
        tr("Take pages into the library without opening the reader"),
        [
            tr(
                "Segment the pages that the library does not have yet, and keep them there, so that the reader and all "
                "commands open them at once. What is done stays done: after an interrupt the next run goes on there. "
                "Progress is shown on a terminal; at the end one line says how many pages were taken in."
            )
        ],
        [
            click.Option(
                ["--jobs"],
                type=Number(1),
                metavar="N",
                help=tr("Use N processes (default: one for each processor core)"),
            ),
            click.Option(
                ["--scheduler"],
                type=NotBlank(),
                metavar="ADDRESS",
                help=tr("Segment on the dask.distributed cluster of this scheduler, such as tcp://10.0.0.1:8786"),
            ),
            paths(),
        ],
        ["hnreader index pages/", tr("0 4 * * * hnreader index pages/ (in a crontab)")],
    )
