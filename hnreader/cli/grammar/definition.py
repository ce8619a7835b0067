"""The definition of a command: one source for parsing, help, completion and the manual page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from hnreader.cli.arguments import Arguments
from hnreader.cli.grammar.options import NotBlank, Number, OneOf, Output, PagePath, PaperName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hnreader.messages import Translator

COMMON: Final = frozenset({"--lang", "--version", "--help"})
"""The options that every command has."""


class Definition(click.Command):
    """A command: its parameters and the texts about it, in the language of the interface."""

    def __init__(
        self,
        name: str,
        summary: str,
        description: Sequence[str],
        params: Sequence[click.Parameter],
        examples: Sequence[str] = (),
        *,
        queries: str | None = None,
        instead_of_subject: str | None = None,
    ) -> None:
        """Define a command.

        `summary` is its line in the list of commands, `description` are paragraphs. Where `queries` is not None, help
        explains the query language under this heading. `instead_of_subject` is the option that replaces the subject.
        """
        super().__init__(name, params=list(params), callback=self._arguments, short_help=summary, add_help_option=False)
        self.command: Final = name
        self.summary: Final = summary
        self.description: Final = description
        self.examples: Final = examples
        self.queries: Final = queries
        self.instead_of_subject: Final = instead_of_subject

    @property
    def options(self) -> list[click.Option]:
        """The options, in the order in which help lists them."""
        return [param for param in self.params if isinstance(param, click.Option)]

    @property
    def arguments(self) -> list[click.Argument]:
        """The arguments in their order: at most one subject, then the paths."""
        return [param for param in self.params if isinstance(param, click.Argument)]

    @property
    def subject(self) -> str:
        """What the argument before the paths is called; empty where there is none, in brackets where it is optional."""
        return next((str(argument.metavar) for argument in self.arguments if argument.name == "subject"), "")

    @property
    def reads_pages(self) -> bool:
        """Whether its paths are those of pages to be read."""
        return any(argument.name == "paths" and isinstance(argument.type, PagePath) for argument in self.arguments)

    def _arguments(self, **values: Any) -> Arguments:
        return Arguments(self.command, **{name: value for name, value in values.items() if value is not None})


def common_options(tr: Translator) -> list[click.Option]:
    """Return the options that every command has."""
    return [
        click.Option(
            ["--lang"],
            type=OneOf({"zh": "汉语", "en": "English"}),
            help=tr("Interface language; the default is that of the locale"),
        ),
        flag("--version", tr("Print the version")),
        click.Option(["--help", "-h"], is_flag=True, help=tr("Print this help")),
    ]


def flag(name: str, text: str) -> click.Option:
    """Return an option without a value."""
    return click.Option([name], is_flag=True, help=text)


def csv_flag(tr: Translator) -> click.Option:
    """Return `--csv`."""
    text = tr("Print CSV; a cell starting with = + - @ gets a leading ' so that no spreadsheet runs it as a formula")
    return flag("--csv", text)


def limit(text: str) -> click.Option:
    """Return `--limit N`."""
    return click.Option(["--limit"], type=Number(1), metavar="N", help=text)


def context(text: str) -> click.Option:
    """Return `--context N`."""
    return click.Option(["--context"], type=Number(0), metavar="N", help=text)


def choice(name: str, values: Mapping[str, str]) -> click.Option:
    """Return an option that takes one of the values, the first where it is not given."""
    return click.Option([name], type=OneOf(values), default=next(iter(values)))


def reading_options(tr: Translator, *, keeps: bool = False) -> list[click.Option]:
    """Return the options that every command has that reads pages; a command that `keeps` them needs a library."""
    paper = tr("Read all pages as those of this newspaper (id or name), instead of recognising it from each page")
    library = tr("Keep segmented pages in this folder, so that none is segmented twice (default: your cache folder)")
    options = [
        click.Option(["--paper"], type=PaperName(), metavar="PAPER", help=paper),
        library_option(library),
    ]
    if not keeps:
        options.append(flag("--in-memory", tr("Segment all pages anew: no library is read or written")))
    return options


def library_option(text: str) -> click.Option:
    """Return `--library DIR`."""
    return click.Option(["--library"], type=Output(), metavar="DIR", help=text)


def query_option(text: str) -> click.Option:
    """Return `--query QUERY`."""
    return click.Option(["--query"], type=NotBlank(), metavar="QUERY", help=text)


def subject(metavar: str, values: OneOf | None = None) -> click.Argument:
    """Return the argument before the paths. Whether it is missing is checked when all options are known."""
    return click.Argument(["subject"], required=False, metavar=metavar, type=values)


def paths() -> click.Argument:
    """Return the paths of pages."""
    return click.Argument(["paths"], nargs=-1, type=PagePath(), metavar="[PATH…]")
