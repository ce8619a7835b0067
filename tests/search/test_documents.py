"""The version of the documents, by which an index on disk is known to be ours; the addresses of entries."""

from __future__ import annotations

from hashlib import blake2b

from made_articles import archive, article, page

import hnreader
from hnreader.search.documents import VERSION, entries_of, numbers_of, sounding_texts, spaced_texts


def test_the_version_is_of_what_documents_have():
    """An index on disk is taken for ours by the version, so it changes with what is indexed of the sample pages.

    Where this fails, the change is meant, or it is not. If it is, put the version that is wanted here into
    hnreader/search/documents.py. A change that the sample pages do not show (how a text is cut into tokens, how a
    character is read) needs another number before the hyphen.
    """
    library = hnreader.open()
    digest = blake2b(digest_size=6)
    for issue in library.issues:
        for entry in entries_of(issue, library):
            numbers = numbers_of(entry) | {"address": ()}  # of all that the segmentation decides
            digest.update(repr((spaced_texts(entry), sounding_texts(entry), numbers)).encode())
    number = VERSION.partition("-")[0]
    assert number.isdigit()
    assert f"{number}-{digest.hexdigest()}" == VERSION


def test_an_address_follows_the_entry_and_its_place():
    """It is the same whatever else is there, and another one where anything of the entry is."""

    def addresses(library):
        return [entry.address for issue in library.issues for entry in entries_of(issue, library)]

    (alone,) = addresses(archive(article("a", "长沙")))
    assert addresses(archive(article("a", "长沙"), article("b", "株洲", page=2)))[0] == alone
    assert addresses(archive(article("a", "株洲"))) != [alone]
    assert addresses(archive(article("a", "长沙", page=2))) != [alone]
    assert alone not in addresses(archive_of(page(article("b"), article("a", "长沙"))))


def archive_of(*pages):
    return hnreader.archive.Archive(pages)
