"""Help for the program and for each command, in plain lines."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from hnreader.cli.arguments import COMMANDS, OPEN
from hnreader.cli.grammar.definition import COMMON, Definition
from hnreader.cli.grammar.notes import about_paths, environment, exit_codes
from hnreader.cli.grammar.options import OneOf
from hnreader.cli.styles import bold
from hnreader.messages.query_syntax import QUERY_SYNTAX
from hnreader.typesetting import cells, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import click

    from hnreader.cli.grammar.program import Program
    from hnreader.messages import Translator

WIDTH: Final = 88  # cells; longer lines are hard to read
_NARROWEST: Final = 20  # cells, whatever COLUMNS says
_INDENT: Final = "  "
_LEFT: Final = 20  # cells of the left column, at most; what is longer has its explanation below it


def help_lines(program: Program, command: str, tr: Translator) -> Iterator[str]:
    """Yield the help of a command, or of the program."""
    width = max(_NARROWEST, min(WIDTH, shutil.get_terminal_size((WIDTH, 0)).columns))
    definition = program.get_command(None, command)
    yield from usage(definition, tr, width)
    if command != OPEN:
        yield ""
        yield from _set(definition.summary, width)
    for paragraph in definition.description:
        yield ""
        yield from _set(paragraph, width)
    if command == OPEN:
        commands = [(name, program.get_command(None, name).summary) for name in COMMANDS]
        yield from _section(tr("Commands"), commands, width)
    if definition.queries is not None:
        yield ""
        yield from map(bold, _set(definition.queries, width))
        yield from tr(QUERY_SYNTAX).splitlines()
    yield from _section(tr("Options"), option_rows(definition.options), width)
    if definition.reads_pages:
        yield ""
        yield from _set(about_paths(tr), width)
    yield from _section(tr("Exit codes"), exit_codes(tr), width)
    if command == OPEN:
        yield from _section(tr("Environment"), environment(tr), width)
    yield from _section(tr("Examples"), [(example, "") for example in definition.examples], width)
    if command == OPEN:
        yield ""
        yield tr("“hnreader help COMMAND” explains a command, “hnreader help --man” prints the manual page.")


def usage(definition: Definition, tr: Translator, width: int) -> Iterator[str]:
    """Yield how a command is typed."""
    if definition.command == OPEN:
        yield tr("hnreader [OPTION…] [PATH…]")
        yield tr("hnreader COMMAND [OPTION…] [ID|QUERY] [PATH…]")
        return
    lead = f"hnreader {definition.command}"
    line = lead
    for piece in synopsis(definition):
        if len(line) + len(piece) >= width:
            yield line
            line = " " * len(lead)
        line += f" {piece}"
    yield line


def synopsis(definition: Definition) -> Iterator[str]:
    """Yield what may follow the command, piece by piece: [--limit N], QUERY, [PATH…]."""
    names = [option.opts[0] for option in definition.options]
    for option in definition.options:
        name = option.opts[0]
        if name in COMMON or name == definition.instead_of_subject or (name == "--csv" and "--json" in names):
            continue
        piece = "--json|--csv" if name == "--json" and "--csv" in names else f"{name} {_metavar(option)}".rstrip()
        yield f"[{piece}]" + ("…" if option.multiple else "")
    for argument in definition.arguments:
        instead = definition.instead_of_subject if argument.name == "subject" else None
        yield f"{argument.metavar}|{instead} QUERY" if instead else str(argument.metavar)


def option_rows(options: Iterable[click.Option]) -> Iterator[tuple[str, str]]:
    """Yield each option with its explanation, or each of its values with its own."""
    for option in options:
        name = ", ".join(sorted(option.opts, key=len))
        if isinstance(option.type, OneOf) and not option.help:
            yield from ((f"{name} {value}", text) for value, text in option.type.values.items())
        else:
            yield f"{name} {_metavar(option)}".rstrip(), option.help or ""


def _metavar(option: click.Option) -> str:
    if isinstance(option.type, OneOf):
        return "|".join(option.type.values)
    return option.metavar or ""


def _section(heading: str, rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield rows of two columns under a heading and a blank line."""
    yield ""
    yield bold(heading)
    rows = list(rows)
    left = max((cells(term) for term, text in rows if text and cells(term) <= _LEFT), default=0)
    for term, text in rows:
        lead = _INDENT + term
        if not text:
            yield lead
            continue
        if cells(term) > left:
            yield lead
            lead = ""
        column = len(_INDENT) + left + 2
        for line in _set(text, width - column):
            yield lead + " " * (column - cells(lead)) + line
            lead = ""


def _set(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a paragraph."""
    return (text[line.start : line.end] for line in set_lines(text, width))
