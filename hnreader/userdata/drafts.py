"""Notes that are written in the user's editor: each in a file that stays until the notebook has what was written.

So nothing is lost where it cannot be stored, where the editor or the program is killed, or the terminal goes away.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.reasons import Message, Reason
from hnreader.storage.private import private_file, private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = "hnreader.txt"
"""What an editor or a pager calls a text of ours."""
_LONGEST: Final = 1 << 20  # characters of a note


class Draft(NamedTuple):
    """A note that is being written."""

    path: Path
    before: str

    @classmethod
    def begin(cls, folder: Path | None, text: str) -> Draft:
        """Write a text, for its owner alone, into a folder of its own in another, None: for temporary files.

        Raises OSError.
        """
        if folder is not None:
            private_folder(folder)
        own = Path(mkdtemp(prefix=f"{os.getpid()}-" if folder else "hnreader-", dir=folder))
        draft = cls(own / FILE, text)
        try:
            private_file(draft.path)
            draft.path.write_text(f"{text}\n", encoding="utf-8")
        except OSError:
            draft.remove()
            raise
        return draft

    def text(self) -> str:
        """Return what was written so far. Raises OSError, also for what is too long for a note."""
        with self.path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(_LONGEST + 1)
        if len(text) > _LONGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return text.removesuffix("\n")

    @property
    def is_untouched(self) -> bool:
        """Whether there is nothing but what it began with: no other text, and no file of an editor that crashed."""
        with suppress(OSError):
            return self.text() == self.before and [*self.path.parent.iterdir()] == [self.path]
        return False

    def remove(self) -> None:
        """Remove it, with what the editor has left beside it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def drafts_folder(folder: Path | None = None) -> Path:
    """Return where drafts are: in a user's folder, or where the system has such things. It may not exist."""
    import platformdirs  # noqa: PLC0415 only a session of the app needs it

    return (folder or platformdirs.user_state_path("hnreader", appauthor=False)) / "drafts"


def left_drafts(folder: Path) -> tuple[Message, ...]:
    """Return that notes are left of sessions that have ended, if there are any."""
    return (Message(Reason.NOTE_DRAFTS, folder=folder),) if any(_left(folder)) else ()


def _left(folder: Path) -> Iterator[Path]:
    """Yield the drafts in a folder that belong to no process."""
    with suppress(OSError):
        for path in folder.iterdir():
            process = path.name.partition("-")[0]
            if process.isdigit() and not _runs(int(process)):
                yield path


def _runs(process: int) -> bool:
    """Whether there is a process of a number; also where that cannot be asked without ending it."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
