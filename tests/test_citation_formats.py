"""Each format that is cited in, read back by a parser of it: whatever the text, it says what went in."""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from citeproc import DATES, NAMES, VARIABLES
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from hnreader.model import PageNumber
from hnreader.research.citation import cited
from hnreader.research.reference import Reference

# Words in which the formats have their marks, and what reading leaves of any text: no controls, no blanks but single.
HOSTILE = st.lists(
    st.sampled_from(["{", "}", "\\", "%", "&", "$", "#", "_", "~", "^", '"', "'", "`", "--", "---", ",", "@article{x,"])
    | st.sampled_from(
        ["ER  -", "TY  - BOOK", "and", "and others", "\\textbf{", "<b>", "]", "¿", "?`", "=", ";", "：", "长沙"]
    )
    | st.text(st.characters(exclude_categories=("C", "Z")), max_size=4),
    max_size=9,
)
TEXTS = st.builds(lambda words, gap: gap.join(words), HOSTILE, st.sampled_from(["", " "])).map(
    lambda text: " ".join(text.split())
)
NAMES_OF_PEOPLE = TEXTS.filter(bool) | st.sampled_from(
    ["张三", "阿里·木沙", "欧阳娜", "others", "Smith, John", "de la Cruz"]
)


def _reference(**fields: Any) -> Reference:
    """Return a reference; hypothesis would read the annotations, some of which only type checkers have."""
    return Reference(**fields)


REFERENCES = st.builds(
    _reference,
    id=st.from_regex(r"(19[5-9]\d{5}|undated)-[0-9a-z]{6}", fullmatch=True),
    title=TEXTS.filter(bool),
    titled=st.booleans(),
    authors=st.lists(NAMES_OF_PEOPLE, max_size=5).map(tuple),
    column=TEXTS,
    paper=TEXTS.filter(bool),
    date=st.none() | st.dates(datetime.date(1, 1, 1)),
    date_inferred=st.booleans(),
    pages=st.lists(
        st.builds(PageNumber, st.integers(1, 99), st.booleans()), max_size=3, unique_by=lambda build: build.number
    ).map(tuple),
)
MANY = st.lists(REFERENCES, max_size=4, unique_by=lambda item: item.id)


def wanted(item: Reference) -> dict[str, Any]:
    """What of a reference every format tells."""
    return {
        "id": item.id,
        "authors": list(item.authors),
        "title": item.title if item.titled else f"[{item.title}]",
        "paper": item.paper,
        "date": item.date,
        "pages": [page.number for page in item.pages],
        "note": not item.titled or bool(item.date and item.date_inferred) or any(page.inferred for page in item.pages),
    }


def numbers(pages: str) -> list[int]:
    return [int(page) for page in pages.split(", ") if page]


# ── BibTeX


@cache
def decoder() -> LatexNodes2Text:
    """The parser's own LaTeX, and three of its commands that it lacks or shows as an accent."""
    context = get_default_latex_context_db()
    lacking = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    context.add_context_category("lacking", prepend=True, macros=[MacroTextSpec(*pair) for pair in lacking.items()])
    return LatexNodes2Text(latex_context=context, math_mode="verbatim", strict_latex_spaces=True)


def full_name(name: Any) -> str:
    """A name as it is printed, from the parts that BibTeX takes it apart into."""
    return decoder().latex_to_text(" ".join((*name.first, *name.von, *name.last, *name.jr)))


def read_bibtex(text: str) -> list[dict[str, Any]]:
    steps = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.LatexDecodingMiddleware(decoder=decoder()),
    ]
    library = bibtexparser.parse_string(text, append_middleware=steps)
    assert not library.failed_blocks
    assert not library.comments
    return [
        {"key": entry.key, "type": entry.entry_type} | {field.key: field.value for field in entry.fields}
        for entry in library.entries
    ]


@given(MANY)
def test_bibtex_is_read_back(references: list[Reference]) -> None:
    """A newspaper's article with its fields; a name of several words stays one name."""
    read = read_bibtex("".join(cited(references, "bibtex")))
    assert [
        {
            "id": item["key"],
            "authors": list(map(full_name, item.get("author", ()))),
            "title": item["title"],
            "paper": item["journal"],
            "date": datetime.date.fromisoformat(item["date"]) if "date" in item else None,
            "pages": numbers(item.get("pages", "")),
            "note": "note" in item,
        }
        for item in read
    ] == list(map(wanted, references))
    assert all((item["type"], item["entrysubtype"]) == ("article", "newspaper") for item in read)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("增长50%", r"增长50\%"),
        ("A&B", r"A\&B"),
        ("a_b#1$2", r"a\_b\#1\$2"),
        ("~^", r"{\textasciitilde}{\textasciicircum}"),
        (r"{\x}", r"{\textbraceleft}{\textbackslash}x{\textbraceright}"),
        ("1949--2024 it's ``so''", "1949{-}-2024 it's {`}`so{'}'"),
        ("“长沙”——5G", "“长沙”——5G"),
    ],
)
def test_what_tex_takes_for_a_command_is_written_as_text(printed: str, written: str) -> None:
    """Readers of BibTeX let pass more than TeX does, so how it is written is looked at too."""
    assert f"= {{{written}}}," in "".join(cited([Reference("a", printed)], "bibtex"))


@given(REFERENCES)
def test_no_brace_stands_alone_for_bibtex(item: Reference) -> None:
    """BibTeX itself counts braces also behind a backslash: none is closed before it is open, and all are in the end."""
    depth = 0
    for mark in re.findall(r"[{}]", "".join(cited([item], "bibtex"))):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0


# ── RIS


@given(MANY)
def test_ris_is_read_back(references: list[Reference]) -> None:
    """Each reference is one record of a newspaper, each author one field."""
    read = rispy.loads("".join(cited(references, "ris")))
    assert [
        {
            "id": item["id"],
            "authors": item.get("authors", []),
            "title": item["title"],
            "paper": item["secondary_title"],
            "date": datetime.date(*map(int, item["date"].split("/"))) if "date" in item else None,
            "pages": numbers(item.get("start_page", "")),
            "note": "notes" in item,
        }
        for item in read
    ] == list(map(wanted, references))
    assert [item.get("section", "") for item in read] == [reference.column for reference in references]
    assert all(item["type_of_reference"] == "NEWS" for item in read)
    assert all("unknown_tag" not in item for item in read)


# ── CSL-JSON


@given(MANY)
def test_csl_is_read_back(references: list[Reference]) -> None:
    """One array of newspaper articles, as a citation processor takes it, with variables of the language alone."""
    items = json.loads("".join(cited(references, "csl")))
    known = {"id", "type", *(name.replace("_", "-") for name in (*VARIABLES, *NAMES, *DATES)), "language"}
    assert all(item.keys() <= known for item in items)
    read = CiteProcJSON(items)
    assert [
        {
            "id": item.key,
            "authors": [name.literal for name in item.get("author", ())],
            "title": str(item["title"]),
            "paper": str(item["container_title"]),
            "date": datetime.date(item["issued"].year, item["issued"].month, item["issued"].day)
            if "issued" in item
            else None,
            "pages": numbers(str(item.get("page", ""))),
            "note": "note" in item,
        }
        for item in read.values()
    ] == list(map(wanted, references))
    assert [str(item.get("section", "")) for item in read.values()] == [reference.column for reference in references]
    assert all(item.type == "article-newspaper" for item in read.values())
    inferred = [reference.date_inferred for reference in references if reference.date]
    assert [item["issued"].get("circa", False) for item in items if "issued" in item] == inferred
