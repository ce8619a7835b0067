"""The app: screens, panes and commands. Importing this loads no Textual; `run` does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hnreader.app.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(paths: Sequence[str], lang: str | None = None) -> int:
    """Open the reader on the paths (none: the sample pages) and return the exit code: 2 where nothing could be read."""
    from hnreader.app.terminal import prepare  # noqa: PLC0415 the command line answers faster without the screen

    prepare()
    from hnreader.app.ground import Answer, ground  # noqa: PLC0415
    from hnreader.app.own import own  # noqa: PLC0415
    from hnreader.app.reader import NOTHING_READ, Reader  # noqa: PLC0415 Textual reads its settings when imported
    from hnreader.app.widths import follow  # noqa: PLC0415

    mine = own()
    follow(mine.settings.ambiguous)
    answer = ground() if mine.settings.theme == "auto" else Answer("dark")
    app = Reader(paths, lang, own=mine, ground=answer.ground, typed=answer.typed)
    app.run()
    code = app.return_code or 0
    if code == NOTHING_READ:
        reasons = (f"{one.path}: {app.voice(one.code, one.detail)}" for one in app.failures)
        # A path is strangers' text as much as a page is: no control character of it may reach the terminal.
        sys.stderr.write(printable(app.voice("error.nothing", "; ".join(reasons))) + "\n")
    return code
