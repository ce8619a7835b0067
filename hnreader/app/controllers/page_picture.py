"""The picture of the page on the map: whether there is one, and how it comes to be drawn."""

from __future__ import annotations

import os
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final

from hnreader.app.rendering.marked_picture import Canvas
from hnreader.app.rendering.picture_requests import PictureProcess, PictureRequest
from hnreader.app.terminal.graphics import can_draw, cell_size, protocol_of
from hnreader.messages.reasons import words_of
from hnreader.reading.page_picture import picture_place
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hnreader.app.controllers.background import BackgroundTasks, Task
    from hnreader.app.controllers.context import Context
    from hnreader.app.rendering.map_layout import Box, MapLayout
    from hnreader.app.rendering.marked_picture import ShownPicture
    from hnreader.app.terminal.graphics import CellSize
    from hnreader.model import Page

_LANE: Final = "picture"


class PagePictures:
    """Has pages drawn, as it was asked last, by a process that is started with the first and ends with `close`."""

    def __init__(
        self, context: Context, tasks: BackgroundTasks, show: Callable[[ShownPicture], None], failed: Callable[[], None]
    ) -> None:
        """`show` gets each picture; `failed` is called where there is none, and `obstacle` says why."""
        self._tr = context.tr
        self._tasks = tasks
        self._show = show
        self._failed = failed
        self._setting = context.user_state.settings.pictures
        self._protocol = protocol_of(self._setting, sixel=context.terminal.sixel)
        self._terminal = context.terminal
        self._installed = can_draw()
        self.lacks_extra = self._setting in {"kitty", "sixel"} and not self._installed
        """The user wants pictures, and what draws them is not installed."""
        self._place: tuple[Path, int] | None = None
        self._problems: dict[tuple[Path, int], Message] = {}
        self._request: PictureRequest | None = None
        self._process: PictureProcess | None = None
        self._lock = Lock()
        self._closed = False

    @property
    def possible(self) -> bool:
        """Whether the terminal shows pictures, and there is what draws them."""
        return self._protocol is not None and self._installed

    @property
    def cell(self) -> CellSize:
        """The pixels of a cell of the terminal."""
        return cell_size(self._terminal.cell)

    @property
    def obstacle(self) -> str:
        """Why the page has no picture that can be shown; empty where it has one, as far as it is known."""
        if self._setting == "off":
            return self._tr("Pictures are off (by the setting “pictures”)")
        if not self._installed:
            return words_of(Message(Reason.PICTURE_EXTRA), self._tr)
        if self._protocol is None:
            return self._tr("This terminal does not say that it shows pictures (the setting “pictures” can)")
        if self._place is None:
            return self._tr("This page’s file has no picture of it (PDF and image files do)")
        problem = self._problems.get(self._place)
        return words_of(problem, self._tr) if problem is not None else ""

    def look_at(self, page: Page) -> None:
        """Have no other page drawn any more, and this one when `draw` is called."""
        self._request = None
        place = picture_place(page) if self.possible else None
        if place != self._place:
            self._place = place
            if self._tasks.busy(_LANE):
                self._tasks.cancel(_LANE)
                self._end()  # it may go on with the other page for a minute

    def draw(
        self, layout: MapLayout, marks: tuple[Box, ...], columns: int, rows: int, ground: tuple[int, int, int]
    ) -> None:
        """Have the page drawn for so many cells, if it is not; `ground` is the colour around it."""
        if self._place is None or self._protocol is None:
            return
        path, number = self._place
        canvas = Canvas(columns, rows, self.cell, ground, self._protocol)
        request = PictureRequest(os.fsencode(path), number, layout.width, layout.height, marks, canvas)
        if request != self._request:
            self._request = request
            self._tasks.start(_LANE, partial(self._drawn, request), partial(self._receive, self._place))

    def close(self) -> None:
        """End the process, whatever it does."""
        self._closed = True
        self._end()

    def _receive(self, place: tuple[Path, int], answer: ShownPicture | Message) -> None:
        if isinstance(answer, Message):
            self._problems[place] = answer
            self._failed()
        else:
            self._show(answer)

    def _drawn(self, request: PictureRequest, task: Task) -> ShownPicture | Message:
        """Do the work of a task."""
        with self._lock:
            if self._process is not None and not self._process.draws(request):
                self._process.close()
                self._process = None
            if self._process is None and not (self._closed or task.cancelled()):
                self._process = PictureProcess(request.canvas.cell)
            process = self._process
        return process.drawn(request) if process is not None else Message(Reason.PICTURE_ENDED)

    def _end(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.close()
            self._process = None
