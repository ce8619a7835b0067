"""The files that could not be read, and what is wrong with the user's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hnreader.app.controllers.summary import settings_problems
from hnreader.app.rendering.formatting import printable
from hnreader.app.screens.sheet import Sheet
from hnreader.messages.reasons import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.messages import Translator
    from hnreader.model import Failure
    from hnreader.reasons import Message


def open_screen(controllers: Controllers) -> None:
    """List the failures, or say that there are none."""
    context = controllers.context
    failures = context.loaded.failures
    problems = settings_problems(context)
    if failures or problems:
        context.view.push(failures_sheet(context.tr, failures, problems))
    else:
        context.view.show_message(context.tr("All files could be read"))


def failures_sheet(tr: Translator, failures: Sequence[Failure], problems: Sequence[Message]) -> Sheet:
    """Return the list as a sheet: settings first, then files. Paths are not ours and are never read as markup."""
    parts = [Content(f"{printable(words_of(problem, tr))}\n") for problem in problems]
    if failures and problems:
        parts.append(_title("\n" + tr("Files that could not be read")))
    for failure in failures:
        reason = words_of(failure.message, tr)
        parts += [Content.styled(printable(failure.path) + "\n", "bold"), Content(f"  {printable(reason)}\n")]
    title = tr("Problems with settings") if problems else tr("Files that could not be read")
    return Sheet(title, Content("").join(parts))


def _title(text: str) -> Content:
    return Content.styled(f"{text}\n\n", "bold $accent")
