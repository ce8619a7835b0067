"""The commands that read pages. Each has a module here whose `run` prints the result and returns the exit code."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.archive import require_whole
from hnreader.cli.arguments import OPEN
from hnreader.cli.exit_codes import FAILURE, SUCCESS
from hnreader.cli.pager import paged
from hnreader.cli.pages import open_archive, print_failures
from hnreader.errors import NothingReadableError
from hnreader.reading.limits import read_at_most
from hnreader.userdata.settings import load as load_settings
from hnreader.userdata.settings import settings_path

if TYPE_CHECKING:
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator

_WITHOUT_ARCHIVE: Final = frozenset({"corrections", "export", "index", "library", "serve"})
"""The commands that read the pages themselves, and do not keep all in memory."""


def run(arguments: Arguments, tr: Translator) -> int:
    """Read the pages and run the command on them; return the exit code.

    The newspaper is the one that is named, or that of the settings, or the one that is recognised on each page. The
    folder of the library is the one that is named, or that of the settings, or in the user's cache. Raises
    `LibraryError` behind the result where it lacks texts.
    """
    command = import_module(f"{__name__}.{'list' if arguments.command == OPEN else arguments.command}")
    settings = load_settings(settings_path())[0]
    read_at_most(settings.largest)
    arguments = replace(
        arguments, paper=arguments.paper or settings.paper or None, library=arguments.library or settings.library
    )
    if arguments.command in _WITHOUT_ARCHIVE:
        return int(command.run(arguments, tr))
    try:
        archive = open_archive(arguments, tr)
    except NothingReadableError as error:
        print_failures(error.failures, tr)
        return FAILURE
    print_failures(archive.failures, tr)
    code = SUCCESS  # also where the pager is quit early
    with archive:
        with paged():
            code = int(command.run(archive, arguments, tr))
        require_whole(archive)
    return code
