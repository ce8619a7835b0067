"""Moments in local time."""

from __future__ import annotations

import datetime


def local_time(seconds: float | None = None) -> datetime.datetime:
    """Return a moment, in seconds since 1970, or the present one, in local time.

    Where `TZ` is a day or more from Greenwich (POSIX allows seven), which Python's zones cannot be, it is in UTC.
    """
    moment = datetime.datetime.now(datetime.UTC)
    if seconds is not None:
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    try:
        return moment.astimezone()
    except ValueError:
        return moment
