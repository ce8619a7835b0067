"""The definition of `hnreader serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hnreader.cli.grammar.definition import Definition, flag, paths
from hnreader.cli.grammar.options import NotBlank, Number, Output

if TYPE_CHECKING:
    from hnreader.messages import Translator


def define_serve(tr: Translator) -> Definition:
    """Return `hnreader serve`."""
    return Definition(
        "serve",
        tr("Open the reader in web browsers"),
        [
            tr(
                "Take the pages in, then serve the reader to browsers on this machine (needs hnreader[web]). All of "
                "them read one library, and each keeps marks, settings and searches of its own. What is of the "
                "machine is off: files are downloaded, and pages cannot be corrected unless --correct is given."
            ),
            tr(
                "For browsers elsewhere a proxy with TLS has to be in front, and --origin says where they see it. "
                "Then a token is needed, which is printed once if it is not given. See docs/serve.md."
            ),
        ],
        [
            *_entry_options(tr),
            click.Option(
                ["--readers"],
                type=Output(),
                metavar="DIR",
                help=tr("Keep what readers mark in this folder (default: in your data folder)"),
            ),
            click.Option(
                ["--sessions"], type=Number(1), metavar="N", help=tr("Open at most N sessions at once (default: 8)")
            ),
            flag("--correct", tr("Let readers correct pages, for all")),
            paths(),
        ],
        ["hnreader serve pages/", "hnreader serve --origin https://reader.example.org --users users.txt pages/"],
    )


def _entry_options(tr: Translator) -> list[click.Option]:
    """Return the options that say where browsers come in, and who may."""
    return [
        click.Option(
            ["--host"],
            type=NotBlank(),
            metavar="ADDRESS",
            help=tr("Listen there (default: 127.0.0.1); other addresses than this machine’s own need --origin"),
        ),
        click.Option(
            ["--port"], type=Number(0), metavar="N", help=tr("Listen on port N (default: 8000; 0: any free one)")
        ),
        click.Option(
            ["--origin"],
            type=NotBlank(),
            metavar="URL",
            help=tr("Where browsers see it, such as https://reader.example.org"),
        ),
        click.Option(
            ["--token"],
            type=NotBlank(),
            metavar="TOKEN",
            help=tr("Let in whoever opens the address with this token (of at least 16 letters, digits, - and _)"),
        ),
        click.Option(
            ["--users"],
            type=Output(),
            metavar="FILE",
            help=tr("Let in these users, each with their own marks in every browser: a line “name token” each"),
        ),
    ]
