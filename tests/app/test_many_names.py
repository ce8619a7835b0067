"""An index of more names than anybody walks through."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bare_app import Bare, reached
from made_names import put_people

from hnreader.app.controllers.context import Context
from hnreader.app.controllers.loaded_archive import LoadedArchive
from hnreader.app.controllers.names_pass import NamesPass
from hnreader.app.controllers.throttle import Throttle
from hnreader.app.panes.names import NamePane
from hnreader.app.rendering.name_listing import FIRST, NameQuery, name_list
from hnreader.app.screens.names import NamesScreen
from hnreader.app.user_state import UserState
from hnreader.archive import Archive
from hnreader.messages import Translator
from hnreader.research.names import Names

OLD, NEW = dt.date(2023, 3, 9), dt.date(2024, 12, 12)


def many(count: int) -> Names:
    names = Names(Archive())
    put_people(
        names,
        (
            (f"甲{number}", 1 + number * 7919 % 10_007, OLD + dt.timedelta(number * 31 % 997), NEW)
            for number in range(count)
        ),
    )
    return names


@pytest.mark.parametrize("order", ["count", "first"])
def test_the_first_of_many(order: Any) -> None:
    """The first ones, which are listed at once, are the first ones of all."""
    names = many(2 * FIRST)
    first, whole = name_list(names, NameQuery(order=order)), name_list(names, NameQuery(order=order, whole=True))
    assert whole.whole
    assert not first.whole
    assert list(first.names) == list(whole.names)[:FIRST]
    assert list(whole.names) == list(names.ranked(order=order))
    assert name_list(many(3), NameQuery()).whole


async def test_many_names() -> None:
    """Twenty thousand names are listed, and the last of them is reached."""
    no_reader: Any = None
    context = Context(
        Translator("zh"), UserState(), LoadedArchive(), Throttle(), tasks=no_reader, view=no_reader, layout=no_reader
    )
    screen = NamesScreen(context, NamesPass(context), many(20_000), NameQuery())
    app = Bare(over=screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, lambda: "前 1,000 个" in app.seen)
        await pilot.press("G")
        await reached(pilot, lambda: "20,000 个" in app.seen)
        await reached(pilot, lambda: screen.query_one(NamePane).position == 19_999)
        await pilot.press("slash", *"甲199")
        await reached(pilot, lambda: "111 个" in app.seen)
