"""The page as it was read, with the lines of the open article highlighted, so that the two can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from hnreader.app.controllers.page_at_hand import page_at_hand
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.page import PagePane
from hnreader.app.rendering.formatting import DOT, format_date, printable
from hnreader.app.rendering.page_ownership import PageOwnership
from hnreader.app.screens.overlay import Overlay
from hnreader.display_title import title
from hnreader.messages.page_labels import say_page
from hnreader.messages.reasons import words_of_evidence
from hnreader.messages.terms import FURNITURE
from hnreader.model import Article, Furniture, Span
from hnreader.reading import raw_spans
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.events import Resize

    from hnreader.app.commands import Keys
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.rendering.page_ownership import TextOwner
    from hnreader.archive import Archive
    from hnreader.messages import Translator

SHORT = 14  # lines: on a lower screen there is one row for what was decided, else two
_TITLE = 24  # cells of a title that names another article


def open_screen(controllers: Controllers) -> None:
    """Show the page of the selected article, at the line that is being read."""
    context, at_hand = controllers.context, page_at_hand(controllers)
    if at_hand is None:
        return
    archive, part, span = at_hand

    def select(chosen: Article | Span | None) -> None:
        if isinstance(chosen, Article):
            controllers.navigation.select(archive.first_part(chosen))
        elif chosen is not None:
            from hnreader.app.screens.correct import correct  # noqa: PLC0415 loaded where it is opened

            correct(controllers, archive, part, [chosen])

    context.view.push(PageScreen(context.tr, archive, part, context.user_state.keys, span), select)


class PageScreen(Overlay["Article | Span | None"]):
    """A page over the whole screen. It ends with the article to be read, or the place to be corrected."""

    DEFAULT_CSS: ClassVar = """
    #decisions {
        height: 3;
        padding: 0 1;
        background: $surface;
        color: $foreground;
    }
    PageScreen.short #decisions {
        height: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(
        self, tr: Translator, archive: Archive, article: Article, keys: Keys, span: Span | None = None
    ) -> None:
        super().__init__()
        self._tr = tr
        self._keys = keys
        self._archive = archive
        self._page = archive.page_of(article)
        self._ownership = PageOwnership(self._page, article, archive.continued_by(article))
        self._read_at = self._ownership.position(span) if span is not None else None

    def compose(self) -> ComposeResult:
        """Yield the heading, the page, and what was decided at the cursor."""
        yield Static(self._heading(), id="title")
        yield PagePane(self._page.page.lines, self._ownership, self._read_at)
        yield Static(id="decisions")
        footer = Footer(self._tr, self._keys)
        footer.pane = "page"
        yield footer

    def on_mount(self) -> None:
        """Focus the page."""
        self.query_one(PagePane).focus()

    def on_resize(self, event: Resize) -> None:
        """Use one row for what was decided where rows are few."""
        self.set_class(event.size.height < SHORT, "short")
        self._say()

    def on_lines_pane_moved(self, _message: PagePane.Moved) -> None:
        """Show what was decided about the line at the cursor."""
        self._say()

    def on_lines_pane_no_doubts(self, _message: PagePane.NoDoubts) -> None:
        """Say that there is no doubtful decision to go to."""
        self.query_one("#decisions", Static).update(
            Content(self._tr("Nothing on this page is uncertain for this article"))
        )

    def on_page_pane_opened(self, _message: PagePane.Opened) -> None:
        """End with the article at the cursor, or with the one whose text is repeated there."""
        owners = (owner for owner in self.query_one(PagePane).owners if not isinstance(owner, Furniture))
        article_id = next((owner.id if isinstance(owner, Article) else owner.of for owner in owners), "")
        article = next((article for article in self._page.articles if article.id == article_id), None)
        if article is not None:
            self.dismiss(article)
        else:
            self.query_one("#decisions", Static).update(Content(self._tr("This line belongs to no article")))

    def action_correct(self) -> None:
        """End with the place that the cursor is on, which is to be corrected."""
        row = self.query_one(PagePane).row
        line = self._page.page.lines[row.line]
        self.dismiss(next(iter(raw_spans(line, row.start, row.end)), Span(line.number, 0, 0)))

    def _heading(self) -> Content:
        dating, page = self._page.dating, self._page.page
        parts = [
            printable(page.source),
            format_date(self._tr, dating.date, inferred=dating.inferred),
            say_page(self._tr, dating.page_no),
            self._tr.plural("{count} line", "{count} lines", len(page.lines)),
        ]
        return Content(DOT.join(parts))

    def _say(self) -> None:
        """Show where the cursor is, and below what was decided there; in one row the latter, if there is any."""
        width = max(2, self.size.width - 2)
        where = clip(DOT.join(self._where()), width)
        decisions = Content("   ").join(self._decisions())
        rows = [decisions or Content(where)] if self.has_class("short") else [Content.styled(where, "bold"), decisions]
        self.query_one("#decisions", Static).update(Content("\n").join(rows))

    def _where(self) -> Iterator[str]:
        pane = self.query_one(PagePane)
        yield self._tr("line {number}", number=self._page.page.lines[pane.row.line].number)
        if not pane.owners and not pane.row.text.strip():
            yield self._tr("blank line")
        yield from (self._owner(owner) for owner in pane.owners)
        if self._read_at is not None and pane.row.line == self._read_at[0]:
            yield self._tr("you were reading here")

    def _owner(self, owner: TextOwner) -> str:
        if isinstance(owner, Furniture):
            return self._tr(FURNITURE[owner.what])
        if isinstance(owner, Article):
            if owner.id == self._ownership.article.id:
                return self._tr("this article")
            text, printed = title(owner)
            text = clip(printable(text), _TITLE)
            if printed:
                return self._tr("another article, “{title}”", title=text)
            return self._tr("another article, untitled: “{text}”", text=text)
        text = next((title(article)[0] for article in self._page.articles if article.id == owner.of), "")
        return (
            self._tr("printed twice, see “{title}”", title=clip(printable(text), _TITLE))
            if text
            else self._tr("printed twice")
        )

    def _decisions(self) -> Iterator[Content]:
        """Yield what was decided at the cursor, doubtful decisions first, and where the text continues."""
        pane = self.query_one(PagePane)
        for decision in sorted(pane.evidence_marks, key=lambda decision: not decision.doubtful):
            mark = "? " if decision.doubtful else ""
            text = (
                f"{mark}{decision.evidence.confidence:.0%} {printable(words_of_evidence(decision.evidence, self._tr))}"
            )
            yield Content.styled(text, "bold $accent" if decision.doubtful else "")
        for seam in pane.flow_breaks:
            forward = self._tr("continues in line {line}", line=seam.to)
            back = self._tr("continued from line {line}", line=seam.to)
            yield Content(f"┆ {forward if seam.onward else back}")
