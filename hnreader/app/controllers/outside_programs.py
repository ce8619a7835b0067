"""Handing the terminal to the user's own programs: an editor or a pager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from hnreader.app.rendering.formatting import printable

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.app.controllers.context import Context
    from hnreader.storage.programs import Program


def run_on_file(context: Context, program: Program, path: Path) -> str:
    """Run a program on a file, in place of the reader; return what went wrong, for the footer."""
    from hnreader.storage.programs import missing  # noqa: PLC0415 loaded where it is needed

    tr, name = context.tr, printable(program.command)
    try:
        with context.view.app.suspend():
            code = program.open(path)
    except SuspendNotSupported:
        return tr("This terminal cannot be handed to another program")
    except OSError as error:
        return tr("Cannot run {command}: {error}", command=name, error=str(error))
    if missing(code):
        return tr("There is no program {command}: set VISUAL or EDITOR to your editor", command=name)
    return tr("{command} ended with exit code {code}", command=name, code=code) if code else ""


def may_run_programs(context: Context) -> bool:
    """Tell whether the user's programs may be run; say so where they may not."""
    if not context.terminal.local:
        context.view.show_message(context.tr("Programs cannot be run from this session"))
    return context.terminal.local
