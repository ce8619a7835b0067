"""The version of the documents, by which an index on disk is known to be ours; the addresses of entries."""

from __future__ import annotations

from hashlib import blake2b

from made_articles import OLD, archive, article, page

import hnreader
from hnreader.archive import Archive
from hnreader.search.documents import VERSION, entries_of, numbers_of, sounding_texts, spaced_texts


def test_the_version_is_of_what_documents_have():
    """An index on disk is taken for ours by the version, so it changes with what is indexed of the sample pages.

    Where this fails, the change is meant, or it is not. If it is, put the version that is wanted here into
    hnreader/search/documents.py. A change that the sample pages do not show (how a text is cut into tokens, how a
    character is read) needs another number before the hyphen.
    """
    library = hnreader.open()
    digest = blake2b(digest_size=6)
    for index in range(len(library.issues)):
        for entry in entries_of(library.view, index):
            numbers = numbers_of(entry) | {"state": ()}  # of all that the segmentation decides
            texts = spaced_texts(entry) | {"issue": ""}
            digest.update(repr((texts, sounding_texts(entry), numbers)).encode())
    number = VERSION.partition("-")[0]
    assert number.isdigit()
    assert f"{number}-{digest.hexdigest()}" == VERSION


def test_the_state_of_an_issue_follows_its_pages():
    """It is the same whatever other issues are there, and another one where anything of its pages is."""

    def state(library):
        return library.summaries[0].state

    alone = state(archive(article("a", "长沙")))
    assert state(archive(article("a", "长沙"), article("b", "株洲", OLD))) == alone
    others = [
        archive(article("a", "株洲")),
        archive(article("a", "长沙", page=2)),
        archive(article("a", "长沙", OLD)),
        archive(article("a", "长沙"), article("b", "株洲", page=2)),
        Archive([page(article("b"), article("a", "长沙"))]),
    ]
    assert len({alone, *map(state, others)}) == 6
