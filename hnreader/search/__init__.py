"""Search: a query finds articles, best first, each with a passage and the places to light."""

from hnreader.search.engine import Result, search
from hnreader.search.query import hits

__all__ = ["Result", "hits", "search"]
