"""Handing the terminal to the user's own programs: an editor or a pager."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from hnreader.app.rendering.formatting import printable

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context
    from hnreader.storage.programs import Program

_FILE: Final = "hnreader.txt"


def run_on_text(context: Context, program: Program, text: str) -> str | None:
    """Run a program on a temporary file with a text, in place of the reader; return what the file has then.

    None, and a message in the footer, where that cannot be done or the program has failed.
    """
    from hnreader.storage.programs import missing, private_text  # noqa: PLC0415 loaded where it is needed

    tr, view = context.tr, context.view
    if not may_run_programs(context):
        return None
    try:
        with private_text(_FILE, f"{text}\n") as path:
            with view.app.suspend():
                code = program.open(path)
            if code == 0:
                return path.read_text("utf-8", "replace").removesuffix("\n")
    except SuspendNotSupported:
        view.show_message(tr("This terminal cannot be handed to another program"))
        return None
    except OSError as error:
        view.show_message(tr("Cannot run {command}: {error}", command=printable(program.command), error=str(error)))
        return None
    name = printable(program.command)
    if missing(code):
        view.show_message(tr("There is no program {command}: set VISUAL or EDITOR to your editor", command=name))
    else:
        view.show_message(tr("{command} ended with exit code {code}", command=name, code=code))
    return None


def may_run_programs(context: Context) -> bool:
    """Tell whether the user's programs may be run; say so where they may not."""
    if not context.terminal.local:
        context.view.show_message(context.tr("Programs cannot be run from this session"))
    return context.terminal.local
