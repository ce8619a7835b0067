"""The command line's grammar: `hnreader [COMMAND] [OPTION…] [ID|QUERY] [PATH…]`."""

from __future__ import annotations

import getopt
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeVar, cast

from hnreader.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hnreader.research.formats import Format

Choice = TypeVar("Choice", bound=str)

OPEN: Final = "open"  # what is done where no command is named
ALL: Final = "all"

# Command → the options that go with it, beside the common ones.
_OPTIONS: Final = {
    OPEN: frozenset[str](),
    "list": frozenset({"--json"}),
    "show": frozenset({"--json", "--why"}),
    "search": frozenset({"--json", "--count", "--limit", "--context", "--newest"}),
    "kwic": frozenset({"--sort", "--context", "--limit", "--json", "--csv"}),
    "trend": frozenset({"--by", "--and", "--json", "--csv"}),
    "names": frozenset({"--kind", "--sort", "--limit", "--json", "--csv"}),
    "related": frozenset({"--limit", "--json"}),
    "cite": frozenset({"--style", "--query"}),
    "export": frozenset({"--format", "--query", "--issue", "--output", "--force"}),
    "check": frozenset({"--json"}),
}
# Command → options of which the value is one of these, by default the first. They are repeated here from `research`,
# which takes time to load: a test holds them to it.
CHOICES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "kwic": {"--sort": ("date", "left", "right")},
    "trend": {"--by": ("month", "issue", "year")},
    "names": {"--kind": (ALL, "people", "places", "offices", "phrases"), "--sort": ("count", "first")},
    "cite": {"--style": ("gb7714", "bibtex", "ris", "csl")},
    "export": {"--format": ("json", "jsonl", "csv", "markdown", "text")},
}
# What comes before the paths.
_SUBJECTS: Final = {
    "show": "ID",
    "search": "QUERY",
    "kwic": "QUERY",
    "trend": "QUERY",
    "related": "ID",
    "cite": "ID",
}
_COMMON: Final = frozenset({"--help", "--version", "--lang"})
_FLAGS: Final = frozenset({"--help", "--version", "--json", "--csv", "--why", "--count", "--newest", "--force"})
_VALUED: Final = frozenset().union(_COMMON, *_OPTIONS.values()) - _FLAGS
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
    choices: Mapping[str, str]
    """Options with one of a few values, by default the first of `CHOICES`."""
    others: tuple[str, ...]
    """The queries beside the first."""
    query: str | None
    """What is taken instead of one article, or of everything."""
    issue: str | None
    """A day or a span of days, as queries have them."""
    output: str | None

    @property
    def form(self) -> Format:
        """What is exported in."""
        return cast("Format", self.choices["--format"])


def parse(argv: Sequence[str]) -> Arguments:
    """Read the arguments behind the program's name. Raises `UsageError`.

    Options may stand anywhere before `--`. The first word is a command if it names one, unless it stands behind `--`.
    """
    cut = argv.index("--") if "--" in argv else len(argv)
    try:
        given, words = getopt.gnu_getopt(list(argv[:cut]), "h", _long())
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
    query = _some("--query", options.get("--query"))
    subject = ""
    if command in _SUBJECTS and not (command == "cite" and query) and not options.keys() & {"--help", "--version"}:
        if not words:
            raise UsageError("usage.subject", command, _SUBJECTS[command])
        subject = words.pop(0)
    return Arguments(
        command,
        subject,
        tuple(words),
        frozenset(options.keys() & _FLAGS),
        _choose("--lang", options.get("--lang"), LANGUAGES),
        _number("--limit", options.get("--limit"), least=1),
        _number("--context", options.get("--context"), least=0),
        {name: _choose(name, options.get(name), of) or of[0] for name, of in CHOICES.get(command, {}).items()},
        tuple(value for name, value in given if name == "--and"),
        query,
        *(_some(name, options.get(name)) for name in ("--issue", "--output")),
    )


def _long() -> list[str]:
    """Return the options as getopt has them: a value follows those with =."""
    return [name[2:] for name in sorted(_FLAGS)] + [f"{name[2:]}=" for name in sorted(_VALUED)]


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
    if option in _VALUED:
        return UsageError("usage.lacks", option)
    return UsageError("usage.takes_none" if option in _FLAGS else "usage.unknown", option)


def _choose(option: str, value: str | None, choices: Iterable[Choice]) -> Choice | None:
    if value is None:
        return None
    for one in choices:
        if one == value:
            return one
    raise UsageError("usage.choice", option, " | ".join(choices), value)


def _some(option: str, value: str | None) -> str | None:
    if value is None or value.strip():
        return value
    raise UsageError("usage.lacks", option)


def _number(option: str, value: str | None, *, least: int) -> int | None:
    if value is None or (value.isascii() and value.isdigit() and len(value) < _DIGITS and int(value) >= least):
        return value if value is None else int(value)
    raise UsageError("usage.number", option, str(least), value)
