"""What help and the manual page say about all commands: paths, exit codes, environment, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.cli.exit_codes import BROKEN_PIPE, FAILURE, INTERRUPTED, NOTHING_FOUND, SUCCESS

if TYPE_CHECKING:
    from hnreader.messages import Translator


def about_paths(tr: Translator) -> str:
    """Return what a path may be."""
    return tr(
        "PATH is a file of page text (in any encoding), a PDF, a scan (JPEG, PNG, TIFF; with hnreader[ocr]), the "
        "ALTO, PAGE, hOCR or JSON of an OCR, a saved web page, a ZIP with any of these, or a folder (its .txt, .md, "
        ".pdf, .xml, .hocr, .html, .zip, .jpg, .png and .tif files, no images of less than 64 KB, subfolders "
        "included); - is standard input. "
        "Without a path the sample pages are opened. If a folder has the name of a command, such as list, type "
        "./list or put it after --, as in `hnreader -- list`."
    )


def exit_codes(tr: Translator) -> list[tuple[str, str]]:
    """Return each exit code with its meaning."""
    return [
        (str(SUCCESS), tr("Success")),
        (
            str(NOTHING_FOUND),
            tr(
                "Nothing found: no result, an id that is unknown or not unique; or `check` found characters lost, "
                "duplicated or altered, `library verify` a page that is not its file's, or `corrections apply` "
                "nothing that fits"
            ),
        ),
        (str(FAILURE), tr("Wrong usage, nothing readable, output that cannot be written, or an internal error")),
        (str(INTERRUPTED), tr("Interrupted (Ctrl+C)")),
        (
            str(BROKEN_PIPE),
            tr("The pipe was closed before everything was written (hnreader list | head -1); no message is printed"),
        ),
    ]


def environment(tr: Translator) -> list[tuple[str, str]]:
    """Return each environment variable with its meaning."""
    return [
        ("PAGER", tr("Shows output longer than the terminal; the default is less. PAGER=cat turns paging off")),
        ("NO_COLOR", tr("If set, no colours are used")),
        ("COLUMNS", tr("Width of lines, instead of the terminal’s")),
        ("LC_ALL, LC_MESSAGES, LANG", tr("Language of the interface, unless --lang is given")),
    ]
