"""Definitions of the commands that write for other programs: `cite`, `notes`, `export`, `convert`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hnreader.cli.grammar.definition import Definition, choice, flag, paths, query_option, subject
from hnreader.cli.grammar.options import NotBlank, OneOf, Output

if TYPE_CHECKING:
    from hnreader.messages import Translator


def define_cite(tr: Translator) -> Definition:
    """Return `hnreader cite`."""
    return Definition(
        "cite",
        tr("Print the citation of an article"),
        [
            tr(
                "Print the citation of an article, or of everything a query finds (in the order of `search`, near "
                "matches included). Authors are the reporters, then correspondents, then commentators, or, where there "
                "are none, the photographers. An article that runs over several pages is cited once; the id of any of "
                "its parts will do. An inferred date or page and a title that is not the article's own are in brackets "
                "in gb7714; the other formats have a note instead (note, N1)."
            )
        ],
        [
            choice(
                "--style",
                {
                    "gb7714": tr("GB/T 7714—2015 (default)"),
                    "bibtex": tr("BibTeX with the fields of the gbt7714 style"),
                    "ris": tr("RIS, for EndNote, NoteExpress, Zotero and others"),
                    "csl": tr("A CSL-JSON array"),
                },
            ),
            query_option(tr("Cite everything a query finds; for queries see hnreader help search")),
            subject("ID"),
            paths(),
        ],
        [
            "hnreader cite 20240309-k7f2qd pages/",
            "hnreader cite k7f2 --style bibtex pages/ >> refs.bib",
            tr('hnreader cite --query "芯片 date:2024" --style ris pages/ > refs.ris'),
        ],
        instead_of_subject="--query",
    )


def define_notes(tr: Translator) -> Definition:
    """Return `hnreader notes`."""
    actions = {
        "export": tr("print the bookmarked articles, or those with a tag"),
        "tags": tr("print your tags, and how many articles have each"),
    }
    return Definition(
        "notes",
        tr("Print your bookmarks, notes and tags, with citations"),
        [
            tr(
                "Print what you have bookmarked or tagged in the reader, each article with its citation (GB/T 7714), "
                "your note and tags, the newest bookmark first. Articles on pages that are not read are counted."
            )
        ],
        [
            choice(
                "--format",
                {
                    "markdown": tr("Markdown: title, citation, tags, the note as a quotation (default)"),
                    "ris": tr("RIS, for Zotero and others: tags as keywords, the note as a note"),
                    "json": tr("A JSON array"),
                },
            ),
            click.Option(["--tag"], type=NotBlank(), metavar="TAG", help=tr("Only articles with this tag")),
            flag("--json", tr("Print tags as JSON")),
            subject("ACTION", OneOf(actions)),
            paths(),
        ],
        [
            "hnreader notes export pages/ > reading.md",
            tr("hnreader notes export --tag 待读 --format ris pages/ > todo.ris"),
        ],
    )


def define_export(tr: Translator) -> Definition:
    """Return `hnreader export`."""
    return Definition(
        "export",
        tr("Export as JSON, JSON Lines, CSV, Markdown or plain text"),
        [
            tr(
                "Export all articles, those of a day or a span of days, or those that a query finds. In every format "
                "but json an article that runs over several pages is one. Newest come first."
            )
        ],
        [
            choice(
                "--format",
                _formats(tr),
            ),
            query_option(
                tr("Export what a query finds, see hnreader help search; the number of near matches is reported")
            ),
            click.Option(
                ["--issue"],
                type=NotBlank(),
                metavar="DATE",
                help=tr("Export the issue of a day, or of a span such as 2024-03 or 2023..2024-06"),
            ),
            click.Option(
                ["--output"],
                type=Output(),
                metavar="FILE",
                help=tr(
                    "Write to this file (a folder for markdown) instead of standard output. It appears when it is "
                    "complete: after an error or an interrupt, what was there before is unchanged. Existing files are "
                    "not overwritten"
                ),
            ),
            flag("--force", tr("Overwrite existing files; other files in a folder stay")),
            paths(),
        ],
        [
            "hnreader export pages/ > pages.json",
            tr('hnreader export --format csv --query "芯片 date:2024" --output chips.csv pages/'),
            tr("hnreader export --format markdown --issue 2024-03 --output march pages/"),
        ],
    )


def define_convert(tr: Translator) -> Definition:
    """Return `hnreader convert`."""
    return Definition(
        "convert",
        tr("Convert pages to ALTO with METS, plain text or JSON"),
        [
            tr(
                "Write a file for each page to a folder, named by date, page and file. ALTO has the articles as tags "
                "of its blocks, which come in reading order, with places where the page has them; beside it, a METS "
                "file for each issue leads from its articles to their blocks."
            )
        ],
        [
            choice(
                "--to",
                {
                    "alto": tr("ALTO 4.4, and METS for each issue (default)"),
                    "text": tr("The articles of the page, one after another, in lines of at most 76 cells"),
                    "json": tr("The page as hnreader export --format json has it"),
                },
            ),
            click.Option(
                ["--output"],
                type=Output(),
                metavar="DIR",
                help=tr("Write to this folder. It appears when it is complete; a folder with files is not changed"),
            ),
            flag("--force", tr("Overwrite existing files; other files in a folder stay")),
            paths(),
        ],
        ["hnreader convert --output march pages/", "hnreader convert --to text --output texts pages/2024-03-09.pdf"],
    )


def _formats(tr: Translator) -> dict[str, str]:
    """Return the values of `--format` with their explanations."""
    return {
        "json": tr(
            "Page by page (default), each text with its places in the file, [line, start, end]; the parts "
            "of an article over several pages stay on their pages, and `continues` and `continued_by` link "
            "them"
        ),
        "jsonl": tr("One article per line, as JSON"),
        "csv": tr(
            "One article per row (RFC 4180), with a header row; a file starts with a BOM, without which "
            "Excel does not recognise UTF-8; a cell starting with = + - @ gets a leading ' so that it is "
            "not taken for a formula"
        ),
        "markdown": tr("One file per article, named “id-headline.md”, starting with YAML; requires --output"),
        "text": tr("Plain text in lines of at most 76 cells (38 characters)"),
    }
