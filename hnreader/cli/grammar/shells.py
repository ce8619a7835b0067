"""What bash, zsh and fish ask for while somebody types, answered from the definitions of the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

if TYPE_CHECKING:
    from hnreader.cli.grammar.options import Completions

_BASH: Final = """\
%(complete_func)s() {
    local IFS=$'\\n' line
    COMPREPLY=()
    while read -r line; do
        case $line in
            file,*) compopt -o filenames; COMPREPLY+=($(compgen -f -- "${line#*,}")) ;;
            ?*) COMPREPLY+=("${line#*,}") ;;
        esac
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
}
complete -F %(complete_func)s %(prog_name)s
"""


class _OptionWithValue(ShellComplete):
    """Completes --option=value, one word to these shells, of which click completes the value alone."""

    def get_completions(self, args: list[str], incomplete: str) -> Completions:
        name, equals, _ = incomplete.partition("=")
        found = super().get_completions(args, incomplete)
        if not equals or not name.startswith("-"):
            return found
        return [CompletionItem(f"{name}={item.value}", item.type, item.help) for item in found]


class Bash(BashComplete):
    """Bash. Paths are listed among commands; --option=value are three words to it."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to complete, and that."""
        args, incomplete = super().get_completion_args()
        return args[:-1] if args[-1:] == ["="] else args, incomplete


class Zsh(_OptionWithValue, ZshComplete):
    """Zsh."""

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return the three lines of an item, none of them empty: the script would drop it."""
        return super().format_completion(CompletionItem(item.value or "_", item.type, item.help))


class Fish(_OptionWithValue, FishComplete):
    """Fish."""


COMPLETIONS: Final[dict[str, type[ShellComplete]]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}
