"""Tags in the notebook: kept, seen by other sessions, and moving with the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from hnreader.userdata import notebook
from hnreader.userdata.notebook import Notebook

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ids = st.sampled_from("abcdef")
mappings = st.dictionaries(ids, ids)


def test_tags_are_kept_and_seen_by_another_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article has the tags given last, each once; two sessions see each other's, and the next one all."""
    monkeypatch.setattr(notebook, "_REFRESH", -1.0)
    path = tmp_path / "notebook"
    with Notebook(path) as book, Notebook(path) as other:
        book.tag("a", ["教育", "待读", "教育"])
        other.tag("b", ["待读"])
        assert other.tags_of("a") == tuple(sorted(["教育", "待读"]))
        assert book.tagged() == other.tagged() == {"待读": {"a", "b"}, "教育": {"a"}}
        book.tag("a", [])
        assert other.tags_of("a") == ()
        assert other.ids() == {"b"}
    with Notebook(path) as book:
        assert book.tagged() == {"待读": {"b"}}


@given(
    noted=st.dictionaries(ids, st.frozensets(st.sampled_from("甲乙丙"), min_size=1)),
    new_ids=mappings,
)
def test_tags_move_along_and_back(noted: dict[str, frozenset[str]], new_ids: dict[str, str]) -> None:
    """Tags of articles that became one are together at its id; each has its own again where that is undone."""
    book = Notebook(None)
    for article, tags in noted.items():
        book.tag(article, tags)
    book.rename(new_ids)
    for article, tags in noted.items():
        assert tags <= set(book.tags_of(new_ids.get(article, article)))
    if not set(new_ids) & set(new_ids.values()):
        book.rename({}, new_ids)
        assert {article: frozenset(book.tags_of(article)) for article in noted} == noted
    book.close()


def test_what_is_tagged_meanwhile_is_of_both() -> None:
    """A tag that is given while two articles are one stays at both."""
    book = Notebook(None)
    book.tag("a", ["甲"])
    book.rename({"a": "b"})
    book.tag("b", ["甲", "乙"])
    book.rename({}, ["a"])
    assert book.tagged() == {"甲": {"a", "b"}, "乙": {"a", "b"}}
