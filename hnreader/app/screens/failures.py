"""The files that could not be read, and what is wrong with the user's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hnreader.app.rendering.formatting import printable
from hnreader.app.screens.sheet import Sheet
from hnreader.messages.reasons import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.messages import Translator
    from hnreader.model import Failure


def open_screen(controllers: Controllers) -> None:
    """List the failures, or say that there are none."""
    context = controllers.context
    failures = context.loaded.failures
    problems = [words_of(problem, context.tr) for problem in context.user_state.problems]
    if failures or problems:
        context.view.push(failures_sheet(context.tr, failures, problems))
    else:
        context.view.show_message(context.tr("All files could be read"))


def failures_sheet(tr: Translator, failures: Iterable[Failure], problems: Iterable[str]) -> Sheet:
    """Return the list as a sheet. Paths are not ours and are never read as markup."""
    parts = [Content(printable(problem) + "\n") for problem in problems]
    for failure in failures:
        reason = words_of(failure.message, tr)
        parts += [Content.styled(printable(failure.path) + "\n", "bold"), Content(f"  {printable(reason)}\n")]
    return Sheet(tr("Files that could not be read"), Content("").join(parts))
