"""Articles made up for the tests, and a reader that opens them."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from reading_app import sentence
from textual import _wait
from textual._context import active_app
from textual.worker import WorkerCancelled
from tmux_shell import Shell

from hnreader.app.application import Reader
from hnreader.app.panes.article_list import ArticleList
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.reading import ReadingPane
from hnreader.app.panes.toast import Toast
from hnreader.app.rendering.story_view import StoryView
from hnreader.app.terminal.capabilities import Capabilities
from hnreader.app.terminal.setup import prepare
from hnreader.kinds import Kind
from hnreader.model import (
    Article,
    Continuation,
    Dating,
    Evidence,
    Failure,
    Line,
    Page,
    PageArticles,
    Paragraph,
    Story,
    Text,
)
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from hnreader.app.terminal.capabilities import Background
    from hnreader.app.user_state import UserState

prepare()


async def _rest(seconds: float) -> None:
    """Return as soon as the loop has nothing to do within half a frame, or after some time if a thread works for it.

    Textual's pilot waits for a process at rest, and looks every 20 ms: most of the time of the tests of the app.
    """
    loop: Any = asyncio.get_running_loop()
    quiet = 0
    while quiet < 2:  # what this task does itself comes between
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1
    if not all(worker.is_finished for worker in active_app.get().workers):
        await asyncio.sleep(seconds)
    elif loop._scheduled and (wait := loop._scheduled[0].when() - loop.time()) < _HALF_A_FRAME:
        await asyncio.sleep(wait)


_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE, _wait.sleep = 1 / 200, 1 / 4000, _rest
DAY = dt.date(2024, 3, 9)
_HALF_A_FRAME = 1 / 100  # seconds, and more: after that a new size is looked at


def make_article(number: int, **fields: Any) -> Article:
    words: dict[str, Any] = {
        "id": f"20240309-{number:06d}",
        "kind": Kind.NEWS,
        "source": "page.txt",
        "date": DAY,
        "page_no": 1,
        "headline": Text(f"第{number}篇的标题"),
        "paragraphs": (Paragraph(Text(f"湖南日报讯，这是第{number}篇的正文。" * 3)),),
    }
    return Article(**(words | fields))


def make_page(articles: tuple[Article, ...], date: dt.date | None = DAY, name: str = "page.txt") -> PageArticles:
    return PageArticles(Page(name, (Line(1, "字"),)), Dating(date=date), articles)


def three_issues() -> list[PageArticles]:
    """Three days, three articles each; the newest comes last."""
    pages = []
    for day in range(3):
        date = DAY + dt.timedelta(days=day)
        numbers = range(day * 3, day * 3 + 3)
        articles = tuple(make_article(number, date=date, id=f"{date:%Y%m%d}-{number:06d}") for number in numbers)
        pages.append(make_page(articles, date, f"{date}.txt"))
    return pages


class Stage:
    """A running reader, and what its user sees."""

    def __init__(self, app: Reader, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing works in the background: what one worker found may start another."""
        working = True
        while working:
            await self._worked()
            await self.until(lambda: self._rested)
            await self.pilot.pause()
            await self.pilot.pause()
            working = any(not worker.is_finished for worker in self.app.workers)

    async def _worked(self) -> None:
        """Wait for the workers that there are; one whose place a newer one took is done with."""
        with suppress(WorkerCancelled):
            await self.app.workers.wait_for_complete()

    @property
    def _rested(self) -> bool:
        """Whether the app has ended, or neither searches nor waits before it opens an article."""
        if not self.app.is_running:
            return True
        controllers = self.app.screen_stack[0].controllers
        return not controllers.context.tasks.busy("search") and controllers.reading._timer is None

    async def until(self, reached: Callable[[], bool]) -> None:
        for _ in range(3_000):  # half a minute and more: what is not reached then never will be
            if reached():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(self.seen)

    @property
    def list(self) -> ArticleList:
        return self.app.screen_stack[0].query_one(ArticleList)

    @property
    def text(self) -> ReadingPane:
        return self.app.screen_stack[0].query_one(ReadingPane)

    @property
    def query(self) -> str:
        """What is searched for."""
        return self.app.screen_stack[0].controllers.state.query

    @property
    def pane(self) -> str:
        """The pane of the reader's screen that has the focus."""
        return self.app.screen_stack[0].pane_layout.focused_pane

    @property
    def selected(self) -> str:
        assert self.list.selected is not None
        assert self.list.selected.headline is not None
        return self.list.selected.headline.text

    @property
    def lines(self) -> list[str]:
        """The screen, line by line, as it is drawn."""
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]

    @property
    def message(self) -> str:
        """The message that stands in the corner, "" where there is none."""
        shown = [toast for toast in self.app.screen.query(Toast) if toast.display and toast.region.height]
        return self.app.screen.query_one(Footer).message if shown else ""

    @property
    def seen(self) -> str:
        return "\n".join(self.lines)


class Opener:
    """Opens readers on made-up pages."""

    @asynccontextmanager
    async def __call__(
        self,
        pages: list[PageArticles | Failure] | None = None,
        size: tuple[int, int] = (120, 40),
        lang: str = "zh",
        user_state: UserState | None = None,
        ground: Background = "dark",
        local: bool = True,
    ) -> AsyncIterator[Stage]:
        pages_to_read = three_issues() if pages is None else pages
        async with self.opened_slowly(iter(pages_to_read), size, lang, user_state, ground, local) as here:
            await here.settle()
            yield here

    @asynccontextmanager
    async def opened_slowly(
        self,
        pages: Iterator[PageArticles | Failure],
        size: tuple[int, int] = (120, 40),
        lang: str = "zh",
        user_state: UserState | None = None,
        ground: Background = "dark",
        local: bool = True,
    ) -> AsyncIterator[Stage]:
        """Open a reader without waiting for its pages."""
        app = Reader((), lang, lambda *_paths: pages, user_state, Capabilities(ground, local=local))
        async with app.run_test(size=size) as pilot:
            yield Stage(app, pilot)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    if shutil.which("tmux") is None:
        pytest.skip("no tmux")
    shell = Shell(tmp_path)
    yield shell
    shell.close()


@pytest.fixture
def stage() -> Opener:
    return Opener()


@pytest.fixture
def article() -> Callable[..., Article]:
    return make_article


@pytest.fixture
def page() -> Callable[..., PageArticles]:
    return make_page


@pytest.fixture
def long(article: Callable[..., Any]) -> StoryView:
    """Forty paragraphs of three sentences; the hit 芦苇 is in paragraphs 5, 20 and 39."""
    texts = ["".join(sentence(3 * number + nth) for nth in range(3)) for number in range(40)]
    texts = [text + "芦苇青青。" if number in {5, 20, 39} else text for number, text in enumerate(texts)]
    paragraphs = tuple(Paragraph(Text(text)) for text in texts)
    return StoryView(Story(article(1, headline=Text("渔村"), paragraphs=paragraphs)))


@pytest.fixture
def tied(article: Callable[..., Any], long: StoryView) -> StoryView:
    """The same on two pages."""
    second = article(2, kind=Kind.CONTINUATION, headline=None, page_no=2, paragraphs=long.article.paragraphs[20:])
    first = article(1, headline=Text("渔村"), paragraphs=long.article.paragraphs[:20])
    evidence = Evidence(Message(Reason.TURN, page=1, next_page=2, mark=""), 1.0)
    return StoryView(Story(first, (Continuation(first, second, (1, 2), cut=False, evidence=evidence),)))
