"""What a query that is being typed may go on with."""

from __future__ import annotations

import pytest
from made_articles import OLD, archive, article, page

from hnreader.kinds import Kind
from hnreader.model import People
from hnreader.search import suggest

ARTICLES = (
    article("a", people=People(reporters=("曹娟", "王华")), column="时评", page=4, kind=Kind.NEWS),
    article("b", people=People(reporters=("曹娟",)), column="时刻", page=4, kind=Kind.NEWS),
    article(
        "c",
        people=People(correspondents=("曹操",)),
        column="时评",
        page=1,
        kind=Kind.NEWS,
        date=OLD,
        paper="hunan-daily",
    ),
)


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("", ()),
        ("长沙", ()),
        ("长沙 ", ()),
        ("记", ("记者:",)),
        ("体", ("体裁:",)),
        ("长沙 体", ("体裁:",)),
        ("KI", ("kind:",)),
        ("c", ("column:",)),
        ("记者:曹", ("记者:曹娟", "记者:曹操")),
        ("记者：曹", ("记者:曹娟", "记者:曹操")),
        ("长沙 记者:王", ("记者:王华",)),
        ("by:王", ("by:王华",)),
        ("记者:王华", ()),
        ("栏目:", ("栏目:时评", "栏目:时刻")),
        ("类型:", ("类型:消息",)),
        ("kind:", ("kind:news",)),
        ("版:", ("版:4", "版:1")),
        ("日期:", ("日期:2024", "日期:2023")),
        ("报纸:h", ("报纸:hunan-daily",)),
        ("报", ("报纸:",)),
        ("date:2023", ()),
        ("没有:", ()),
        (":", ()),
    ],
)
def test_the_last_word_is_completed(typed: str, suggested: tuple[str, ...]) -> None:
    """Names of fields are completed from their beginning, values from nothing, the commonest first."""
    assert suggest(archive(*ARTICLES), typed) == suggested


def test_what_comes_later_is_suggested() -> None:
    """An archive that grows is counted anew."""
    growing = archive(ARTICLES[0])
    assert suggest(growing, "记者:曹") == ("记者:曹娟",)
    growing.add([page(ARTICLES[2])])
    assert set(suggest(growing, "记者:曹")) == {"记者:曹娟", "记者:曹操"}


def test_no_more_than_a_line_is_suggested() -> None:
    """Of many values twelve are suggested."""
    many = archive(*(article(f"n{number}", column=f"栏{number}") for number in range(40)))
    assert len(suggest(many, "栏目:")) == 12
