"""The app: screens, panes and commands. Importing this loads no Textual; `run` does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.language.dictionary import require_dictionary
from hnreader.messages.reasons import words_of
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAILED: Final = 1  # the exit code after a crash


def run(
    paths: Sequence[str],
    lang: str | None = None,
    paper: str | None = None,
    *,
    library: str | None = None,
    in_memory: bool = False,
) -> int:
    """Open the reader on the paths (none: the sample pages) and return the exit code: 2 where nothing could be read.

    `paper` is the newspaper that all pages are of, which otherwise the settings name, or each page shows. `library` is
    the folder in which segmented pages are kept, otherwise that of the settings, or in the cache; `in_memory`: none.
    Raises `DictionaryError`, before the screen is opened.
    """
    from hnreader.app.terminal.setup import prepare, separate_escape  # noqa: PLC0415 the command line answers faster without the screen

    prepare()
    require_dictionary()
    from hnreader.app.application import NOTHING_READ, Reader  # noqa: PLC0415 Textual reads its settings when imported
    from hnreader.app.terminal.ambiguous_width import follow  # noqa: PLC0415
    from hnreader.app.terminal.capabilities import detect_capabilities  # noqa: PLC0415
    from hnreader.app.terminal.graphics import may_have_sixel  # noqa: PLC0415
    from hnreader.app.user_state import user_state  # noqa: PLC0415

    state = user_state()
    if paper is not None:
        state.settings = replace(state.settings, paper=paper)
    if library is not None:
        state.settings = replace(state.settings, library=library)
    state.keeps_pages = not in_memory
    separate_escape(state.keys.custom)
    follow(state.settings.ambiguous)
    terminal = detect_capabilities(
        background=state.settings.theme == "auto", pictures=may_have_sixel(state.settings.pictures)
    )
    app = Reader(paths, lang, user_state=state, terminal=terminal)
    app.run()
    # Textual leaves the code unset where the thread that reads the terminal fails.
    code = _FAILED if app.return_code is None else app.return_code
    if code == NOTHING_READ:
        reasons = tuple(f"{failure.path}: {words_of(failure.message, app.tr)}" for failure in app.failures)
        sys.stderr.write(words_of(Message(Reason.NOTHING_READABLE, failures=reasons), app.tr) + "\n")
    return code
