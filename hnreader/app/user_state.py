"""What belongs to the user: settings, keys, and the notebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hnreader.app.commands import Keys
from hnreader.app.themes.files import ThemeFiles
from hnreader.reasons import Message, Reason
from hnreader.storage.folders import remove_leftovers
from hnreader.userdata.crash_report import crash_folder
from hnreader.userdata.drafts import drafts_folder, left_drafts
from hnreader.userdata.notebook import Notebook, notebook_path
from hnreader.userdata.settings import Settings, load, settings_path

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class UserState:
    """By default there are no settings, and nothing is kept beyond the session."""

    settings: Settings = field(default_factory=Settings)
    notebook: Notebook = field(default_factory=lambda: Notebook(None))
    keys: Keys = field(default_factory=Keys)
    themes: ThemeFiles = field(default_factory=ThemeFiles)
    path: Path | None = None
    """The settings file; None: a changed setting applies to the session only."""
    problems: tuple[Message, ...] = ()
    """What was wrong with the files."""
    crash_folder: Path | None = None
    """Where reports of crashes are written; None: they are not."""
    drafts_folder: Path | None = None
    """Where notes are kept while they are written in an editor; None: with temporary files."""
    keeps_pages: bool = False
    """Segmented pages are kept, so that none is segmented twice."""
    reads_only: bool = False
    """No page may be corrected, and none is taken into the library: others do that."""

    def library(self) -> Path | None:
        """Return the folder in which segmented pages are kept; None: they are not."""
        if not self.keeps_pages:
            return None
        from hnreader.archive import library_folder  # noqa: PLC0415 loaded where it is needed

        return library_folder(self.settings.library)


def user_state(folder: Path | None = None) -> UserState:
    """Read the user's settings and open the notebook: those in a folder, or where the system has them.

    An error in either is not fatal, and is listed in `problems`.
    """
    path = settings_path(folder)
    remove_leftovers(path.parent)
    settings, problems = load(path)
    notebook = Notebook(notebook_path(folder))
    keys = Keys(settings.keys)
    unknown = tuple(Message(Reason.SETTING_KEY, command=name) for name in keys.unknown)
    drafts = drafts_folder(folder)
    problems = (*problems, *unknown, *notebook.problems, *left_drafts(drafts))
    themes = ThemeFiles(path.parent / "themes")
    crashes = crash_folder(folder)
    return UserState(settings, notebook, keys, themes, path, problems, crashes, drafts, keeps_pages=True)
