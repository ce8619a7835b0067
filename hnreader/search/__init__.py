"""Search: a query finds articles, best first, each with the places that answer to it."""

from hnreader.search.engine import ResultOrder, find_exact, index_of, search
from hnreader.search.exact_matches import ExactMatches
from hnreader.search.highlighting import highlight_ranges, words_outside
from hnreader.search.index_on_disk import delete_indexes, index_folder, indexes, size_of_index
from hnreader.search.matching import Match
from hnreader.search.occurrences import OccurrenceFinder
from hnreader.search.passages import Passage
from hnreader.search.results import Result, Results
from hnreader.search.suggestions import suggest
from hnreader.search.user_tags import bring_tags

__all__ = [
    "ExactMatches",
    "Match",
    "OccurrenceFinder",
    "Passage",
    "Result",
    "ResultOrder",
    "Results",
    "bring_tags",
    "delete_indexes",
    "find_exact",
    "highlight_ranges",
    "index_folder",
    "index_of",
    "indexes",
    "search",
    "size_of_index",
    "suggest",
    "words_outside",
]
