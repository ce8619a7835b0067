"""Definitions of the commands for research: `kwic`, `trend`, `names`, `related`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hnreader.cli.grammar.definition import Definition, choice, context, csv_flag, flag, limit, paths, subject

if TYPE_CHECKING:
    from hnreader.messages import Translator


def define_kwic(tr: Translator) -> Definition:
    """Return `hnreader kwic`."""
    return Definition(
        "kwic",
        tr("Print a concordance: every occurrence of a query in its context"),
        [
            tr(
                "Keyword in context: one line per occurrence, aligned on the match, with the id of the article (as "
                "`show` takes it) in front. Only exact matches count (traditional or simplified, width and case make "
                "no difference), not pinyin or near matches. Of overlapping occurrences the first counts, then the "
                "longest; a text printed twice on a page counts once. The context ends with the paragraph or title."
            ),
            tr("Lines are as wide as the terminal; elsewhere 100 cells, or as the environment variable COLUMNS says."),
        ],
        [
            choice(
                "--sort",
                {
                    "date": tr("By date, oldest first, undated last (default)"),
                    "left": tr("By the text before the match, compared from the match outward"),
                    "right": tr("By the text after the match"),
                },
            ),
            text_only(tr),
            context(tr("At most N characters on either side; the default is 80 (a terminal shows what fits)")),
            limit(tr("Print at most N occurrences")),
            flag(
                "--json",
                tr(
                    "Print a JSON array with the fields of `list` and text, number, start, end, left, hit, right: "
                    "which text (paragraphs count from 0), from which character to which"
                ),
            ),
            csv_flag(tr),
            subject("QUERY"),
            paths(),
        ],
        [
            "hnreader kwic 新质生产力 pages/ --sort right",
            tr('hnreader kwic "title:长沙 date:2024" pages/ --csv > kwic.csv'),
        ],
        queries=tr(
            "Queries (words of a field count in that field only; words of by: count wherever the article names the "
            "person; date: and other filters only filter)"
        ),
    )


def define_trend(tr: Translator) -> Definition:
    """Return `hnreader trend`."""
    return Definition(
        "trend",
        tr("Count occurrences by issue, month or year"),
        [
            tr(
                "Count the occurrences of queries and the articles that have them, also per 10,000 characters of all "
                "articles of the period, with first and last use. A period without an issue in the archive is not "
                "zero: it is marked. Occurrences are those of `kwic`. A table comes first, then one plot per query, "
                "all to the same scale; where there are more periods than fit in a line, neighbours share a bar."
            )
        ],
        [
            choice(
                "--by",
                {"month": tr("By month (default)"), "issue": tr("By day"), "year": tr("By year")},
            ),
            text_only(tr),
            click.Option(
                ["--and", "compared"],
                multiple=True,
                metavar="QUERY",
                help=tr("Compare with another query; may be repeated"),
            ),
            flag(
                "--json",
                tr(
                    "Print a JSON object with queries and periods; `uses` is null for a period without an issue, "
                    "`articles` has the ids behind each count"
                ),
            ),
            csv_flag(tr),
            subject("QUERY"),
            paths(),
        ],
        [
            "hnreader trend 智赋万企 pages/ --by year",
            "hnreader trend 长沙 --and 株洲 --and 湘潭 pages/ --csv > trend.csv",
        ],
        queries=tr(
            "Queries (date: limits the periods if all queries have it; if only some have it, they count 0 elsewhere; "
            "no other filter changes what rates are based on)"
        ),
    )


def define_names(tr: Translator) -> Definition:
    """Return `hnreader names`."""
    return Definition(
        "names",
        tr("List people, places, organisations and quoted phrases"),
        [
            tr(
                "One line per name: kind, name, number of occurrences and of articles, first and last issue. People "
                "are taken from bylines, and from the text where something confirms them: a post next to the name, a "
                "verb of saying after it, a list of names. Results are kept in the library: each page is "
                "analysed once, and again when it changes. An interrupt (Ctrl-C) prints what was found so far."
            )
        ],
        [
            choice(
                "--kind",
                {
                    "all": tr("All kinds (default)"),
                    "people": tr("People"),
                    "places": tr("Places"),
                    "offices": tr("Organisations"),
                    "phrases": tr("Quoted phrases"),
                },
            ),
            choice(
                "--sort",
                {"count": tr("Most frequent first (default)"), "first": tr("Earliest first use first")},
            ),
            limit(tr("Print at most N names")),
            flag("--json", tr("Print a JSON array with kind, name, count, articles, first, last")),
            csv_flag(tr),
            paths(),
        ],
        [
            "hnreader names pages/ --kind people --limit 20",
            tr("hnreader names pages/ --kind phrases --sort first --csv > phrases.csv"),
        ],
    )


def define_related(tr: Translator) -> Definition:
    """Return `hnreader related`."""
    return Definition(
        "related",
        tr("List the articles of other issues most closely related to one"),
        [
            tr(
                "Articles of other issues are ranked by the words they share with it: the rarer, the heavier, names "
                "and quoted phrases more so. The same story in another issue comes first and is marked. The id is "
                "given as for `show`."
            )
        ],
        [
            limit(tr("Print at most N articles; the default is 10")),
            flag("--json", tr("Print a JSON array with id, headline, date, page, kind, score, shared, same")),
            csv_flag(tr),
            subject("ID"),
            paths(),
        ],
        ["hnreader related 20240309-k7f2qd pages/"],
    )


def text_only(tr: Translator) -> click.Option:
    """Return `--text-only`."""
    return flag(
        "--text-only",
        tr(
            "Leave out datelines, bylines and credits (湖南 in 湖南日报3月8日讯); by default all that is printed counts"
        ),
    )
