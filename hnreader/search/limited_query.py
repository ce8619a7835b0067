"""A query limited by a filter."""

from __future__ import annotations

from hnreader.search.query_language import parse_query


def limited_query(query: str, filter_: str) -> str:
    """Return a query with a filter behind it, or before it where its end would absorb the filter.

    One that finds nothing, since nothing is in it, stays as it is.
    """
    clauses = len(parse_query(query).clauses)
    behind = f"{query} {filter_}"
    if not clauses:
        return query
    return behind if len(parse_query(behind).clauses) > clauses else f"{filter_} {query}"
