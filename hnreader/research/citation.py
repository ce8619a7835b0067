"""Citation styles: GB/T 7714—2015, the Chinese standard, and the exchange formats BibTeX, RIS and CSL-JSON.

In every style a title that is not printed stands in brackets (§7.2 of the standard). What is inferred is marked: in
GB/T 7714 by brackets (§8.4.3.3), in the other formats by a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.errors import UnknownStyleError
from hnreader.research.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hnreader.research.reference import Reference

DEFAULT: Final = "gb7714"
_NAMED_AUTHORS: Final = 3  # §8.1.2: of four authors or more the first three, then 等
UNTITLED: Final = "无题"

_NOTE_PAPER: Final = "报名不详"
_NOTE_DATE: Final = "日期系推断"
_NOTE_PAGES: Final = "第{}版系据转版提示推断"
_NOTE_TITLE: Final = "题名系自拟，取自原文文字"

# Characters that TeX reads as commands or ligatures. BibTeX counts braces behind a backslash too: \{ would leave them
# unbalanced.
_TEX: Final = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{char: f"\\{char}" for char in "%&$#_"},
    **{char: f"{{{char}}}" for char in "-'`"},
}
_TEX_SPECIAL: Final = re.compile(r"[\\{}~^%&$#_]|-(?=-)|'(?=')|`(?=`)|(?<=[?!])`")
_PLAIN_NAME: Final = re.compile(r"[\u4e00-\u9fff·]+")


class Style(Struct, frozen=True):
    """A format: how a reference is written, without a line end, and what stands around and between several."""

    write: Callable[[Reference], str]
    before: str = ""
    between: str = "\n"
    behind: str = "\n"


def cited(references: Iterable[Reference], style: str = DEFAULT) -> Iterator[str]:
    """Yield the text of a file with the references, piece by piece.

    `style` is a key of `STYLES`; another one raises `UnknownStyleError`. An article given twice is written once, since
    its id is the key in BibTeX.
    """
    if style not in STYLES:
        raise UnknownStyleError(style, STYLES)
    chosen = STYLES[style]
    known: set[str] = set()
    yield chosen.before
    for reference in references:
        if reference.id not in known:
            yield (chosen.between if known else "") + chosen.write(reference)
            known.add(reference.id)
    yield chosen.behind


def gb7714(reference: Reference) -> str:
    """Return `作者. 题名[N]. 报名, YYYY-MM-DD(版次).`; without authors it begins with the title (§8.1.3)."""
    authors = reference.authors
    named = ", ".join((*authors[:_NAMED_AUTHORS], "等") if len(authors) > _NAMED_AUTHORS else authors)
    day = reference.date.isoformat() if reference.date else ""
    date = f"[{day}]" if day and reference.date_inferred else day
    pages = ", ".join(f"[{page.number}]" if page.inferred else str(page.number) for page in reference.pages)
    paper = reference.paper or f"[{_NOTE_PAPER}]"
    issued = f"{paper}{', ' if date else ''}{date}{f'({pages})' if pages else ''}"
    return ". ".join(filter(None, (named, f"{_title(reference)}[N]", issued))) + "."


def bibtex(reference: Reference) -> str:
    """Return an `@article` with the fields that the gbt7714 style has for a newspaper's."""
    day = reference.date
    fields = {
        "entrysubtype": "newspaper",
        "author": " and ".join(map(_tex_name, reference.authors)),
        "title": _tex(_title(reference)),
        "journal": _tex(reference.paper),
        "year": f"{day.year:04}" if day else "",
        "date": day.isoformat() if day else "",
        "pages": _pages(reference),
        "note": _tex(_note(reference)),
        "langid": "chinese",
    }
    lines = [f"  {name:<12} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@article{{{reference.id},\n{''.join(lines)}}}"


def ris(reference: Reference, further: Iterable[tuple[str, str]] = ()) -> str:
    """Return a RIS record of a newspaper's article, with `further` fields by their RIS tags, each on one line."""
    day = reference.date
    lines = (
        ("TY", "NEWS"),
        ("ID", reference.id),
        *(("AU", name) for name in reference.authors),
        ("TI", _title(reference)),
        ("T2", reference.paper),
        ("PY", f"{day.year:04}" if day else ""),
        ("DA", day.isoformat().replace("-", "/") if day else ""),
        ("SE", reference.column),
        ("SP", _pages(reference)),
        ("LA", "zh"),
        ("N1", _note(reference)),
        *further,
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - "


def csl(reference: Reference) -> str:
    """Return an item of CSL-JSON, on one line. Names are `literal`: which part is the surname is not known."""
    day = reference.date
    circa = {"circa": True} if reference.date_inferred else {}
    item = {
        "id": reference.id,
        "type": "article-newspaper",
        "author": [{"literal": name} for name in reference.authors],
        "title": _title(reference),
        "container-title": reference.paper,
        "issued": {"date-parts": [[day.year, day.month, day.day]], **circa} if day else None,
        "section": reference.column,
        "page": _pages(reference),
        "language": "zh-CN",
        "note": _note(reference),
    }
    return json_text({name: value for name, value in item.items() if value})


STYLES: Final = {
    "gb7714": Style(gb7714),
    "bibtex": Style(bibtex, between="\n\n"),
    "ris": Style(ris, between="\n\n"),
    "csl": Style(csl, "[\n", ",\n", "\n]\n"),
}


def _title(reference: Reference) -> str:
    """Return the title, in brackets if it is not printed."""
    return reference.title if reference.titled else f"[{reference.title or UNTITLED}]"


def _pages(reference: Reference) -> str:
    return ", ".join(str(page.number) for page in reference.pages)


def _note(reference: Reference) -> str:
    """Return what of a reference is not printed on the page, in Chinese."""
    inferred = "、".join(str(page.number) for page in reference.pages if page.inferred)
    notes = (
        _NOTE_TITLE if not reference.titled else "",
        _NOTE_PAPER if not reference.paper else "",
        _NOTE_DATE if reference.date and reference.date_inferred else "",
        _NOTE_PAGES.format(inferred) if inferred else "",
    )
    return "；".join(filter(None, notes))


def _tex(text: str) -> str:
    """Return a text with TeX's special characters escaped."""
    return _TEX_SPECIAL.sub(lambda found: _TEX[found[0]], text)


def _tex_name(name: str) -> str:
    """Return a name, in braces where BibTeX might split it (at a comma, a blank, an `and`)."""
    return _tex(name) if _PLAIN_NAME.fullmatch(name) else f"{{{_tex(name)}}}"
