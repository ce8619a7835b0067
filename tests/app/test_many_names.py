"""An index of more names than anybody walks through."""

from __future__ import annotations

import datetime as dt
from array import array
from typing import TYPE_CHECKING, Any

import pytest
from bare_app import Bare

from hnreader.app.controllers.context import Context
from hnreader.app.controllers.loaded_archive import LoadedArchive
from hnreader.app.controllers.names_pass import NamesPass
from hnreader.app.controllers.throttle import Throttle
from hnreader.app.panes.names import NamePane
from hnreader.app.rendering.name_listing import FIRST, NameList, NameQuery
from hnreader.app.screens.names import NamesScreen
from hnreader.app.user_state import UserState
from hnreader.archive import Archive
from hnreader.messages import Translator
from hnreader.research.mentions import NameKind
from hnreader.research.names import Names, _Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

OLD, NEW = dt.date(2023, 3, 9), dt.date(2024, 12, 12)


def many(count: int) -> Names:
    names = Names(Archive())
    for number in range(count):
        uses = _Usage(array("L", [0]), number * 7919 % 10_007, OLD + dt.timedelta(number * 31 % 997), NEW, proven=True)
        names._uses[NameKind.PEOPLE, f"甲{number}"] = uses
    return names


@pytest.mark.parametrize("order", ["count", "first"])
def test_the_first_of_many(order: Any) -> None:
    """The first ones, which are listed at once, are the first ones of all."""
    names = many(2 * FIRST)
    first, whole = NameList(names, NameQuery(order=order)), NameList(names, NameQuery(order=order, whole=True))
    assert whole.whole
    assert not first.whole
    assert list(first.names) == list(whole.names)[:FIRST]
    assert NameList(many(3), NameQuery()).whole


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


async def reached(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(2000):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError
