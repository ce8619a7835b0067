"""The command line: `hnreader` and `python -m hnreader`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hnreader import __version__
from hnreader.cli.arguments import UsageError, parse, wished_language
from hnreader.cli.codes import FINE, INTERRUPTED, UNUSABLE
from hnreader.cli.streams import complain, prepare, silence
from hnreader.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say and return the exit code, as `--help` lists them."""
    arguments = sys.argv[1:] if argv is None else argv
    prepare()
    voice = Voice(wished_language(arguments))
    try:
        code = _do(arguments, voice)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a closed pipe can still be met
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        silence()
        return FINE
    except UsageError as error:
        from hnreader.reading import clean  # noqa: PLC0415

        complain(voice(error.key, *map(clean, error.detail)))
        complain(voice("usage.help"))
        return UNUSABLE
    except OSError as error:  # what can't be read has been told before; this is a full disk
        complain(voice("error.output", error.strerror or error))
        silence()
        return UNUSABLE
    return code


def _do(arguments: Sequence[str], voice: Voice) -> int:
    asked = parse(arguments)
    if "--version" in asked.flags:
        print(f"hnreader {__version__}")
        return FINE
    if "--help" in asked.flags:
        print(voice(f"manual.{asked.command}", voice("manual.common"), voice("query.manual")), end="")
        return FINE
    from hnreader.cli.commands import run  # noqa: PLC0415 - the rooms behind it are loaded for work only

    return run(asked, voice)
