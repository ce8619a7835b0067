"""What the writer of a campaign does to the notebook and the settings, and what there is of it then.

Read marks are compared of articles that are in no archive, since the app marks those that it shows; of others only that
what was marked is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hnreader.userdata.settings import load, save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from random import Random

    from ledgers import Operation, State

    from hnreader.userdata.notebook import Notebook

START: Final = {"read": [], "bookmarks": {}, "tags": {}, "searches": [], "saved": {}}
NOWHERE: Final = "19000101-"
"""How the ids begin of articles that are in no archive."""
TAGS: Final = ("待读", "老街", "水利", "two words", "芯片")
MANY: Final = 40


def drawn(random: Random, number: int, articles: Sequence[str], prefix: str) -> Operation:
    """Return an operation: on an article that is there, or on one of forty that are nowhere."""
    nowhere = [f"{NOWHERE}{random.randrange(MANY):03}" for _ in range(random.choice((1, 1, 12)))]
    article = random.choice(articles) if articles and random.random() < 0.5 else nowhere[0]
    match random.randrange(7):
        case 0:
            return ["read", nowhere, random.random() < 0.5]
        case 1:
            return ["read", [article], True] if article != nowhere[0] else ["read", nowhere, True]
        case 2:
            return ["bookmark", article, f"{number}\n第{number}条笔记" if random.random() < 0.9 else ""]
        case 3:
            return ["unbookmark", article]
        case 4:
            return ["tag", article, sorted(random.sample(TAGS, random.randrange(len(TAGS))))]
        case 5:
            return ["search", f"{prefix}{random.randrange(MANY)}"]
    return saved_search(random, number, prefix)


def saved_search(random: Random, number: int, prefix: str) -> Operation:
    """Return that a search is saved under a name, or no longer."""
    return ["save", f"{prefix}{random.randrange(5)}", f"第{number}次" if random.random() < 0.8 else ""]


def apply(state: State, operation: Operation) -> None:
    """Change a state by an operation."""
    match operation:
        case "read", ids, read:
            state["read"] = sorted({*state["read"], *ids} if read else {*state["read"]} - {*ids})
        case "bookmark", article, note:
            state["bookmarks"][article] = note
        case "unbookmark", article:
            state["bookmarks"].pop(article, None)
        case "tag", article, tags:
            state["tags"].pop(article, None)
            state["tags"] |= {article: tags} if tags else {}
        case "search", query:
            state["searches"] = [each for each in state["searches"] if each != query] + [query]
        case "save", name, query:
            state["saved"].pop(name, None)
            state["saved"] |= {name: query} if query else {}


def perform(book: Notebook, settings: Path, operation: Operation) -> None:
    """Do it; it is acknowledged when this returns."""
    match operation:
        case "read", ids, read:
            book.mark_all_read(ids, read)
        case "bookmark", article, note:
            book.bookmark(article, f"题 {article}", None, note)
        case "unbookmark", article:
            book.unbookmark(article)
        case "tag", article, tags:
            book.tag(article, tags)
        case "search", query:
            book.record_search(query)
        case _:
            perform_search(settings, operation)


def perform_search(settings: Path, operation: Operation) -> None:
    """Save a search, or remove it where it is empty. Raises OSError."""
    _, name, query = operation
    problem = save(settings, searches={name: query})
    if problem is not None:
        raise OSError(problem)


def observed(book: Notebook, settings: Path, prefix: str, most: State) -> State:
    """Return what there is, of searches those that begin so."""
    known = {*most["read"]}
    tagged = Counter(name for ids in book.tagged().values() for name in ids)
    return {
        "read": sorted(name for name in book.read_ids() if name.startswith(NOWHERE) or name in known),
        "bookmarks": {each.id: each.note for each in book.bookmarks()},
        "tags": {name: sorted(book.tags_of(name)) for name in tagged},
        "searches": [each for each in reversed(book.history(1_000_000)) if each.startswith(prefix)],
        "saved": saved_searches(settings, prefix),
    }


def saved_searches(settings: Path, prefix: str) -> dict[str, str]:
    """Return the searches in the settings whose names begin so. Raises ValueError where something is wrong."""
    found, problems = load(settings)
    if problems:
        raise ValueError(problems)
    return {name: query for name, query in found.searches.items() if name.startswith(prefix)}
