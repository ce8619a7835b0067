"""Perturbations change one thing, and labels follow it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest
from articles import write_articles
from hypothesis import given
from hypothesis import strategies as st

from hnreader.language.folding import fold_characters
from hnreader.training.articles import read_articles
from hnreader.training.generator import Generator, label
from hnreader.training.perturbations import PERTURBATIONS, lines_of, perturbed
from hnreader.training.truth import NO_STORY, Label, LabelledPage, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAMES = sorted(PERTURBATIONS)
TEXTS = st.text("甲城新桥开通，。：“”（） 　3月8日a.", max_size=30).map(str.strip).filter(bool)
HEAD = "甲城日报3月8日讯（记者张三）"


@st.composite
def drawn_pages(draw: st.DrawFn) -> LabelledPage:
    """Return a page whose lines have up to three texts, blanks around them, and blank lines between."""
    lines, labels = [], []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        line = draw(st.sampled_from(("", " ", "　　")))
        for text in draw(st.lists(TEXTS, max_size=3)):
            start = len(line)
            role, story = draw(st.sampled_from(((Role.BODY, 0), (Role.BODY, 1), (Role.FURNITURE, NO_STORY))))
            labels.append(Label(number, start, start + len(text), story, role, len(labels), 0))
            line += text + draw(st.sampled_from(("", " ")))
        lines.append(line)
    return LabelledPage(tuple(lines), tuple(labels), "by hand")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[LabelledPage]:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    write_articles(path)
    return list(Generator(read_articles(path), seed=4).pages(8))


def page_of_texts(*rows: tuple[str, int, Role, int, int]) -> LabelledPage:
    labels = tuple(Label(number, 0, len(text), *rest) for number, (text, *rest) in enumerate(rows, 1))
    return LabelledPage(tuple(text for text, *_ in rows), labels, "by hand")


def texts(page: LabelledPage) -> dict[tuple[int, Role, int], str]:
    """Return the texts of a page without blanks, each put together from its pieces."""
    pieces = defaultdict(list)
    for each in page.labels:
        text = page.lines[each.line - 1][each.start : each.end]
        pieces[each.story, each.role, each.paragraph].append((each.piece, "".join(text.split())))
    return {key: "".join(text for _, text in sorted(parts, key=lambda part: part[0])) for key, parts in pieces.items()}


def follows(page: LabelledPage) -> bool:
    """Tell whether every non-blank character is in one label, and labels are inside their lines, in order."""
    places = Counter((each.line, column) for each in page.labels for column in range(each.start, each.end))
    printed = {(n, at) for n, line in enumerate(page.lines, 1) for at, char in enumerate(line) if not char.isspace()}
    inside = all(0 <= each.start < each.end <= len(page.lines[each.line - 1]) for each in page.labels)
    return (
        inside and printed <= set(places) and set(places.values()) <= {1} and list(page.labels) == sorted(page.labels)
    )


@given(drawn_pages())
def test_lines_become_pieces_and_lines_again(page: LabelledPage) -> None:
    lines, labels = label(lines_of(page))
    assert lines == tuple(line.rstrip() for line in page.lines)
    assert labels == page.labels


@given(drawn_pages(), st.sampled_from(NAMES), st.integers(0, 9))
def test_labels_follow_any_change(page: LabelledPage, name: str, seed: int) -> None:
    changed = perturbed(page, name, seed)
    assert follows(changed)
    assert changed == perturbed(page, name, seed)


@pytest.mark.parametrize("name", NAMES)
def test_generated_pages_are_changed_and_labels_follow(pages: list[LabelledPage], name: str) -> None:
    changed = [perturbed(page, name, 1) for page in pages]
    assert all(map(follows, changed))
    assert any(after.lines != before.lines for before, after in zip(pages, changed, strict=True))
    assert [page.stories for page in changed] == [page.stories for page in pages]


def differences(before: LabelledPage, after: LabelledPage) -> Iterable[tuple[str, str]]:
    old, new = texts(before), texts(after)
    assert old.keys() == new.keys()
    return [(old[key], new[key]) for key in old]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("all spaced", str),
        ("traditional", fold_characters),
        ("half-width", lambda text: fold_characters(text).translate(str.maketrans("。【】'", '.[]"'))),
        ("stops lost", lambda text: text.replace("。", "")),
        ("misread", len),
    ],
)
def test_texts_are_the_same_apart_from_the_change(
    pages: list[LabelledPage], name: str, form: Callable[[str], object]
) -> None:
    for page in pages:
        for before, after in differences(page, perturbed(page, name, 2)):
            assert form(before) == form(after)


def test_so_many_characters_are_misread(pages: list[LabelledPage]) -> None:
    pairs = [pair for page in pages for pair in differences(page, perturbed(page, "misread", 3))]
    wrong = sum(old != new for before, after in pairs for old, new in zip(before, after, strict=True))
    assert 0.02 < wrong / sum(len(before) for before, _ in pairs) < 0.04


def test_one_stop_in_ten_is_lost() -> None:
    page = page_of_texts(*(("新桥开通。果园丰收。", 0, Role.BODY, number, 0) for number in range(500)))
    kept = Counter(perturbed(page, "stops lost", 1).lines)
    assert kept.keys() == {"新桥开通。果园丰收。", "新桥开通。果园丰收"}
    assert 25 < kept["新桥开通。果园丰收"] < 75


def test_page_numbers_are_furniture_and_all_else_stays(pages: list[LabelledPage]) -> None:
    for page in pages:
        changed = perturbed(page, "page numbers", 5)
        old, new = texts(page), texts(changed)
        assert {key: new[key] for key in old} == old
        added = {key: text for key, text in new.items() if key not in old}
        assert added
        assert all(key[:2] == (NO_STORY, Role.FURNITURE) and text.isdigit() for key, text in added.items())


def test_spaced_lines_and_half_width_marks() -> None:
    page = page_of_texts(("甲城：“新桥，开通。”", 0, Role.BODY, 0, 0))
    assert perturbed(page, "half-width").lines == ('甲城:"新桥,开通."',)
    assert perturbed(page, "all spaced").lines == ("甲 城 ：“ 新 桥 ，开 通 。”",)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([(HEAD + "新桥开通。", 0, Role.BODY, 1, 0)], ["新桥开通。"], id="with makers"),
        pytest.param([("本报讯 新桥开通。", 0, Role.BODY, 1, 0)], ["新桥开通。"], id="without makers"),
        pytest.param([("新桥开通。", 0, Role.BODY, 1, 0)], ["新桥开通。"], id="none"),
        pytest.param(
            [("题", 0, Role.HEADLINE, 0, 0), (HEAD + "新桥开通。", 0, Role.BODY, 1, 0)],
            ["题", "新桥开通。"],
            id="behind a title",
        ),
        pytest.param(
            [(HEAD[:7], 0, Role.BODY, 1, 0), (HEAD[7:] + "新桥", 0, Role.BODY, 1, 7), ("开通。", 0, Role.BODY, 1, 20)],
            ["", "新桥", "开通。"],
            id="over two lines",
        ),
        pytest.param(
            [(HEAD[7:] + "新桥", 0, Role.BODY, 1, 7), (HEAD[:7], 0, Role.BODY, 1, 0)], ["新桥", ""], id="out of order"
        ),
        pytest.param(
            [("新桥开通。", 0, Role.BODY, 1, 0), (HEAD + "果园丰收。", 0, Role.BODY, 2, 0)],
            ["新桥开通。", HEAD + "果园丰收。"],
            id="in a later paragraph",
        ),
        pytest.param(
            [(HEAD + "新桥开通。", 0, Role.BODY, 1, 0), (HEAD + "新桥", 0, Role.DUPLICATE, 10_000, 0)],
            ["新桥开通。", "新桥"],
            id="of a copy",
        ),
    ],
)
def test_datelines_are_taken_away(rows: list[tuple[str, int, Role, int, int]], expected: list[str]) -> None:
    changed = perturbed(page_of_texts(*rows), "no dateline")
    assert [line.strip() for line in changed.lines] == expected
    assert [each.line for each in changed.labels] == [number for number, line in enumerate(expected, 1) if line]
