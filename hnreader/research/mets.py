"""An issue in METS (Library of Congress, https://www.loc.gov/standards/mets/): its pages, and its articles over them.

The logical structure leads from an article to the blocks of the pages' ALTO files that have its texts; what a catalogue
wants to know of it, title and contributors, is in MODS. The order is issue, article, part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from lxml import etree

from hnreader.display_title import title
from hnreader.papers import known_papers
from hnreader.reading import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hnreader.model import PageArticles, Story
    from hnreader.research.alto import AltoBlock

METS: Final = "http://www.loc.gov/METS/"
MODS: Final = "http://www.loc.gov/mods/v3"
XLINK: Final = "http://www.w3.org/1999/xlink"
_ISSUE: Final = "description.issue"
_NAMES: Final = {None: METS, "mods": MODS, "xlink": XLINK}


class IssuePage(NamedTuple):
    """A page of an issue, the name of its ALTO file, and the blocks in it."""

    page: PageArticles
    file: str
    blocks: Sequence[AltoBlock]


def mets_issue(pages: Sequence[IssuePage], stories: Iterable[Story]) -> bytes:
    """Return the issue that has these pages, in their order, and these stories."""
    every = list(stories)
    date = next((each.page.dating.date for each in pages if each.page.dating.date), None)
    paper = next((each.page.paper for each in pages if each.page.paper), None)
    name, day = known_papers().name(paper) if paper else "", date.isoformat() if date else ""
    label = " ".join(filter(None, (name, day)))
    root = etree.Element(f"{{{METS}}}mets", nsmap=_NAMES, TYPE="newspaper issue", LABEL=label)
    _describe_issue(root, name, day)
    for number, story in enumerate(every):
        _describe(root, f"description.{number}", story)
    group = _add(_add(root, "fileSec"), "fileGrp", ID="alto", USE="text")
    for number, page in enumerate(pages):
        file = _add(group, "file", ID=f"file.{number}", MIMETYPE="text/xml", USE="alto")
        _add(file, "FLocat", LOCTYPE="URL", **{f"{{{XLINK}}}href": quote(page.file)})
    issue = _add(_add(root, "structMap", TYPE="PHYSICAL"), "div", TYPE="issue", LABEL=label, DMDID=_ISSUE)
    for number, page in enumerate(pages):
        printed = str(page.page.dating.page_no or "")  # empty: no number is known
        division = _add(issue, "div", TYPE="page", ORDER=str(number + 1), ORDERLABEL=printed)
        _add(division, "fptr", FILEID=f"file.{number}")
    blocks = _blocks_of(pages)
    issue = _add(_add(root, "structMap", TYPE="LOGICAL"), "div", TYPE="issue", LABEL=label, DMDID=_ISSUE)
    for number, story in enumerate(every):
        _add_article(issue, number, story, blocks)
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return made


def _blocks_of(pages: Sequence[IssuePage]) -> Mapping[str, Sequence[tuple[str, AltoBlock]]]:
    """Return the blocks of each article by its id, with the ids of the files that have them."""
    found: dict[str, list[tuple[str, AltoBlock]]] = {}
    for number, page in enumerate(pages):
        for block in page.blocks:
            if block.article is not None:
                found.setdefault(block.article, []).append((f"file.{number}", block))
    return found


def _describe_issue(root: etree._Element, paper: str, day: str) -> None:
    mods = _titled(root, _ISSUE, paper)
    if day:
        origin = etree.SubElement(mods, f"{{{MODS}}}originInfo")
        etree.SubElement(origin, f"{{{MODS}}}dateIssued", encoding="w3cdtf").text = day


def _titled(root: etree._Element, name: str, text: str) -> Any:
    """Add a description by a name, and return it; of what is called so."""
    wrapped = _add(_add(root, "dmdSec", ID=name), "mdWrap", MDTYPE="MODS")
    mods = etree.SubElement(_add(wrapped, "xmlData"), f"{{{MODS}}}mods")
    if text:
        titled = etree.SubElement(mods, f"{{{MODS}}}titleInfo")
        etree.SubElement(titled, f"{{{MODS}}}title").text = text
    return mods


def _describe(root: etree._Element, name: str, story: Story) -> None:
    mods = _titled(root, name, clean(title(story.first)[0]))
    for part in story.parts:
        for person in part.people.names:
            named = etree.SubElement(mods, f"{{{MODS}}}name", type="personal")
            etree.SubElement(named, f"{{{MODS}}}namePart").text = person
    etree.SubElement(mods, f"{{{MODS}}}identifier", type="local").text = story.first.id


def _add_article(
    issue: etree._Element, number: int, story: Story, blocks: Mapping[str, Sequence[tuple[str, AltoBlock]]]
) -> None:
    article = _add(
        issue, "div", TYPE="article", ID=f"article.{number}", DMDID=f"description.{number}",
        LABEL=clean(title(story.first)[0]),
    )  # fmt: skip
    for part in story.parts:
        for file, block in blocks.get(part.id, ()):
            pointer = _add(_add(article, "div", TYPE=block.role), "fptr")
            _add(pointer, "area", FILEID=file, BEGIN=block.id, BETYPE="IDREF")


def _add(parent: etree._Element, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{METS}}}{name}", attributes)
