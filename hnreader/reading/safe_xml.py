"""XML that nobody here wrote: nothing is fetched for it, and no entity of its own is expanded."""

from __future__ import annotations

from typing import Final

from lxml import etree

from hnreader.reading.limits import parsing
from hnreader.reasons import Message, Reason

_SAFE: Final = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def parsed_xml(data: bytes) -> etree._Element | Message:
    """Return the root of an XML file, or why there is none."""
    try:
        with parsing(len(data)):
            return etree.fromstring(data, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        return damage(error)


def damage(error: Exception) -> Message:
    """Return what a parser says of a file that it cannot read."""
    return Message(Reason.XML_DAMAGED, error=str(error).partition("\n")[0])


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for a comment and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
