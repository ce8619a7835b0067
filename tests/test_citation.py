"""Citations, against the forms that GB/T 7714—2015 prescribes."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from hnreader.model import Article, Kind, Paragraph, People, Text
from hnreader.research.citation import gb7714


def article(**fields: Any) -> Article:
    words: dict[str, Any] = {
        "id": "19981225-a",
        "kind": Kind.NEWS,
        "source": "a.txt",
        "date": datetime.date(1998, 12, 25),
        "page_no": 10,
        "headline": Text("大风沙过后的思考"),
    }
    return Article(**(words | fields))


@pytest.mark.parametrize(
    ("fields", "inferred", "cited"),
    [
        # The shape of the standard's own example of a newspaper article (A.7), with this paper's name.
        ({"people": People(reporters=("丁文祥",))}, False, "丁文祥. 大风沙过后的思考[N]. 湖南日报, 1998-12-25(10)."),
        ({}, False, "大风沙过后的思考[N]. 湖南日报, 1998-12-25(10)."),
        ({}, True, "大风沙过后的思考[N]. 湖南日报, [1998-12-25](10)."),
        ({"page_no": None}, False, "大风沙过后的思考[N]. 湖南日报, 1998-12-25."),
        ({"date": None, "page_no": None}, False, "大风沙过后的思考[N]. 湖南日报."),
        (
            {"people": People(("甲一", "乙二"), ("丙三", "丁四"))},
            False,
            "甲一, 乙二, 丙三, 等. 大风沙过后的思考[N]. 湖南日报, 1998-12-25(10).",
        ),
        (
            {"people": People(("甲一",), ("丙三", "丁四"))},
            False,
            "甲一, 丙三, 丁四. 大风沙过后的思考[N]. 湖南日报, 1998-12-25(10).",
        ),
        (
            {"headline": None, "paragraphs": (Paragraph(Text("本报记者从会上获悉，春茶已经上市，茶农喜获丰收。")),)},
            False,
            "[本报记者从会上获悉，春茶已经上市，茶农喜…][N]. 湖南日报, 1998-12-25(10).",
        ),
    ],
)
def test_an_article_is_cited_by_the_standard(fields: dict[str, Any], inferred: bool, cited: str) -> None:
    """Authors, title, paper, date and page stand in the standard's order with its marks."""
    assert gb7714([article(**fields)], inferred=inferred) == cited


def test_an_article_over_pages_names_them_all() -> None:
    """Reporters of any part are authors, and all pages are told."""
    rest = article(page_no=2, people=People(("乙二",)))
    parts = [article(page_no=1, people=People(("甲一",))), rest]
    assert gb7714(parts) == "甲一, 乙二. 大风沙过后的思考[N]. 湖南日报, 1998-12-25(1, 2)."
