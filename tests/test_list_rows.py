"""The rows of the article list are those that somebody would write down issue by issue and page by page."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, NamedTuple
from weakref import ref

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from stored_pages import DAYS, made_pages, publish, stored
from stored_pages import article as stored_article

from hnreader.app.rendering.list_headings import Folds
from hnreader.app.rendering.list_rows import ListRows, issue_rows, result_rows, unread_rows
from hnreader.app.rendering.list_sections import ListHeading
from hnreader.archive import Archive
from hnreader.model import Dating, Line, Page, PageArticles
from hnreader.search import Result, search

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from hnreader.model import Article


class Written(NamedTuple):
    """What is written down."""

    rows: list[ListHeading | int]
    """Headings, and the positions of articles."""
    articles: list[Article]
    issues: list[int]
    """The positions at which issues begin, those that have something."""
    pages: list[int]


def written(archive: Archive, read: set[str]) -> Written:
    """Write down what is not read under its headings."""
    done = Written([], [], [], [])
    later = {continuation.second.id for continuation in archive.continuations}
    for index, issue in enumerate(archive.issues):
        entries = [[each for each in page.articles if each.id not in later] for page in issue.pages]
        listed = [[each for each in some if each.id not in read] for some in entries]
        if any(entries) and not any(listed):
            continue
        inferred, outlined = all(page.dating.inferred for page in issue.pages), archive.view.open(index).pages
        first, count, alone = len(done.articles), sum(map(len, listed)), len(issue.pages) == 1
        page_of = outlined[0] if alone else None
        done.rows.append(ListHeading(issue.date, inferred, page_of, first, count, alone=alone))
        done.issues.extend([first] if count else [])
        for page, all_of_it, some in zip(outlined, entries, listed, strict=True):
            if len(issue.pages) > 1 and (some or not all_of_it):
                done.rows.append(ListHeading(issue.date, inferred, page, len(done.articles), len(some)))
            done.pages.extend([len(done.articles)] if some else [])
            done.rows.extend(range(len(done.articles), len(done.articles) + len(some)))
            done.articles.extend(some)
    return done


def of_issue(row: ListHeading | int) -> bool:
    return isinstance(row, ListHeading) and (row.alone or row.page is None)


def fold(rows: list[ListHeading | int], folded: list[ListHeading]) -> list[ListHeading | int]:
    """Cross out what is below the headings that are folded."""
    seen: list[ListHeading | int] = []
    issue = page = False
    for row in rows:
        if isinstance(row, ListHeading):
            is_folded = row in folded
            issue, page = (is_folded, False) if of_issue(row) else (issue, is_folded)
            if of_issue(row) or not issue:
                seen.append(replace(row, folded=is_folded))
        elif not issue and not page:
            seen.append(row)
    return seen


def nth_from(firsts: list[int], position: int, step: int) -> int | None:
    """The first position of what stands `step` on from what a position is in."""
    at = max(number for number, first in enumerate(firsts) if first <= position) + step
    return firsts[at] if 0 <= at < len(firsts) else None


def compare(rows: ListRows, expected: Written) -> None:
    assert [*rows.articles] == expected.articles
    compare_rows(rows, expected.rows)
    for position, article in enumerate(expected.articles):
        row = top = expected.rows.index(position)
        while not of_issue(expected.rows[top]) and isinstance(expected.rows[top - 1], ListHeading):
            top -= 1
        assert (rows.row(position), rows.shown_with(position)) == (row, (top, row + 1))
        assert rows.articles[rows.position(article) or 0].id == article.id
        for step in (-3, -2, -1, 1, 2, 3):
            assert rows.other_issue(position, step) == nth_from(expected.issues, position, step)
            assert rows.other_page(position, step) == nth_from(expected.pages, position, step)


def compare_rows(rows: ListRows, expected: list[ListHeading | int]) -> None:
    assert len(rows) == len(expected)
    for row, there in enumerate(expected):
        head = there if isinstance(there, ListHeading) else None
        position = there if isinstance(there, int) else there.first if there.folded and there.size else None
        assert rows.at(row) == (head, position)
        for hidden in range(head.first, head.first + head.size) if head and head.folded else ():
            assert (rows.row(hidden), rows.folded_at(hidden)) == (row, head)


@given(made_pages, st.data())
def test_rows_are_what_somebody_would_write_down(pages: list[PageArticles], data: st.DataObject) -> None:
    """For all articles, and for those that are not read; ids that are read may be of no entry, or of no article."""
    archive = Archive(pages)
    compare(issue_rows(archive), written(archive, set()))
    ids = sorted({article.id for article in archive.articles} | {"20240309-gone"})
    read = data.draw(st.sets(st.sampled_from(ids)))
    compare(unread_rows(archive, read), written(archive, read))
    for article in archive.articles:
        found = unread_rows(archive, read).position(article)
        assert (found is None) == (archive.first_part(article).id in read)


@given(made_pages, st.data())
def test_folded_headings_stand_for_what_is_below_them(pages: list[PageArticles], data: st.DataObject) -> None:
    """Issues and pages, whichever are folded one after the other, and all at once; what is listed stays the same."""
    archive = Archive(pages)
    read = data.draw(st.sets(st.sampled_from(sorted({article.id for article in archive.articles} | {"gone"}))))
    rows, expected = unread_rows(archive, read), written(archive, read)
    heads = [row for row in expected.rows if isinstance(row, ListHeading)]
    every = data.draw(st.booleans())
    folded = [head for head in heads if every and of_issue(head)]
    rows = rows.folded(Folds(every=every))
    for head in data.draw(st.lists(st.sampled_from([head for head in heads if head.size] or [None]), max_size=5)):
        if head is not None and rows.heads:
            folded = [each for each in folded if each != head] if head in folded else [*folded, head]
            rows = rows.folded(rows.heads.toggled(head))
    compare_rows(rows, fold(expected.rows, folded))
    for position in range(len(expected.articles)):
        assert rows.other_issue(position, 1) == nth_from(expected.issues, position, 1)
    for head in heads:
        assert {*rows.below(head)} - read == {
            each.id for each in expected.articles[head.first : head.first + head.size]
        }


@settings(max_examples=10)
@given(made_pages)
def test_rows_of_a_library_are_those_in_memory(
    tmp_path_factory: pytest.TempPathFactory, pages: list[PageArticles]
) -> None:
    """Numbers of pages apart, by which each finds them."""
    library = tmp_path_factory.mktemp("library")
    publish(library, [(str(number), page) for number, page in enumerate(pages)])
    archive = stored(library)
    compare(issue_rows(archive), written(archive, set()))
    on_disk, in_memory = (
        [at.head and at.head.page and at.head.page.source for at in map(rows.at, range(len(rows)))]
        for rows in (issue_rows(archive), issue_rows(Archive(pages)))
    )
    assert on_disk == in_memory


def test_without_articles_there_are_no_rows() -> None:
    rows = issue_rows(Archive())
    assert (len(rows), [*rows.articles]) == (0, [])


def test_what_was_replaced_is_not_kept(tmp_path: Path) -> None:
    """Neither an archive's view nor the rows of it: each has numbers for all issues, and outlines."""
    publish(tmp_path, [("a", stored_page(1)), ("b", stored_page(2))])
    archive = stored(tmp_path)
    rows = issue_rows(archive)
    assert [rows.at(row).head is None for row in range(len(rows))].count(True) == 2
    view, headings = ref(archive.view), ref(rows.heads)
    publish(tmp_path, [("c", stored_page(3))])
    gc.disable()
    try:
        assert archive.refresh()
        del rows
        assert (view(), headings()) == (None, None)
    finally:
        gc.enable()


def test_a_result_is_found_without_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand results each would be fetched from the library while the screen waits."""
    publish(tmp_path, [(f"{number}", stored_page(number)) for number in (1, 2, 3)])
    archive = stored(tmp_path)
    articles = [*archive.entries]
    rows = result_rows(search(archive, "春茶", limit=2), archive)
    listed = [article.id for article in rows.articles]
    monkeypatch.setattr(Result, "article", None)
    positions = [rows.position(article) for article in articles]
    assert positions == [listed.index(each.id) if each.id in listed else None for each in articles]
    assert sorted(map(str, positions)) == ["0", "1", "None"]


def stored_page(number: int) -> PageArticles:
    day = DAYS[0]
    made = stored_article(day, f"{number}", "one.txt", number, (None, None), 1)
    return PageArticles(Page("one.txt", (Line(1, f"{number}"),)), Dating(day, page_no=number), (made,))
