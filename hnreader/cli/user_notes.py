"""The user's notebook on the command line: read where something of it is asked for, and never made."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hnreader.errors import UnreadNotebookError
from hnreader.userdata.notebook import Notebook, notebook_path

if TYPE_CHECKING:
    from hnreader.search.user_tags import Tags


def open_notebook() -> Notebook:
    """Return the user's notebook, an empty one in memory where there is none.

    Raises `UnreadNotebookError`: what cannot be read is not to be taken for a notebook without notes.
    """
    path = notebook_path()
    notebook = Notebook(path if path.exists() else None)
    if notebook.unread:
        notebook.close()
        raise UnreadNotebookError(notebook.unread)
    return notebook


@cache
def tags() -> Tags:
    """Return the ids of the articles that have each of the user's tags."""
    with open_notebook() as notebook:
        return notebook.tagged()
