"""The command line's grammar: `hnreader [COMMAND] [OPTION…] [ID|QUERY] [PATH…]`."""

from __future__ import annotations

import getopt
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from hnreader.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.research.formats import Format

OPEN: Final = "open"  # what is done where no command is named

# Command → the options that go with it, beside the common ones.
_OPTIONS: Final = {
    OPEN: frozenset[str](),
    "list": frozenset({"--json"}),
    "show": frozenset({"--json", "--why"}),
    "search": frozenset({"--json", "--count", "--limit", "--context", "--newest"}),
    "export": frozenset({"--format", "--query", "--issue", "--output", "--force"}),
    "check": frozenset({"--json"}),
}
_SUBJECTS: Final = {"show": "ID", "search": "QUERY"}  # what comes before the paths
_COMMON: Final = frozenset({"--help", "--version", "--lang"})
_LONG: Final = (
    "help",
    "version",
    "lang=",
    "json",
    "why",
    "count",
    "newest",
    "limit=",
    "context=",
    "format=",
    "query=",
    "issue=",
    "output=",
    "force",
)  # a value follows those with =
_DIGITS: Final = 10  # of a number; Python itself refuses to read thousands of them


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
    format: Format
    query: str | None
    issue: str | None
    """A day or a span of days, as queries have them."""
    output: str | None


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
    flags = frozenset(name for name in options if f"{name[2:]}=" not in _LONG)
    subject = ""
    if command in _SUBJECTS and not flags & {"--help", "--version"}:
        if not words:
            raise UsageError("usage.subject", command, _SUBJECTS[command])
        subject = words.pop(0)
    return Arguments(
        command,
        subject,
        tuple(words),
        flags,
        _choose("--lang", options.get("--lang"), LANGUAGES),
        _number("--limit", options.get("--limit"), least=1),
        _number("--context", options.get("--context"), least=0),
        _format(options.get("--format")),
        *(_some(name, options.get(name)) for name in ("--query", "--issue", "--output")),
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


def _format(value: str | None) -> Format:
    if value is None:
        return "json"
    from hnreader.research.formats import FORMATS  # noqa: PLC0415 - `--version` needs no room

    found = next((one for one in FORMATS if one == value), None)
    if found is None:
        raise UsageError("usage.choice", "--format", " | ".join(FORMATS), value)
    return found


def _some(option: str, value: str | None) -> str | None:
    if value is None or value.strip():
        return value
    raise UsageError("usage.lacks", option)


def _number(option: str, value: str | None, *, least: int) -> int | None:
    if value is None or (value.isascii() and value.isdigit() and len(value) < _DIGITS and int(value) >= least):
        return value if value is None else int(value)
    raise UsageError("usage.number", option, str(least), value)
