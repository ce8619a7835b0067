"""The reader's screen: pages come in, searches go out, articles are opened; what commands do is in its bases."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual import on

from hnreader.app.articles import ArticleList
from hnreader.app.courtesy import Courtesy
from hnreader.app.desk import TWO_PANES
from hnreader.app.going import Going
from hnreader.app.keyline import KeyLine
from hnreader.app.loading import Loaded, LoadingEnded, load_pages
from hnreader.app.looks import Looks
from hnreader.app.marking import Marking
from hnreader.app.naming import Naming
from hnreader.app.opening import opened
from hnreader.app.reading import ReadingPane
from hnreader.app.researching import Researching
from hnreader.app.rows import result_rows
from hnreader.app.searchbar import QueryInput
from hnreader.app.searching import Counted, Search
from hnreader.app.taking import Taking
from hnreader.app.words import printable
from hnreader.errors import HnreaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from hnreader.app.loading import Loader
    from hnreader.app.own import Own
    from hnreader.app.story import Story
    from hnreader.messages import Voice
    from hnreader.model import Failure
    from hnreader.search import Results

REST: Final = 0.06  # seconds between keys of somebody who types on
PATIENCE: Final = 0.5  # seconds of loading before a word is said about it
KEEPING: Final = 3.0  # seconds between looks at what place is to be kept
NOTHING_READ: Final = 2  # the exit code


class ReaderScreen(Going, Marking, Taking, Researching, Naming, Looks):
    """List and text, under a search bar."""

    def __init__(self, voice: Voice, own: Own, paths: Sequence[str], loader: Loader | None = None) -> None:
        super().__init__(voice, own)
        self._paths = paths
        self._loader = loader
        self._begun = monotonic()
        self._ended = False
        self.courtesy = Courtesy()
        self._search = Search(self, self.courtesy)
        self._opening: Timer | None = None
        self._chosen = 0.0
        """When an article was chosen last."""
        self._left = own.notebook.place()
        """Where the reader left off last time; None once it was taken up, or is not asked for any more."""

    @property
    def searching(self) -> bool:
        """Whether results, or the text of the first one, are still to come."""
        return self._search.busy or self._opening is not None

    @property
    def coming_in(self) -> bool:
        """Whether pages are still coming in."""
        return not self._ended

    @property
    def failures(self) -> Sequence[Failure]:
        """What could not be read so far."""
        return self.archive.failures if self.archive is not None else ()

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.fit_panes()
        self.text.measure_wished = 2 * self.own.settings.measure
        self.list.focus()
        self._say_trouble()
        self.set_timer(PATIENCE, self._say_count)
        self.set_interval(KEEPING, self.keep_place)
        self.call_after_refresh(self._load)

    def on_unmount(self) -> None:
        """Leave nothing running."""
        self._search.close()

    def _load(self) -> None:
        work = partial(load_pages, self, self.courtesy, self._paths, self._loader)
        self.run_worker(work, thread=True, group="loading")

    # what comes in

    @on(Loaded)
    def _take_in(self, message: Loaded) -> None:
        from hnreader.archive import Archive  # noqa: PLC0415 the loading thread has imported it by now

        if self.archive is None:
            self.archive = Archive()
        self.archive.add(message.pages)
        self.archive.failures.extend(message.failures)
        self._say_trouble()
        self.survey()
        if self.query_text.strip():
            self._seek()
        else:
            self._search.take_in(self.archive)
            self.list.show(self.rows(self.archive), keep=self.list.touched)
            self._take_up()
            self._open_soon()
        self._say_count()

    def _say_trouble(self) -> None:
        count = len(self.failures) + len(self.own.problems)
        self.query_one(KeyLine).trouble = self.voice("screen.failures", count) if count else ""

    def _take_up(self) -> None:
        """Open what was open at the end of the last session, where it was read, unless something was chosen since."""
        left = self._left
        if left is None or self.list.touched or self.archive is None:
            return
        try:
            article = self.archive.find(left.id)
        except HnreaderError:
            return
        self._left = None
        self.select(article)
        self.open()
        if self.app.size.width < TWO_PANES:
            self._go_reading()
        self.text.go_to((left.block, left.char))
        self.say(self.voice("screen.resumed"))

    @on(LoadingEnded)
    def _end_loading(self) -> None:
        self._ended = True
        if self.archive is None or not any(self.archive.pages):
            self.app.exit(return_code=NOTHING_READ)
            return
        issues = [(day.isoformat() if day else "", size) for day, size in self.held.items()]
        self.keep(partial(self.own.notebook.met, issues))
        self._say_emptiness()
        self._say_count()

    def _show_results(self, query: str, results: Results) -> None:
        if query != self.query_text or self.archive is None:
            return
        self.list.notice = self.voice("screen.nothing_found", query.strip())
        self.list.show(result_rows(results, self.archive), keep=self.list.touched)
        self._open_soon()
        self.bar.say(self._search.said(self.voice))

    @on(Counted)
    def _show_count(self, message: Counted) -> None:
        if message.results is self._search.results:
            self._search.hits = message.hits
            self.bar.say(self._search.said(self.voice))

    # what is opened

    @on(ArticleList.Selected)
    def _open_soon(self) -> None:
        """Open what is chosen, or found; while somebody types or holds a key, when the fingers rest."""
        self._stop_opening()
        typing = isinstance(self.focused, QueryInput)
        if not typing and not self.list.touched and not self.query_text.strip():
            return
        chosen, self._chosen = self._chosen, monotonic()
        if typing or self._chosen - chosen < 2 * REST:
            self._opening = self.set_timer(REST, self.open)
        else:
            self.open()

    def _stop_opening(self) -> None:
        if self._opening is not None:
            self._opening.stop()
        self._opening = None

    def open(self) -> None:
        """Open the selected article, or what a search found of it."""
        self._stop_opening()
        article, rows = self.list.selected, self.list.rows
        found = rows.results[self.list.position] if article is not None and rows.results else None
        self.wanted = self.words_of(article, found)
        if article is not None and self.archive is not None:
            self.story = opened(self.archive, article, found, self.story)
            self.go_to_aim()

    @on(ArticleList.Opened)
    def _go_reading(self) -> None:
        self.open()
        self.reading = True
        self.text.focus()
        self.mark_read()
        self._remember_query()

    def watch_story(self, before: Story | None = None, story: Story | None = None) -> None:
        """Keep that it is read, where it is."""
        super().watch_story()
        if self.reading and (before is None or story is None or before.article is not story.article):
            self.mark_read()

    def keep_place(self) -> None:
        """Keep what is read, and where."""
        if self.story is None:
            return
        place = self.own.notebook.place()
        block, char = self.text.place
        if place is None or (place.id, place.block, place.char) != (self.story.article.id, block, char):
            self.keep(partial(self.own.notebook.keep_place, self.story.article.id, block, char))

    @on(ReadingPane.AtHit)
    def _say_hit(self, message: ReadingPane.AtHit) -> None:
        self.query_one(KeyLine).at_hit = f"{message.number}/{message.total}" if message.total else ""

    def leave_bar(self) -> None:
        """Go to what was found, and read the first of it."""
        self.open()
        self._remember_query()
        self.list.touched = True
        super().leave_bar()

    def _remember_query(self) -> None:
        if query := self.query_text.strip():
            self.keep(partial(self.own.notebook.searched, query))

    # what follows from the state

    def watch_query_text(self) -> None:
        """Search for it, or show everything again."""
        if self.query_text.strip():
            self._seek()
            return
        self._search.clear()
        self.list_anew()
        self.wanted = ()
        self._say_emptiness()
        self._say_count()

    def watch_listing(self) -> None:
        """Say what is listed."""
        self.wanted = ()
        self._say_emptiness()
        self._say_count()

    def _seek(self) -> None:
        if self.archive is not None:
            self._search.seek(self.archive, self.query_text, self._show_results)

    def list_anew(self) -> None:
        """List it, and say how much it is."""
        super().list_anew()
        self._say_count()

    def _say_emptiness(self) -> None:
        key = "screen.no_articles" if self.listing == "all" else f"screen.no_{self.listing}"
        self.list.notice = self.voice(key) if self._ended else ""

    def _say_count(self) -> None:
        """Say how much there is. Nothing on the screen moves while somebody types: an input method's window would."""
        if isinstance(self.focused, QueryInput) and not self._ended:
            return
        pages = 0 if self.archive is None else sum(len(issue.pages) for issue in self.archive.issues)
        if self._ended:
            if not self.query_text.strip():
                key = "screen.articles" if self.listing == "all" else f"screen.{self.listing}"
                self.bar.say(self.voice(key, len(self.list.rows.articles), printable(self.named.name)))
        elif monotonic() - self._begun >= PATIENCE:
            self.bar.say(self.voice("screen.loading_count", pages) if pages else self.voice("screen.loading"))

    # what the commands of the search do

    def action_search(self) -> None:
        """Go to the search bar."""
        self.reading = False
        self.set_focus(self.bar.line)

    def action_clear(self) -> None:
        """Clear the search, or list everything again, and go to the list."""
        self.list.touched = True
        self.listing = "all"
        self.bar.line.value = ""
        self.list_anew()
        self.list.focus()

    def action_order(self) -> None:
        """List results the newest first, or the best first again."""
        self._search.turn()
        if self.query_text.strip():
            self._seek()
