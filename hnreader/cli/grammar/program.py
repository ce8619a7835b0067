"""The program as a group of commands, and the definitions of those that are about the program itself."""

from __future__ import annotations

import os
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click
from click.shell_completion import CompletionItem

from hnreader.cli.arguments import COMMANDS, OPEN, UsageError
from hnreader.cli.grammar.definition import Definition, common_options, flag, reading_options, subject
from hnreader.cli.grammar.options import OneOf, PagePath
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.cli.grammar.options import Completions
    from hnreader.messages import Translator

_KEEPING: Final = frozenset({"index", "serve"})
"""The commands that need a library."""


class Program(click.Group):
    """All commands, each defined when it is needed. Without a command the reader opens."""

    def __init__(self, tr: Translator) -> None:
        super().__init__("hnreader", add_help_option=False)
        self._tr: Final = tr
        self._definitions: dict[str, Definition] = {}

    def list_commands(self, ctx: click.Context | None = None) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context | None, cmd_name: str) -> Definition:  # noqa: ARG002 - click passes it
        """Return the definition of a command that there is."""
        if cmd_name not in self._definitions:
            module = import_module(f"hnreader.cli.grammar.{COMMANDS.get(cmd_name, 'program')}")
            definition: Definition = getattr(module, f"define_{cmd_name}")(self._tr)
            if definition.reads_pages:
                definition.params += reading_options(self._tr, keeps=cmd_name in _KEEPING)
            definition.params += common_options(self._tr)
            self._definitions[cmd_name] = definition
        return self._definitions[cmd_name]

    @property
    def definitions(self) -> Iterator[Definition]:
        """Yield the definitions of all commands."""
        return (self.get_command(None, name) for name in (OPEN, *COMMANDS))

    @cached_property
    def options(self) -> dict[str, click.Option]:
        """The options of all commands by their names."""
        return {name: option for each in self.definitions for option in each.options for name in option.opts}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments with the command moved to the front, so that options may be before it."""
        return super().parse_args(ctx, self._command_first(args, complete=not ctx.resilient_parsing))

    def _command_first(self, args: list[str], *, complete: bool) -> list[str]:
        """Return the command (`OPEN` if there is none), then all other words, options spelt out."""
        command, words, rest = "", [], iter(args)
        for word in rest:
            if word == "--":
                words += [word, *rest]
            elif word.startswith("-") and word != "-":
                name, equals, value = word.partition("=")
                name = self._spelt_out(name)
                words.append(name + equals + value)
                if not equals and name in self.options and not self.options[name].is_flag:
                    words += self._value(name, rest, complete=complete)
            elif command:
                words.append(word)
            else:
                command = word if word in COMMANDS else OPEN
                if command == OPEN:
                    words.append(word)
                    self._check_path(word)
        return [command or OPEN, *words]

    def _spelt_out(self, name: str) -> str:
        """Return the only long option that begins so, as getopt has it, or else the name as it is."""
        if name in self.options or not name.startswith("--"):
            return name
        beginning = [option for option in self.options if option.startswith(name)]
        return beginning[0] if len(beginning) == 1 else name

    @staticmethod
    def _value(name: str, rest: Iterator[str], *, complete: bool) -> list[str]:
        """Return the word that is the value of an option; -- is none."""
        value = next(rest, "--")
        if value != "--":
            return [value]
        if complete:
            raise UsageError(Message(Reason.USAGE_LACKS, option=name))
        return []

    @staticmethod
    def _check_path(word: str) -> None:
        """Raise UsageError for a first word that is no path but resembles a command."""
        if os.path.lexists(word) or not word.isalpha():
            return
        if command := most_similar(word, COMMANDS):
            raise UsageError(Message(Reason.USAGE_NO_PATH, word=word, suggestion=command))

    def unknown_option(self, name: str, ctx: click.Context | None) -> UsageError:
        """Return the error of an option that the command does not have."""
        command = str(ctx.info_name) if ctx else OPEN
        if name in self.options:
            shown = "hnreader" if command == OPEN else command
            return UsageError(Message(Reason.USAGE_ELSEWHERE, option=name, command=shown))
        own = [option.opts[0] for option in self.get_command(ctx, command).options]
        if suggestion := most_similar(name, own):
            return UsageError(Message(Reason.USAGE_UNKNOWN_SIMILAR, option=name, suggestion=suggestion))
        return UsageError(Message(Reason.USAGE_UNKNOWN, option=name))


class _CommandName(OneOf):
    """The name of a command."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """Return the name if there is such a command."""
        if value in self.values:
            return str(value)
        if suggestion := most_similar(str(value), self.values):
            raise UsageError(Message(Reason.USAGE_NO_COMMAND_SIMILAR, word=str(value), suggestion=suggestion))
        raise UsageError(Message(Reason.USAGE_NO_COMMAND, word=str(value)))


class _FirstPath(PagePath):
    """The paths where no command is named: the first word may also be a command."""

    def __init__(self, program_commands: Iterable[tuple[str, str]]) -> None:
        self._commands = program_commands

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Completions:
        """Return the commands, unless there is a path already, and let the shell complete paths."""
        commands = [] if ctx.params.get("paths") else list(self._commands)
        found = [CompletionItem(name, help=text) for name, text in commands if name.startswith(incomplete)]
        return super().shell_complete(ctx, param, incomplete) + found


def most_similar(word: str, known: Iterable[str]) -> str | None:
    """Return what the word may be a misspelling of: one edit in three characters, swapped neighbours being one edit."""
    from rapidfuzz import process  # noqa: PLC0415 - needed for errors only
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    allowed = max(1, len(word.lstrip("-")) // 3)
    found = process.extractOne(word.casefold(), list(known), scorer=OSA.distance, score_cutoff=allowed)
    return found[0] if found else None


def define_open(tr: Translator) -> Definition:
    """Return `hnreader` without a command."""
    program = Program(tr)
    summaries = ((name, program.get_command(None, name).summary) for name in COMMANDS)
    words = click.Argument(["paths"], nargs=-1, type=_FirstPath(summaries), metavar="[PATH…]")
    return Definition(
        OPEN,
        tr("A reader for newspaper pages"),
        [
            tr(
                "A reader for the page text of newspapers: raw pages become articles that can be read and searched. "
                "Without a command the reader opens; where standard output is not a terminal, the articles are listed "
                "instead."
            )
        ],
        [words],
        [
            "hnreader pages/",
            'hnreader search "长沙 芯片" pages/ --limit 5',
            "hnreader show 20240309-k7f2qd pages/",
            "hnreader export --format json pages/ > pages.json",
        ],
    )


def define_help(tr: Translator) -> Definition:
    """Return `hnreader help`."""
    return Definition(
        "help",
        tr("Explain a command, or print the manual page"),
        [tr("Without a command, list the commands.")],
        [
            flag("--man", tr("Print the manual page, for man")),
            subject("[COMMAND]", _CommandName(dict.fromkeys(COMMANDS, ""))),
        ],
        ["hnreader help search", "hnreader help --man | man -l -"],
    )


def define_completion(tr: Translator) -> Definition:
    """Return `hnreader completion`."""
    from hnreader.cli.grammar.shells import COMPLETIONS  # noqa: PLC0415 - needed for this command only

    return Definition(
        "completion",
        tr("Print the completion script of a shell"),
        [
            tr(
                "Once the shell has read the script, Tab completes commands, options, their values and paths. For all "
                "future sessions, add the line for your shell to its configuration:"
            ),
            'bash (~/.bashrc): eval "$(hnreader completion bash)"',
            'zsh (~/.zshrc): eval "$(hnreader completion zsh)"',
            "fish (~/.config/fish/config.fish): hnreader completion fish | source",
        ],
        [subject("SHELL", OneOf(dict.fromkeys(COMPLETIONS, "")))],
        ["hnreader completion bash"],
    )
