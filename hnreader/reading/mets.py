"""What METS files say of pages (Library of Congress, https://www.loc.gov/standards/mets/): order, number, date, files.

A METS file opens nothing: it only tells of files that lie in its folder, and of these a page is read from the one that
has its text. What leads elsewhere (`http://…`, `/…`, `../…`) is not followed.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace

from hnreader.language import numerals
from hnreader.model import Page
from hnreader.page_statement import PageStatement
from hnreader.reading.cleaning import clean
from hnreader.reading.file_names import IMAGES, is_page_name
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import PurePath

    from lxml import etree

    from hnreader.model import Failure

HEAD: Final = 4096
"""Bytes in which a file says what it is."""
LARGEST: Final = 64 << 20
"""Bytes of a METS file: one with the articles of an issue has a few millions."""
_ROOT: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^<]*)*<(?:[\w.-]+:)?mets[\s>]")
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_HERE: Final = "file://./"  # as docWorks, and what follows it, writes what is relative to the METS file
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TEXT: Final = re.compile(r"alto|ocr|page|text", re.IGNORECASE)
"""What tells in the use or the name of a file, or of its group, that it has the text of a page."""
_WITH_PLACES: Final = frozenset({".xml", ".hocr"})
_DAY: Final = re.compile(r"(\d{4})(?:(\d\d)(\d\d)|[-./年](\d\d?)[-./月](\d\d?)日?)(?:T.*)?")
"""A date to the day: W3CDTF (`1935-03-05`), ISO 8601 without hyphens, or as printed."""
_DATES: Final = ("{*}dateIssued", "{*}issued", "{*}date")  # MODS; Dublin Core, in its terms and in its elements
_NUMBER: Final = re.compile(rf"(?:第|p(?:age|\.)?)?\s*(?P<number>\d{{1,4}}|{numerals.CHINESE})\s*版?", re.IGNORECASE)
_LONGEST: Final = 9  # figures of a number that is meant to be one

Statements = tuple[PageStatement, ...]
"""What is said of the pages of a file, in their order there."""


class Stated(NamedTuple):
    """What METS files say of the files in a folder, or in an archive, by their paths."""

    pages: Mapping[str, Statements]
    left_out: AbstractSet[str]
    """Files that another stands for: the pictures of pages that are there as text, what is known of these, …"""


NOTHING: Final = Stated({}, frozenset())


class MetsPage(NamedTuple):
    """A page, and the paths of the files that have it, that with its text first."""

    statement: PageStatement
    files: tuple[str, ...]
    elsewhere: str
    """Where it leads, if not into the folder."""


class Mets(NamedTuple):
    """What a METS file says."""

    pages: tuple[MetsPage, ...]
    files: frozenset[str]
    """All files in the folder that it lists."""


def is_mets(head: bytes) -> bool:
    """Tell whether a file is METS, by its first bytes."""
    return _ROOT.match(head) is not None


def with_statements(pages: Iterable[Page | Failure], statements: Iterable[PageStatement]) -> Iterator[Page | Failure]:
    """Yield the pages of a file as they are asked for, the first ones with what is said of them."""
    remaining = iter(statements)
    for page in pages:
        statement = next(remaining, None)
        yield replace(page, stated=statement) if statement and isinstance(page, Page) else page


def stated_in(
    folder: PurePath,
    found: Iterable[tuple[str, Mets | Message]],
    is_there: Callable[[PurePath], bool],
    above: Stated = NOTHING,
) -> tuple[Stated, list[tuple[str, Message]]]:
    """Return what METS files of a folder say, given by name as they were read, and what is wrong with them, by name.

    `above` is what those in folders above say: what lies nearer to a page knows it better. Of two in a folder that say
    something else of a page the first is taken.
    """
    pages: dict[str, Statements] = {}
    left_out: set[str] = set()
    problems: list[tuple[str, Message]] = []
    for name, mets in found:
        if isinstance(mets, Message):
            problems.append((name, mets))
            continue
        chosen, why = _chosen(mets, lambda file: is_there(folder / file))
        problems += [(name, each) for each in why]
        for file, statements in chosen.items():
            before = pages.setdefault(str(folder / file), statements)
            if [replace(each, file="") for each in before] != [replace(each, file="") for each in statements]:
                other = Message(Reason.METS_OTHER, page=clean(file), other=before[0].file)
                problems.append((name, other))
        left_out |= {str(folder / file) for file in mets.files if chosen} - pages.keys()
    if not pages:
        return above, problems
    return Stated({**above.pages, **pages}, (above.left_out | left_out) - pages.keys()), problems


def _chosen(mets: Mets, is_there: Callable[[str], bool]) -> tuple[dict[str, Statements], Iterator[Message]]:
    """Return the files from which pages are read, with what is said of these, and why there is none of some."""
    chosen: dict[str, list[PageStatement]] = {}
    missing: list[str] = []
    for page in mets.pages:
        file = next(filter(is_there, page.files), None)
        if file is not None:
            chosen.setdefault(file, []).append(page.statement)
        elif page.files:
            missing.append(page.files[0])
    elsewhere = [page.elsewhere for page in mets.pages if page.elsewhere and not page.files]
    return {file: tuple(statements) for file, statements in chosen.items()}, _problems(missing, elsewhere)


def _problems(missing: Sequence[str], elsewhere: Sequence[str]) -> Iterator[Message]:
    if missing:
        yield Message(Reason.METS_MISSING, count=len(missing), file=clean(missing[0]))
    if elsewhere:
        yield Message(Reason.METS_ELSEWHERE, count=len(elsewhere), file=clean(elsewhere[0]))


def read_mets(data: bytes | Message, name: str) -> Mets | Message:
    """Return what the bytes of a METS file of a name say, or why nothing can be known of it."""
    if isinstance(data, Message):
        return data
    if len(data) > LARGEST:
        return Message(Reason.XML_TOO_LARGE, megabytes=LARGEST >> 20)
    from hnreader.reading.safe_xml import parsed_xml  # noqa: PLC0415 lxml is slow to load, needed for few folders

    root = parsed_xml(data)
    if isinstance(root, Message):
        return root
    files = {each.id: each for each in _files(root)}
    dates = dict(_dates(root))
    divisions = _in_order(root)
    pages = tuple(
        _page(division, PageStatement(clean(name), order, _date(division, dates), number), files)
        for order, (division, number) in enumerate(zip(divisions, _numbers(divisions), strict=True), 1)
    )
    return Mets(pages, frozenset(each.path for each in files.values() if each.path))


class _File(NamedTuple):
    id: str
    place: int
    path: str | None
    """In the folder of the METS file; None where it is elsewhere."""
    href: str
    has_text: bool


def _files(root: etree._Element) -> Iterator[_File]:
    listed = chain.from_iterable(section.iter("{*}file") for section in root.iterfind("{*}fileSec"))
    for place, file in enumerate(listed):
        href = next((each.get(_HREF, "") for each in file.iterfind("{*}FLocat")), "")
        group = file.getparent()
        used = " ".join(each.get(name, "") for each in (file, group) for name in ("USE", "ID"))
        if href:
            yield _File(file.get("ID", ""), place, _path(href), href, bool(_TEXT.search(f"{used} {href}")))


def _path(href: str) -> str | None:
    """Return the path of a file in the folder of the METS file that refers to it; None where it is elsewhere."""
    path = unquote(href.removeprefix(_HERE)).replace("\\", "/")
    normal = posixpath.normpath(path)
    if _SCHEME.match(href.removeprefix(_HERE)) or "\0" in path or normal.startswith(("/", "..")):
        return None
    return normal


def _page(division: etree._Element, statement: PageStatement, files: Mapping[str, _File]) -> MetsPage:
    pointers = (each.get("FILEID") for each in division.iter("{*}fptr", "{*}area"))
    of = [files[pointer] for pointer in dict.fromkeys(pointers) if pointer in files]
    inside = [(each, PurePosixPath(each.path)) for each in of if each.path]
    ranked = sorted((_rank(each, path), each.path) for each, path in inside if is_page_name(path, PurePosixPath()))
    elsewhere = next((each.href for each in of if not each.path), "")
    return MetsPage(statement, tuple(path for _, path in ranked if path), elsewhere)


def _rank(file: _File, path: PurePosixPath) -> tuple[int, int]:
    """Return the rank of a file among those that have a page: text at its places, a PDF, text, a picture.

    Of several with text the last listed is taken: the steps of a workflow come one after another.
    """
    suffix = path.suffix.casefold()
    if suffix in _WITH_PLACES:
        return (0 if file.has_text else 1), -file.place
    return (2 if suffix == ".pdf" else 4 if suffix in IMAGES else 3), file.place


def _in_order(root: etree._Element) -> list[etree._Element]:
    """Return the divisions that are pages, of the physical structure where there are several, in their order."""
    maps = root.findall("{*}structMap")
    physical = [each for each in maps if each.get("TYPE", "").casefold() == "physical"]
    for each in physical or maps:
        pages = [div for div in each.iter("{*}div") if div.get("TYPE", "").casefold().rpartition(":")[2] == "page"]
        if pages:
            orders = [_integer(page.get("ORDER", "")) for page in pages]
            if None not in orders and len(set(orders)) == len(pages):
                pages.sort(key=lambda page: int(page.get("ORDER", "")))
            return pages
    return []


def _numbers(pages: Sequence[etree._Element]) -> Sequence[int | None]:
    """Return the numbers printed on pages, by their labels; where none has one, by their order.

    An order label that is empty says that no number is printed.
    """
    printed = [_number(page.get("ORDERLABEL", "")) for page in pages]
    if any(printed) or any(page.get("ORDERLABEL") == "" for page in pages):
        return printed
    labelled = [_number(page.get("LABEL", "")) for page in pages]
    return labelled if any(labelled) else range(1, len(pages) + 1)


def _number(label: str) -> int | None:
    found = _NUMBER.fullmatch(label.strip())
    return numerals.number(found["number"]) if found else None


def _dates(root: etree._Element) -> Iterator[tuple[str, datetime.date]]:
    """Yield the days that descriptions give, by their ids."""
    for description in root.iterfind("{*}dmdSec"):
        day = next(filter(None, (_day(each.text or "") for each in description.iter(*_DATES))), None)
        if day:
            yield description.get("ID", ""), day


def _day(text: str) -> datetime.date | None:
    found = _DAY.fullmatch(text.strip())
    try:
        return datetime.date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        return None


def _date(page: etree._Element, dates: Mapping[str, datetime.date]) -> datetime.date | None:
    """Return the day that the description of a page, or of what it is a part of, gives; or the only one that is."""
    for division in (page, *page.iterancestors("{*}div")):
        for name in division.get("DMDID", "").split():
            if name in dates:
                return dates[name]
    days = set(dates.values())
    return days.pop() if len(days) == 1 else None


def _integer(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _LONGEST else None
