"""The texts of articles and stories: none is left out of the enumeration, and a story has them in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct

from hnreader.kinds import Kind
from hnreader.model import (
    AUTHOR_ROLES,
    CONTRIBUTOR_ROLES,
    HEAD_ROLES,
    PICTURE_ROLES,
    Article,
    Continuation,
    Evidence,
    Jump,
    PageNumber,
    Paragraph,
    People,
    Story,
    Text,
    TextRole,
)
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = Article(
    "a",
    Kind.NEWS,
    "1.txt",
    None,
    1,
    **{role: Text(role) for role in HEAD_ROLES},
    paragraphs=(Paragraph(Text("一")), Paragraph(Text("小标题"), heading=True), Paragraph(Text("二"))),
    captions=(Text("图一"), Text("图二")),
    jump_from=Jump(1, None, Text("上接")),
    jump_to=Jump(3, None, Text("下转")),
)


def texts_in(value: Any) -> Iterator[str]:
    """Yield every `Text` that a record holds anywhere."""
    if isinstance(value, Text):
        yield value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name))


def test_every_text_of_an_article_is_enumerated_once() -> None:
    """Whatever field holds a text: a new field that the enumeration forgets fails here."""
    listed = [text.text.text for text in FULL.texts]
    assert sorted(listed) == sorted(texts_in(FULL))
    assert len(set(listed)) == len(listed)


def test_texts_have_roles_in_the_order_of_print() -> None:
    assert [(text.role, text.text.text, text.number) for text in FULL.texts] == [
        *((role, role, 0) for role in ("column", "kicker", "headline", "subhead", "byline")),
        ("jump_from", "上接", 0),
        ("paragraph", "一", 0),
        ("heading", "小标题", 1),
        ("paragraph", "二", 2),
        ("caption", "图一", 0),
        ("caption", "图二", 1),
        ("jump_to", "下转", 0),
    ]
    assert {text.role for text in FULL.texts} == set(TextRole)


def test_contributor_roles_are_authors_or_take_pictures() -> None:
    everybody = People(("甲", "乙"), ("乙", "丙"), ("丁", "甲"), ("戊",))
    assert set(CONTRIBUTOR_ROLES) == {*AUTHOR_ROLES, *PICTURE_ROLES} == set(People.__struct_fields__)
    assert everybody.names == ("甲", "乙", "丙", "丁", "戊")
    assert everybody.by_role("correspondents") == ("乙", "丙")


def article(name: str, *paragraphs: str, page: int | None = 1, **other: Any) -> Article:
    body = tuple(Paragraph(Text(text), heading=text.startswith("#")) for text in paragraphs)
    return Article(name, Kind.NEWS, f"{name}.txt", None, page, paragraphs=body, **other)


def story(*parts: Article, cut: bool, pages: tuple[int, int] = (1, 2)) -> Story:
    first, second = parts
    return Story(
        first,
        (
            Continuation(
                first,
                second,
                pages,
                cut,
                Evidence(Message(Reason.TURN, page=pages[0], next_page=pages[1], mark=""), 1.0),
            ),
        ),
    )


TO, FROM = Jump(2, None, Text("下转2版")), Jump(1, None, Text("上接1版"))
ON = Jump(3, None, Text("下转3版"))


@pytest.mark.parametrize(
    ("second", "cut", "texts"),
    [
        (("后半。",), True, [("headline", False), ("paragraph", False), ("paragraph", True)]),
        (("后半。",), False, [("headline", False), ("paragraph", False), ("paragraph", False)]),
        (
            ("#后半", "完。"),
            True,
            [("headline", False), *[("paragraph", False), ("heading", False)], ("paragraph", False)],
        ),
    ],
)
def test_only_a_cut_sentence_goes_on_in_the_next_part(
    second: tuple[str, ...], cut: bool, texts: list[tuple[str, bool]]
) -> None:
    first = article("a", "前半，", headline=Text("题"), jump_to=TO)
    made = story(first, article("b", *second, page=2, jump_from=FROM), cut=cut)
    assert [(str(text.role), text.goes_on) for text in made.texts] == texts


def test_captions_stand_behind_the_texts_of_all_parts() -> None:
    first = article("a", "一。", captions=(Text("图一"),), jump_from=FROM, jump_to=TO)
    second = article("b", "二。", captions=(Text("图二"),), jump_from=FROM, jump_to=ON, page=2)
    made = story(first, second, cut=False)
    assert [text.text.text for text in made.texts] == ["上接1版", "一。", "二。", "图一", "图二", "下转3版"]
    assert [text.part.id for text in made.texts] == ["a", "a", "b", "a", "b", "b"]


def test_a_page_without_number_has_that_of_the_jump() -> None:
    made = story(article("a", "一，", page=None), article("b", "二。", page=2), cut=True)
    assert made.pages == (PageNumber(1, inferred=True), PageNumber(2))
    assert Story(article("a", page=None)).pages == ()
    assert Story(article("a", page=7)).pages == (PageNumber(7),)


@pytest.mark.parametrize(
    ("first", "second", "cut", "truncated"),
    [(True, False, True, (False, False)), (True, False, False, (True, False)), (True, True, True, (False, True))],
)
def test_a_sentence_that_goes_on_is_not_truncated(
    first: bool, second: bool, cut: bool, truncated: tuple[bool, bool]
) -> None:
    made = story(article("a", "一，", truncated=first), article("b", "二", truncated=second), cut=cut)
    assert (made.parts_truncated, made.truncated) == (truncated, any(truncated))


def test_contributors_are_those_of_all_parts() -> None:
    first, second = (article(name, people=People(names)) for name, names in (("a", ("甲", "乙")), ("b", ("丙", "甲"))))
    assert story(first, second, cut=False).contributors("reporters") == ("甲", "乙", "丙")
