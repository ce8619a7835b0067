"""What the command line asks for: `hnreader [COMMAND] [OPTION…] [ID|QUERY] [PATH…]`.

The grammar itself is in `hnreader.cli.grammar`, which imports click; this module does without where it can.
"""

from __future__ import annotations

import os
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hnreader.messages import Translator
    from hnreader.reasons import Message

OPEN: Final = "open"
"""The command that has no name on the command line: the reader, or its list where output is no terminal."""
COMMANDS: Final[Mapping[str, str]] = {
    "list": "articles",
    "show": "articles",
    "search": "articles",
    "kwic": "research",
    "trend": "research",
    "names": "research",
    "related": "research",
    "cite": "export",
    "notes": "export",
    "export": "export",
    "convert": "export",
    "check": "articles",
    "index": "articles",
    "corrections": "corrections",
    "review": "corrections",
    "library": "library",
    "serve": "serve",
    "help": "program",
    "completion": "program",
}
"""Command → module of `hnreader.cli.grammar` that has its definition; in the order in which help lists them."""


class UsageError(Exception):
    """The command line cannot be understood; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Arguments(Struct, frozen=True):
    """A command line that was understood. An option that a command does not have keeps its default."""

    command: str
    subject: str | None = None
    """The id, the query, the command to explain or the shell, for commands that take one."""
    paths: tuple[str, ...] = ()
    lang: str | None = None
    help: bool = False
    version: bool = False
    json: bool = False
    csv: bool = False
    why: bool = False
    count: bool = False
    text_only: bool = False
    """Without datelines, bylines and credits."""
    newest: bool = False
    force: bool = False
    everything: bool = False
    """`--all`."""
    dry_run: bool = False
    man: bool = False
    limit: int | None = None
    jobs: int | None = None
    """Processes that segment pages; None: one for each core."""
    scheduler: str | None = None
    """The address of a cluster that segments pages instead."""
    context: int | None = None
    """Characters on either side of a match."""
    sort: str = ""
    by: str = ""
    kind: str = ""
    style: str = ""
    format: str = ""
    tag: str | None = None
    """The user's tag that articles have."""
    to: str = ""
    """The form into which pages are converted."""
    compared: tuple[str, ...] = ()
    """The queries of `trend` beside the first."""
    right: tuple[str, ...] = ()
    """The ids of articles that are right as they are."""
    report: str | None = None
    """The file into which is written how far a review is."""
    truth: str | None = None
    """The folder into which reviewed pages are written as truth."""
    query: str | None = None
    issue: str | None = None
    """A day or a span of days, as filters of queries have them."""
    output: str | None = None
    paper: str | None = None
    """The id or name of the newspaper that all pages are of."""
    library: str | None = None
    """The folder in which segmented pages are kept; None: that of the settings, or of the user's cache."""
    in_memory: bool = False
    """No page is kept or taken from where pages are kept."""
    host: str = "127.0.0.1"
    """The address at which browsers are served."""
    port: int = 8000
    origin: str | None = None
    """Where browsers see that address; None: as it is."""
    token: str | None = None
    users: str | None = None
    """The file with users and their tokens."""
    readers: str | None = None
    """The folder in which what readers mark is kept; None: one in the user's data folder."""
    sessions: int | None = None
    """How many there may be at once; None: as many as the server has by default."""
    correct: bool = False
    """Readers at browsers may correct pages."""


def parse(argv: Sequence[str], tr: Translator) -> Arguments:
    """Parse the arguments after the program's name. Raises `UsageError`.

    Options may be anywhere before `--`. The first other word is a command if it names one, unless it is behind `--`.
    """
    if _only_paths(argv):  # to open the reader takes no click, whose import takes 15 ms
        return Arguments(OPEN, paths=tuple(argv))
    from hnreader.cli.grammar import parse_with_click  # noqa: PLC0415

    return parse_with_click(argv, tr)


def requested_language(argv: Sequence[str]) -> str | None:
    """Return what follows `--lang`, needed to report even that the rest cannot be understood."""
    for word, following in zip_longest(argv, argv[1:]):
        if word == "--":
            break
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return None


def _only_paths(argv: Sequence[str]) -> bool:
    """Return whether there are neither options nor a command, nor a word that may be a misspelt command."""
    if any(word.startswith("-") and word != "-" for word in argv):
        return False
    return not argv or argv[0] == "-" or (argv[0] not in COMMANDS and os.path.lexists(argv[0]))
