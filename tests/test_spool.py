"""Pages put aside and taken up again by issue."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import article, page

from hnreader.archive import Archive, Spool

DAYS = st.one_of(st.none(), st.dates(dt.date(2024, 3, 1), dt.date(2024, 3, 4)))
PAGES = st.lists(st.tuples(DAYS, st.one_of(st.none(), st.integers(1, 4))), max_size=12)


@settings(max_examples=100, deadline=None)
@given(made=PAGES, data=st.data())
def test_a_spool_holds_what_an_archive_holds(made, data):
    """Whatever order pages come in, and how often, issue by issue they are those of one archive, in its order."""
    pages = [page(article(f"{at:03d}", date=day, page=number)) for at, (day, number) in enumerate(made)]
    given_ = data.draw(st.permutations(pages + pages[:3]))
    with Spool() as spool:
        for made_page in given_:
            spool.add(made_page)
        issues = list(spool)
        again = list(spool)
    assert len(spool) == len(pages)
    assert [article for issue in issues for article in issue.articles] == list(Archive(pages).articles)
    assert [article for issue in again for article in issue.articles] == list(Archive(pages).articles)
    assert all(len({article.date for article in issue.articles}) == 1 for issue in issues)


def test_nothing_is_seen_of_it(tmp_path):
    """Its file has no name while it is used, or is gone with it."""
    with Spool(tmp_path) as spool:
        spool.add(page(article("a")))
        assert [issue.articles[0].id for issue in spool] == ["a"]
    assert list(tmp_path.iterdir()) == []
