"""Made-up METS files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = "1935-03-05"


class Division(NamedTuple):
    """A page in the physical structure: its attributes, and the references to files that have it."""

    hrefs: Sequence[str]
    attributes: str = ""


def described(*dates: str, of: str = "issue") -> str:
    """A description in MODS, with its dates."""
    issued = "".join(f"<mods:dateIssued>{date}</mods:dateIssued>" for date in dates)
    return (
        f'<dmdSec ID="{of}"><mdWrap MDTYPE="MODS"><xmlData><mods:mods xmlns:mods="http://www.loc.gov/mods/v3">'
        f"<mods:originInfo>{issued}</mods:originInfo></mods:mods></xmlData></mdWrap></dmdSec>"
    )


def mets(*pages: Division | str, about: str | None = None, issue: str = 'DMDID="issue"') -> bytes:
    """An issue of pages; one given as text is in the file of that name. `about` is what describes it: else, its day."""
    divisions = [Division([page]) if isinstance(page, str) else page for page in pages]
    hrefs = list(dict.fromkeys(href for page in divisions for href in page.hrefs))
    files = "".join(
        f'<file ID="file.{number}"><FLocat LOCTYPE="URL" xlink:href={quoteattr(href)}/></file>'
        for number, href in enumerate(hrefs)
    )
    physical = "".join(
        f'<div TYPE="page" {page.attributes}>'
        + "".join(f'<fptr><area FILEID="file.{hrefs.index(href)}"/></fptr>' for href in page.hrefs)
        + "</div>"
        for page in divisions
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<mets xmlns="http://www.loc.gov/METS/"'
        f' xmlns:xlink="http://www.w3.org/1999/xlink">{described(DAY) if about is None else about}'
        f'<fileSec><fileGrp>{files}</fileGrp></fileSec><structMap TYPE="LOGICAL"><div TYPE="issue"/></structMap>'
        f'<structMap TYPE="PHYSICAL"><div TYPE="issue" {issue}>{physical}</div></structMap></mets>'
    ).encode()
