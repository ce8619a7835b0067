"""The command line: `hnreader` and `python -m hnreader`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from hnreader import __version__
from hnreader.cli.arguments import OPEN, UsageError, parse, requested_language
from hnreader.cli.completion import VARIABLE, complete, script
from hnreader.cli.exit_codes import BROKEN_PIPE, FAILURE, INTERRUPTED, SUCCESS
from hnreader.cli.streams import discard_output, interactive, prepare, print_error
from hnreader.errors import CatalogueError, HnreaderError, LibraryError
from hnreader.messages import Translator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.cli.arguments import Arguments

_NO_ROOM: Final = "failed to map segment"
"""What glibc says of a library that it has no memory for: of a module in C that is loaded late."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code, as `--help` lists them. Errors are printed, never raised.

    In Python's development mode (`python -X dev -m hnreader …`) a defect is raised, for its traceback.
    """
    prepare()
    words = sys.argv[1:] if argv is None else argv
    try:
        tr = Translator(requested_language(words))
    except CatalogueError as error:
        from hnreader.messages.reasons import words_of  # noqa: PLC0415 - needed for errors only

        print_error(words_of(error.message, Translator("en")))
        return FAILURE
    try:
        code = _run(words, tr)
        sys.stdout.flush()  # here, where an error can still be reported
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return BROKEN_PIPE
    except Exception as error:
        # Python 3.11 makes a RuntimeError of an interrupt that comes while a class is made.
        if isinstance(error.__cause__, KeyboardInterrupt):
            return INTERRUPTED
        if sys.flags.dev_mode and not isinstance(error, (HnreaderError, UsageError, OSError)):
            raise
        for line in _error_lines(error, tr):
            print_error(line)
        if isinstance(error, OSError):
            discard_output()
        return FAILURE
    return code


def _run(words: Sequence[str], tr: Translator) -> int:
    if VARIABLE in os.environ:
        return complete(tr)
    arguments = parse(words, tr)
    if arguments.version:
        print(f"hnreader {__version__}")
        return SUCCESS
    if arguments.help or arguments.command == "help":
        return _help(arguments, tr)
    if arguments.command == "completion":
        print(script(arguments.subject or "", tr), end="")
        return SUCCESS
    if arguments.command == OPEN and interactive():
        from hnreader.app import run as open_reader  # noqa: PLC0415 - loads the screen

        if arguments.paper:
            from hnreader.papers import known_papers  # noqa: PLC0415 - an unknown paper is reported before the screen

            known_papers().find(arguments.paper)
        return open_reader(
            arguments.paths, arguments.lang, arguments.paper, library=arguments.library, in_memory=arguments.in_memory
        )
    from hnreader.cli.commands import run  # noqa: PLC0415 - loads most of the package

    return run(arguments, tr)


def _help(arguments: Arguments, tr: Translator) -> int:
    from hnreader.cli.grammar.program import Program  # noqa: PLC0415 - imports click
    from hnreader.cli.help import help_lines  # noqa: PLC0415
    from hnreader.cli.manual import manual_page  # noqa: PLC0415
    from hnreader.cli.pager import paged  # noqa: PLC0415

    program = Program(tr)
    if arguments.man:
        lines = manual_page(program, tr)
    else:
        topic = arguments.command if arguments.help else arguments.subject
        lines = help_lines(program, topic or OPEN, tr)
    with paged():
        for line in lines:
            print(line)
    return SUCCESS


def _error_lines(error: Exception, tr: Translator) -> Iterator[str]:
    """Yield what is wrong; of wrong usage, also where help is."""
    from hnreader.messages.reasons import words_of  # noqa: PLC0415 - needed for errors only
    from hnreader.reading import clean  # noqa: PLC0415

    if isinstance(error, UsageError):
        yield words_of(error.message, tr)
        yield tr("See hnreader help")
    elif isinstance(error, LibraryError):
        yield f"{clean(str(error.path))}: {words_of(error.message, tr)}"
    elif isinstance(error, HnreaderError):
        yield words_of(error.message, tr)
    elif isinstance(error, FileNotFoundError) and error.filename is None:  # as of `os.getcwd` alone
        yield tr("The current folder cannot be read: {error}; change to one that exists", error=error.strerror or error)
    elif isinstance(error, OSError) and error.filename:
        yield f"{clean(str(error.filename))}: {error.strerror or error}"
    elif isinstance(error, OSError):  # of writing: paths that cannot be read are reported by the commands
        yield tr("Cannot write: {error}", error=error.strerror or error)
    elif isinstance(error, MemoryError) or (isinstance(error, ImportError) and _NO_ROOM in str(error)):
        yield tr("There is not enough memory; close other programs, or give fewer pages")
    else:
        from hnreader.userdata.crash_report import Crash, crash_folder  # noqa: PLC0415

        text = clean(" ".join(str(error).split()))
        crash = Crash.of(error, crash_folder())
        if crash.report is None:
            yield tr("Internal error ({kind}: {text}); please report it", kind=crash.kind, text=text)
        else:
            report = clean(str(crash.report))
            yield tr(
                "Internal error ({kind}: {text}); please report it with {file}", kind=crash.kind, text=text, file=report
            )
