"""The manual page of all commands in roff, for `man`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader import __version__
from hnreader.cli.arguments import COMMANDS, OPEN
from hnreader.cli.grammar.definition import COMMON
from hnreader.cli.grammar.notes import about_paths, environment, exit_codes
from hnreader.cli.help import WIDTH, option_rows, synopsis, usage
from hnreader.messages.query_syntax import QUERY_SYNTAX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.cli.grammar.definition import Definition
    from hnreader.cli.grammar.program import Program
    from hnreader.messages import Translator

_ESCAPED: Final = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}


def manual_page(program: Program, tr: Translator) -> Iterator[str]:
    """Yield the lines of the manual page."""
    whole = program.get_command(None, OPEN)
    definitions = [program.get_command(None, name) for name in COMMANDS]
    yield f'.TH HNREADER 1 "" "hnreader {__version__}"'
    yield _heading(tr("NAME"))
    yield f"hnreader \\- {_text(whole.summary)}"
    yield _heading(tr("SYNOPSIS"))
    yield from _lines(usage(whole, tr, WIDTH))
    yield _heading(tr("DESCRIPTION"))
    yield from _paragraphs(*whole.description, about_paths(tr))
    yield _heading(tr("COMMANDS"))
    for definition in definitions:
        yield from _command(definition)
    yield _heading(tr("QUERIES"))
    yield from _lines(tr(QUERY_SYNTAX).splitlines())
    yield _heading(tr("OPTIONS"))
    yield from _terms(option_rows(whole.options))
    yield _heading(tr("EXIT STATUS"))
    yield from _terms(exit_codes(tr))
    yield _heading(tr("ENVIRONMENT"))
    yield from _terms(environment(tr))
    yield _heading(tr("EXAMPLES"))
    yield from _lines(dict.fromkeys(example for each in (whole, *definitions) for example in each.examples))


def _heading(text: str) -> str:
    return f".SH {_text(text)}"


def _command(definition: Definition) -> Iterator[str]:
    yield f".SS {_text(' '.join([definition.command, *synopsis(definition)]))}"
    yield from _paragraphs(definition.summary, *definition.description, *filter(None, [definition.queries]))
    yield from _terms(option_rows(option for option in definition.options if option.opts[0] not in COMMON))


def _paragraphs(*paragraphs: str) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ".PP"
        yield _text(paragraph)


def _terms(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield terms in bold, each with its explanation set in below it."""
    for term, text in rows:
        yield from (".TP", f"\\fB{_text(term)}\\fR", _text(text))


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that are shown as they are."""
    yield ".nf"
    yield from map(_text, lines)
    yield ".fi"


def _text(text: str) -> str:
    """Return the text so that roff prints it as it is."""
    escaped = re.sub(r"[\\'`^~-]", lambda match: _ESCAPED[match[0]], text)
    return f"\\&{escaped}" if escaped.startswith((".", " ")) else escaped
