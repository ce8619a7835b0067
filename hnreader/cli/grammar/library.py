"""The definition of `hnreader library`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hnreader.cli.grammar.definition import Definition, csv_flag, flag, library_option, subject
from hnreader.cli.grammar.options import OneOf, Output

if TYPE_CHECKING:
    from hnreader.messages import Translator


def define_library(tr: Translator) -> Definition:
    """Return `hnreader library`."""
    actions = {
        "show": tr("how much it holds"),
        "verify": tr("compare files with their pages"),
        "compact": tr("delete what is not asked for any more"),
        "forget": tr("delete what is held of files and folders"),
    }
    paths = click.Argument(["paths"], nargs=-1, type=Output(), metavar="[PATH…]")
    return Definition(
        "library",
        tr("Show, verify or shrink the library of segmented pages"),
        [
            tr(
                "show (the default) prints where the library is and how much it holds; verify compares every file that "
                "has not changed with what was made of it; compact deletes pages of files that are gone and of "
                "earlier versions; forget deletes what is held of PATH, and all search indexes and names. All of it "
                "can be made again from the files."
            )
        ],
        [
            flag("--json", tr("Print JSON")),
            csv_flag(tr),
            library_option(tr("The folder of the library (default: your cache folder)")),
            subject("[ACTION]", OneOf(actions)),
            paths,
        ],
        ["hnreader library", "hnreader library verify", "hnreader library forget pages/"],
    )
