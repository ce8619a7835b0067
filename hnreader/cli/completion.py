"""Completion in bash, zsh and fish: the script that a shell reads, and the answers to its questions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from hnreader.cli.exit_codes import FAILURE, SUCCESS

if TYPE_CHECKING:
    from hnreader.messages import Translator

PROGRAM: Final = "hnreader"
VARIABLE: Final = "_HNREADER_COMPLETE"
"""The environment variable by which the script asks: `bash_complete`, `zsh_complete`, `fish_complete`."""


def complete(tr: Translator) -> int:
    """Answer a question of the script: print what the words in the environment may be continued with."""
    from hnreader.cli.grammar.program import Program  # noqa: PLC0415 - imports click
    from hnreader.cli.grammar.shells import COMPLETIONS  # noqa: PLC0415

    shell, _, instruction = os.environ[VARIABLE].partition("_")
    if shell not in COMPLETIONS or instruction != "complete":
        return FAILURE
    completion = COMPLETIONS[shell](Program(tr), {}, PROGRAM, VARIABLE)
    try:
        completion.get_completion_args()
    except (KeyError, ValueError, IndexError):  # no shell asks so: the words are missing, or which one is meant
        return FAILURE
    print(completion.complete())
    return SUCCESS


def script(shell: str, tr: Translator) -> str:
    """Return the script that makes a shell ask. Raises KeyError for an unknown shell."""
    from hnreader.cli.grammar.program import Program  # noqa: PLC0415 - imports click
    from hnreader.cli.grammar.shells import COMPLETIONS  # noqa: PLC0415

    return COMPLETIONS[shell](Program(tr), {}, PROGRAM, VARIABLE).source()
