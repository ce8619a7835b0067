"""Types of option values and arguments: how they are checked and completed. Their errors are `UsageError`s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click
from click.shell_completion import CompletionItem

from hnreader.cli.arguments import UsageError
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS: Final = 9  # Python itself refuses to convert thousands of them

Completions = list[CompletionItem[str]]


class OneOf(click.ParamType[str, Any]):
    """One of a few values; `values` has the explanation of each, which may be empty."""

    name = "choice"

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values: Final = values

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """Return the value if it is one of those there are."""
        if value in self.values:
            return str(value)
        choices = tuple(self.values)
        raise UsageError(Message(Reason.USAGE_CHOICE, option=name_of(param), choices=choices, value=str(value)))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Completions:  # noqa: ARG002
        """Return the values that begin with what is typed."""
        matching = ((value, text) for value, text in self.values.items() if value.startswith(incomplete))
        return [CompletionItem(value, help=text or None) for value, text in matching]


class Number(click.ParamType[int, Any]):
    """A whole number that is not below `least`."""

    name = "number"

    def __init__(self, least: int) -> None:
        self.least: Final = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ARG002
        """Return the number."""
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text) >= self.least:
            return int(text)
        raise UsageError(Message(Reason.USAGE_NUMBER, option=name_of(param), least=self.least, value=text))


class NotBlank(click.ParamType[str, Any]):
    """Any text with a visible character."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """Return the text."""
        if str(value).strip():
            return str(value)
        raise UsageError(Message(Reason.USAGE_LACKS, option=name_of(param)))


class Output(NotBlank):
    """A file or folder to be written."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Completions:  # noqa: ARG002
        """Let the shell complete a path."""
        return [CompletionItem(incomplete, type="file")]


class PaperName(NotBlank):
    """The id or name of a newspaper; whether there is a profile of it is found when pages are read."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Completions:  # noqa: ARG002
        """Return the ids that begin with what is typed."""
        from hnreader.papers import known_papers  # noqa: PLC0415 - reads the profiles

        papers = known_papers()
        ids = (identity for identity in papers.papers if identity.startswith(incomplete))
        return [CompletionItem(identity, help=papers.name(identity)) for identity in ids]


class PagePath(click.ParamType[str, Any]):
    """A file or folder to be read, or - for standard input. Whether it exists is found out when it is read."""

    name = "path"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Completions:  # noqa: ARG002
        """Let the shell complete a path."""
        return [CompletionItem(incomplete, type="file")]


def name_of(param: click.Parameter | None) -> str:
    """Return an option as it is typed, an argument as help calls it."""
    if isinstance(param, click.Argument):
        return str(param.metavar)
    return param.opts[0] if param else ""
