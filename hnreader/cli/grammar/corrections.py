"""The definitions of `hnreader corrections` and `hnreader review`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hnreader.cli.grammar.definition import Definition, csv_flag, flag, limit, paths, subject
from hnreader.cli.grammar.options import NotBlank, OneOf, Output, PagePath

if TYPE_CHECKING:
    from hnreader.messages import Translator


def define_corrections(tr: Translator) -> Definition:
    """Return `hnreader corrections`."""
    actions = {
        "list": tr("the corrections of pages"),
        "show": tr("all that is known of one"),
        "apply": tr("add the corrections of a file to a page"),
        "export": tr("all corrections, for programs or for others"),
        "drop": tr("withdraw corrections of a page"),
    }
    return Definition(
        "corrections",
        tr("List, show, add, export or withdraw corrections of pages"),
        _description(tr),
        [
            click.Option(
                ["--all", "everything"],
                is_flag=True,
                help=tr("list: those that were withdrawn, too; drop: all of the page"),
            ),
            flag("--dry-run", tr("apply: only say what would change")),
            click.Option(
                ["--output"],
                type=Output(),
                metavar="FILE",
                help=tr("export: write all to this file, as TOML for apply"),
            ),
            flag("--force", tr("Overwrite existing files")),
            flag("--json", tr("Print JSON")),
            csv_flag(tr),
            subject("[ACTION]", OneOf(actions)),
            click.Argument(["paths"], nargs=-1, type=PagePath(), metavar="[PATH…]"),
        ],
        [
            "hnreader corrections list pages/",
            "hnreader corrections show pages/2024-03-09_01.txt 5f0c9a21de",
            "hnreader corrections apply mailed.toml pages/2024-03-09_01.txt",
            "hnreader corrections drop pages/2024-03-09_01.txt 5f0c9a21de",
        ],
    )


def _description(tr: Translator) -> list[str]:
    return [
        tr(
            "What people correct on a page is kept beside it, in PAGE.corrections.toml, by the words that it "
            "stands on; the page is segmented by it from then on. Where nothing can be written there it is kept in "
            "the user’s data folder."
        ),
        tr(
            "list [PATH…] (the default) prints each correction: file and page, id, date, who made it, and what it "
            "says; those whose words the page does not have any more are marked. show PAGE ID… prints the words of "
            "a correction on the page, and which articles it changes. apply FILE PAGE adds those corrections of "
            "FILE that fit PAGE, each once, and says which articles change. export [PATH…] prints "
            "all as JSON, or writes them to one TOML file with --output. drop PAGE ID… withdraws corrections by "
            "their ids, or all of the page with --all; they stay in the file, marked as withdrawn."
        ),
    ]


def define_review(tr: Translator) -> Definition:
    """Return `hnreader review`."""
    return Definition(
        "review",
        tr("List the articles that are most likely wrong, and say which are right"),
        [
            tr(
                "List the articles that nobody has looked at, most likely wrong first: the chance that title and text "
                "are right, id, page, title; below, what is the least certain, and up to two corrections that would "
                "change the article. An article counts as looked at when one of its passages was corrected, or when "
                "it was said to be right with --right and is still the same."
            ),
            tr(
                "The last line says how many articles have been looked at, and how many of the others are expected "
                "to be wrong, with an interval of 95 %."
            ),
        ],
        _review_options(tr),
        [
            "hnreader review pages/",
            "hnreader review pages/ --right 20240309-k7f2qd --right 20240309-m3x9wa",
            "hnreader review pages/ --report review.md",
        ],
    )


def _review_options(tr: Translator) -> list[click.Parameter]:
    return [
        limit(tr("Print at most N articles; the default is 20")),
        click.Option(
            ["--right"],
            multiple=True,
            type=NotBlank(),
            metavar="ID",
            help=tr("Keep with the corrections of its page that this article is right as it is; may be repeated"),
        ),
        click.Option(
            ["--report"],
            type=Output(),
            metavar="FILE",
            help=tr(
                "Write how far the review is, by issue and page, to this file: Markdown, or JSON if its name ends "
                "in .json"
            ),
        ),
        click.Option(
            ["--truth"],
            type=Output(),
            metavar="DIR",
            help=tr("Write the pages all of whose articles have been looked at to this folder, for training"),
        ),
        flag("--force", tr("Overwrite existing files")),
        flag("--json", tr("Print JSON")),
        csv_flag(tr),
        paths(),
    ]
