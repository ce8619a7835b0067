"""Commands that lead somewhere: to another article, page or issue, a date, an id, the page itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hnreader.app.desk import Desk
from hnreader.app.overview import Overview
from hnreader.app.words import printable
from hnreader.errors import AmbiguousArticleError, UnknownArticleError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from hnreader.model import Article


class Going(Desk):
    """Where commands lead."""

    def action_back(self) -> None:
        """Go from the text to the list, or give up a selection first."""
        if self.text.give_up():
            return
        self.reading = False
        self.list.focus()

    def action_switch(self) -> None:
        """Go to the other pane."""
        if self.reading:
            self.action_back()
        else:
            self.list.action_open()

    def action_article(self, step: int) -> None:
        """Read another article of the list."""
        self.list.choose(self.list.position + step)

    def action_issue(self, step: int) -> None:
        """Go to another issue of the list."""
        rows = self.list.rows
        self._move(rows.other_issue(self.list.position, step) if rows.articles else None)

    def action_page(self, step: int) -> None:
        """Go to another page of the list."""
        rows = self.list.rows
        self._move(rows.other_page(self.list.position, step) if rows.articles else None)

    def _move(self, position: int | None) -> None:
        if position is None:
            self.say(self.voice("screen.no_further"))
        else:
            self.list.choose(position)

    # dates and ids

    @property
    def held(self) -> Mapping[dt.date | None, int]:
        """How many articles each issue has."""
        if self.archive is None:
            return {}
        return {issue.date: sum(sizes) for issue, sizes in zip(self.archive.issues, self.archive.sizes, strict=True)}

    def action_calendar(self) -> None:
        """Choose an issue in a calendar."""
        from hnreader.app.calendar import Calendar  # noqa: PLC0415 loaded where it is opened

        chosen = self.list.selected
        held = {day: size for day, size in self.held.items() if day is not None}
        calendar = Calendar(self.voice, held, chosen.date if chosen else None, self.own.keys)
        self.app.push_screen(calendar, self._go_to_day)

    def _go_to_day(self, day: dt.date | None) -> None:
        article = self._first_of(day) if day is not None else None
        if article is not None:
            self.select(article)

    def _first_of(self, day: dt.date) -> Article | None:
        if self.archive is None:
            return None
        pages = next((issue.pages for issue in self.archive.issues if issue.date == day), ())
        return next((article for page in pages for article in page.articles), None)

    def action_goto(self) -> None:
        """Ask for a date or an id, and go there."""
        self.ask(self.voice("goto.label"), self._go_to_place, refused=self._unknown_place)

    def _unknown_place(self, written: str) -> str:
        found = self._place(written)
        return found if isinstance(found, str) else ""

    def _go_to_place(self, written: str | None) -> None:
        found = self._place(written) if written else None
        if found is not None and not isinstance(found, str):
            self.select(found)

    def _place(self, written: str) -> Article | str:
        """Return the article that a date or an id leads to, or say what is wrong with it."""
        from hnreader.search.dates import days  # noqa: PLC0415 searching is loaded when it is first needed

        if self.archive is None or not written.strip():
            return self.voice("goto.empty")
        span = days(written.strip())
        if span is not None:
            within = (issue.date for issue in self.archive.issues if issue.date and span[0] <= issue.date <= span[1])
            day = next(within, None)
            article = self._first_of(day) if day else None
            return article or self.voice("goto.no_issue", printable(written))
        try:
            return self.archive.whole(self.archive.find(written))
        except UnknownArticleError as error:
            return self.voice(error.code, printable(written))
        except AmbiguousArticleError as error:
            return self.voice(error.code, printable(written), error.candidates)

    # the page, the reasons, the whole

    def action_raw(self) -> None:
        """Show the page as it came, at the line that is being read."""
        from hnreader.app.pageview import PageView  # noqa: PLC0415 loaded where it is opened

        if self.archive is None or self.list.selected is None:
            return
        origin = self.text.origin(self.archive) if self.story is not None else None
        part, span = origin or (self.list.selected, None)
        self.app.push_screen(PageView(self.voice, self.archive, part, span, self.own.keys), self._go_to_id)

    def _go_to_id(self, name: str | None) -> None:
        if name is not None and self.archive is not None:
            self.select(self.archive.whole(self.archive.find(name)))

    def action_why(self) -> None:
        """Say why the article was put together so."""
        from hnreader.app.doubts_sheet import why_sheet  # noqa: PLC0415 loaded where it is opened

        if self.archive is not None and self.list.selected is not None:
            self.app.push_screen(why_sheet(self.voice, self.archive, self.list.selected))

    def action_overview(self) -> None:
        """Lay the overview over the screen."""
        from hnreader.app.survey import Survey  # noqa: PLC0415 loaded where it is opened

        self.app.push_screen(Survey(self.voice, self.own.keys, self.fill))

    def survey(self) -> None:
        """Put into the overview what is held, and what is new."""
        self.fill(self.query_one(Overview))

    def fill(self, overview: Overview) -> None:
        """Put it into one overview."""
        notebook = self.own.notebook
        last = notebook.last_visit
        pages = sum(len(issue.pages) for issue in self.archive.issues) if self.archive else 0
        if last is None:
            overview.show(self.held, pages, None, None)
        else:
            overview.show(self.held, pages, notebook.known(), datetime.fromtimestamp(last).astimezone())

    def action_help(self) -> None:
        """Lay the keys over the screen."""
        from hnreader.app.sheet import help_sheet  # noqa: PLC0415 loaded where it is opened

        self.app.push_screen(help_sheet(self.voice, self.own.keys, self.pane))

    def action_failures(self) -> None:
        """Lay what could not be read over the screen, if there is any."""
        from hnreader.app.sheet import failures_sheet  # noqa: PLC0415 loaded where it is opened

        failures = self.archive.failures if self.archive is not None else ()
        problems = [self.voice(one.code, *one.detail) for one in self.own.problems]
        if failures or problems:
            self.app.push_screen(failures_sheet(self.voice, failures, problems))
        else:
            self.say(self.voice("screen.no_failures"))
