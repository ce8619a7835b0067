"""`hnreader convert`: writes segmented pages in the forms of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from hnreader.cli.arguments import UsageError
from hnreader.cli.exit_codes import FAILURE, SUCCESS
from hnreader.cli.progress import Progress
from hnreader.cli.streams import print_error
from hnreader.cli.writing import single_issues, terminated_in_order, would_be_read, write_error
from hnreader.reasons import Message, Reason
from hnreader.research.conversion import convert

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.research.conversion import Form


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Write a file for each page to the folder, all of them or none."""
    if not arguments.output:
        raise UsageError(Message(Reason.USAGE_CONVERT))
    output = Path(arguments.output)
    if not arguments.force and would_be_read(output, arguments, as_pages=True):
        raise UsageError(Message(Reason.USAGE_AMONG, path=str(output)))
    total = sum(issue.pages for issue in archive.summaries)
    with terminated_in_order(), Progress(tr) as progress:

        def done(count: int) -> None:
            progress.show(_pages(count, tr), count, total)

        try:
            form = cast("Form", arguments.to)
            count = convert(single_issues(archive), form, output, force=arguments.force, done=done)
        except OSError as error:
            progress.clear()
            print_error(write_error(output, error, tr))
            return FAILURE
    print(_pages(count, tr))
    return SUCCESS


def _pages(count: int, tr: Translator) -> str:
    return tr.plural("{count:,} page converted", "{count:,} pages converted", count)
