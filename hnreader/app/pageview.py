"""The page as it came, with the lines of the open article lit: what the program made of it can be held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from hnreader.app.commands import Keys
from hnreader.app.keyline import KeyLine
from hnreader.app.overlay import Overlay
from hnreader.app.pagemap import PageMap
from hnreader.app.pagepane import PagePane
from hnreader.app.words import printable, say_date
from hnreader.messages.folios import say_page
from hnreader.messages.reasons import words_of
from hnreader.model import Article, Furniture
from hnreader.titling import title
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.events import Resize

    from hnreader.app.pagemap import Owner
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Span

SHORT = 14  # lines: below this one row says what there is to say, else two
_TITLE = 24  # cells of a title that names another article


class PageView(Overlay[str | None]):
    """A page over the whole screen. It ends with the id of the article that is to be read, or None."""

    CSS_PATH: ClassVar = "pageview.tcss"

    def __init__(
        self, voice: Voice, archive: Archive, article: Article, span: Span | None = None, keys: Keys | None = None
    ) -> None:
        super().__init__()
        self._voice = voice
        self._keys = keys or Keys()
        self._archive = archive
        self._page = archive.page_of(article)
        self._map = PageMap(self._page, article, archive.continued_by(article))
        self._from = self._map.place(span) if span is not None else None

    def compose(self) -> ComposeResult:
        """Make the rows."""
        yield Static(self._heading(), id="page-title")
        yield PagePane(self._page.page.lines, self._map, self._from)
        yield Static(id="page-said")
        keys = KeyLine(self._voice, self._keys)
        keys.pane = "page"
        yield keys

    def on_mount(self) -> None:
        """Let the page have the keys."""
        self.query_one(PagePane).focus()

    def on_resize(self, event: Resize) -> None:
        """Say in one row what there is to say, where rows are few."""
        self.set_class(event.size.height < SHORT, "short")
        self._say()

    def on_page_pane_moved(self, _message: PagePane.Moved) -> None:
        """Say what there is to say about the line that the cursor is on."""
        self._say()

    def on_page_pane_undoubted(self, _message: PagePane.Undoubted) -> None:
        """Say that there is no doubt to go to."""
        self.query_one("#page-said", Static).update(Content(self._voice("raw.no_doubts")))

    def on_page_pane_opened(self, _message: PagePane.Opened) -> None:
        """Read the article that the cursor is on, or that has what stands there a second time."""
        owners = (one for one in self.query_one(PagePane).owners if not isinstance(one, Furniture))
        named = next((one.id if isinstance(one, Article) else one.of for one in owners), "")
        if any(one.id == named for one in self._page.articles):
            self.dismiss(named)
        else:
            self.query_one("#page-said", Static).update(Content(self._voice("raw.nothing_to_read")))

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss(None)

    def _heading(self) -> Content:
        dating, page = self._page.dating, self._page.page
        said = [
            printable(page.source),
            say_date(self._voice, dating.date, inferred=dating.inferred),
            say_page(self._voice, dating.page_no),
            self._voice("raw.lines", len(page.lines)),
        ]
        return Content(self._voice("raw.dot").join(said))

    def _say(self) -> None:
        """Say where the cursor is, and under that what was decided there; in one row the latter, where there is any."""
        width = max(2, self.size.width - 2)
        where = clip(self._voice("raw.dot").join(self._where()), width)
        told = Content("   ").join(self._told())
        rows = [told or Content(where)] if self.has_class("short") else [Content.styled(where, "bold"), told]
        self.query_one("#page-said", Static).update(Content("\n").join(rows))

    def _where(self) -> Iterator[str]:
        pane = self.query_one(PagePane)
        yield self._voice("raw.line", self._page.page.lines[pane.row.line].number)
        if not pane.owners and not pane.row.text.strip():
            yield self._voice("raw.blank")
        yield from (self._whose(one) for one in pane.owners)
        if self._from is not None and pane.row.line == self._from[0]:
            yield self._voice("raw.from")

    def _whose(self, owner: Owner) -> str:
        if isinstance(owner, Furniture):
            return self._voice(f"furniture.{owner.what}")
        if isinstance(owner, Article):
            if owner.id == self._map.article.id:
                return self._voice("raw.this")
            named, printed = title(owner)
            return self._voice("raw.other" if printed else "raw.untitled", clip(printable(named), _TITLE))
        named = next((title(one)[0] for one in self._page.articles if one.id == owner.of), "")
        return (
            self._voice("raw.duplicate_of", clip(printable(named), _TITLE)) if named else self._voice("raw.duplicate")
        )

    def _told(self) -> Iterator[Content]:
        """Yield what was decided at the cursor, doubts first, and where the text goes on."""
        pane = self.query_one(PagePane)
        for one in sorted(pane.told, key=lambda told: not told.doubtful):
            mark = "? " if one.doubtful else ""
            said = f"{mark}{one.evidence.sure:.0%} {printable(words_of(one.evidence, self._voice))}"
            yield Content.styled(said, "bold $accent" if one.doubtful else "")
        for seam in pane.seams:
            yield Content(f"┆ {self._voice('raw.onward' if seam.onward else 'raw.back', seam.to)}")
