"""The command line's grammar: `hnreader [COMMAND] [OPTION…] [ID|QUERY] [PATH…]`."""

from __future__ import annotations

import getopt
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from hnreader.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OPEN: Final = "open"  # what is done where no command is named

# Command → the options that go with it, beside the common ones.
_OPTIONS: Final = {
    OPEN: frozenset[str](),
    "list": frozenset({"--json"}),
    "show": frozenset({"--json", "--why"}),
    "search": frozenset({"--json", "--count", "--limit", "--context", "--newest"}),
    "export": frozenset({"--format"}),
    "check": frozenset({"--json"}),
    "names": frozenset({"--kind", "--sort", "--limit", "--json", "--csv"}),
    "related": frozenset({"--limit", "--json"}),
}
_SUBJECTS: Final = {"show": "ID", "search": "QUERY", "related": "ID"}  # what comes before the paths
_COMMON: Final = frozenset({"--help", "--version", "--lang"})
_LONG: Final = (
    "help",
    "version",
    "lang=",
    "json",
    "csv",
    "why",
    "count",
    "newest",
    "limit=",
    "context=",
    "format=",
    "kind=",
    "sort=",
)  # a value follows those with =
_DIGITS: Final = 10  # of a number; Python itself refuses to read thousands of them
_FORMATS: Final = ("json",)
_KINDS: Final = ("people", "places", "offices", "phrases")
_SORTS: Final = ("count", "first")


class UsageError(Exception):
    """The command line can't be understood: a key of the catalogue and what fills its blanks."""

    def __init__(self, key: str, *detail: str) -> None:
        super().__init__(key, *detail)
        self.key = key
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for."""

    command: str
    subject: str
    """The id or the query; empty for commands that have none."""
    paths: tuple[str, ...]
    flags: frozenset[str]
    """Options without a value."""
    lang: str | None
    limit: int | None
    context: int | None
    """Characters on either side of a hit."""
    kind: str | None
    """What sort of names."""
    sort: str | None
    """What names are in the order of."""


def parse(argv: Sequence[str]) -> Arguments:
    """Read the arguments behind the program's name. Raises `UsageError`.

    Options may stand anywhere before `--`. The first word is a command if it names one, unless it stands behind `--`.
    """
    cut = argv.index("--") if "--" in argv else len(argv)
    try:
        given, words = getopt.gnu_getopt(list(argv[:cut]), "h", list(_LONG))
    except getopt.GetoptError as error:
        raise _misused(error.opt) from None
    options = {"--help" if name == "-h" else name: value for name, value in given}
    command = words.pop(0) if words and words[0] in _OPTIONS and words[0] != OPEN else OPEN
    words += argv[cut + 1 :]
    for name in options:
        if name not in _COMMON | _OPTIONS[command]:
            raise UsageError("usage.elsewhere", name, "hnreader" if command == OPEN else command)
    if {"--json", "--csv"} <= options.keys():
        raise UsageError("usage.either", "--json", "--csv")
    flags = frozenset(name for name, value in options.items() if not value)
    subject = ""
    if command in _SUBJECTS and not flags & {"--help", "--version"}:
        if not words:
            raise UsageError("usage.subject", command, _SUBJECTS[command])
        subject = words.pop(0)
    _choose("--format", options.get("--format"), _FORMATS)
    return Arguments(
        command,
        subject,
        tuple(words),
        flags,
        _choose("--lang", options.get("--lang"), LANGUAGES),
        _number("--limit", options.get("--limit"), least=1),
        _number("--context", options.get("--context"), least=0),
        _choose("--kind", options.get("--kind"), _KINDS),
        _choose("--sort", options.get("--sort"), _SORTS),
    )


def wished_language(argv: Sequence[str]) -> str | None:
    """Return what follows `--lang`, needed to say even that the rest can't be understood."""
    for name, value in zip_longest(argv, argv[1:]):
        if name == "--":
            break
        if name == "--lang":
            return value
        if name.startswith("--lang="):
            return name.partition("=")[2]
    return None


def _misused(name: str) -> UsageError:
    """Say of an option what is wrong with it; getopt itself says it in English only."""
    option = f"--{name}" if len(name) > 1 else f"-{name}"
    if f"{name}=" in _LONG:
        return UsageError("usage.lacks", option)
    return UsageError("usage.takes_none" if name in _LONG else "usage.unknown", option)


def _choose(option: str, value: str | None, choices: Iterable[str]) -> str | None:
    if value is None or value in choices:
        return value
    raise UsageError("usage.choice", option, " | ".join(choices), value)


def _number(option: str, value: str | None, *, least: int) -> int | None:
    if value is None or (value.isascii() and value.isdigit() and len(value) < _DIGITS and int(value) >= least):
        return value if value is None else int(value)
    raise UsageError("usage.number", option, str(least), value)
