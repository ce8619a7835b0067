"""The grammar of the command line: one definition per command, parsed by click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from hnreader.cli.arguments import Arguments, UsageError
from hnreader.cli.grammar.program import Program
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.cli.grammar.definition import Definition
    from hnreader.messages import Translator


def parse_with_click(argv: Sequence[str], tr: Translator) -> Arguments:
    """Parse the arguments after the program's name. Raises `UsageError`."""
    program = Program(tr)
    try:
        with program.make_context("hnreader", list(argv)) as ctx:
            arguments: Arguments = program.invoke(ctx)
    except click.NoSuchOption as error:
        raise program.unknown_option(error.option_name, error.ctx) from None
    except click.BadOptionUsage as error:  # that a value is missing was found before
        raise UsageError(Message(Reason.USAGE_TAKES_NONE, option=error.option_name)) from None
    except click.UsageError as error:
        raise UsageError(Message(Reason.USAGE_SURPLUS, command=str(error.ctx and error.ctx.info_name))) from None
    return _complete(arguments, program.get_command(None, arguments.command))


def _complete(arguments: Arguments, definition: Definition) -> Arguments:
    """Return the arguments, checked for what concerns several of them."""
    if arguments.help or arguments.version:
        return arguments
    if arguments.json and arguments.csv:
        raise UsageError(Message(Reason.USAGE_EITHER, option="--json", other="--csv"))
    if arguments.library is not None and arguments.in_memory:
        raise UsageError(Message(Reason.USAGE_EITHER, option="--library", other="--in-memory"))
    if arguments.jobs is not None and arguments.scheduler is not None:
        raise UsageError(Message(Reason.USAGE_EITHER, option="--jobs", other="--scheduler"))
    if definition.instead_of_subject and arguments.query is not None:
        first = (arguments.subject,) if arguments.subject is not None else ()
        return replace(arguments, subject=None, paths=first + arguments.paths)
    if arguments.subject is None and definition.subject.isalpha():
        raise UsageError(Message(Reason.USAGE_SUBJECT, command=arguments.command, subject=definition.subject))
    return arguments
