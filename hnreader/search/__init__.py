"""Search: a query finds articles, best first, each with the places that answer to it."""

from hnreader.search.engine import Exact, Order, exactly, index_of, search
from hnreader.search.language import Note
from hnreader.search.lighting import hits
from hnreader.search.matching import Match
from hnreader.search.passages import Passage
from hnreader.search.places import Places
from hnreader.search.results import Result, Results
from hnreader.search.suggestions import Suggestions

__all__ = [
    "Exact",
    "Match",
    "Note",
    "Order",
    "Passage",
    "Places",
    "Result",
    "Results",
    "Suggestions",
    "exactly",
    "hits",
    "index_of",
    "search",
]
