"""The reading pane: one article, its hits, its turns to other pages, and what is selected of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from textual.message import Message
from textual.reactive import reactive

from hnreader.app.commands import bindings
from hnreader.app.hits import Hits
from hnreader.app.origins import span_of
from hnreader.app.selectingpane import SelectingPane
from hnreader.app.story import Role

if TYPE_CHECKING:
    from textual.binding import BindingType

    from hnreader.app.inking import Layer
    from hnreader.app.laid import Laid, Place
    from hnreader.app.story import StoryLine
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Article, Span, Text

_STANDS_OUT: Final = Style(reverse=True, underline=True)  # also where there is no colour
_ABOVE: Final = 3  # a hit stands so far down: a third of the screen
_TEXT: Final = frozenset({Role.BODY, Role.HEADING, Role.CAPTION})


class ReadingPane(SelectingPane):
    """Shows the story, with the words lit by which it was found."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reading")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"reading--hit"}

    wanted: reactive[tuple[str, ...]] = reactive(())
    """The words that are lit in it."""

    @dataclass
    class AtHit(Message):
        """The current hit is number `number` of `total`, which is 0 if there is none."""

        number: int
        total: int

    def __init__(self, voice: Voice) -> None:
        super().__init__(voice)
        self._hits = Hits()
        self._aim: tuple[Text, int] | None = None
        """A character of a text that the story, once it is laid, is opened at."""

    # hits

    @property
    def hit_at(self) -> tuple[int, int] | None:
        """The number of the current hit, counted from 1, and how many there are."""
        return self._hits.told

    def watch_wanted(self) -> None:
        """Light other hits, and show the first of them."""
        self._hits = Hits(self._laid.blocks, self.wanted)
        if self._laid.lines and self.wanted:
            self._open()
        else:
            self._tell_hit()
        self.refresh()

    def _set_anew(self, before: Laid) -> None:
        if before.blocks == self._laid.blocks and not self._due:
            return
        super()._set_anew(before)
        current = self._hits.at
        self._hits = Hits(self._laid.blocks, self.wanted)
        if self._due:
            return
        place = before.moved(current, self._laid) if current is not None else None
        if place is not None:
            self._hits.turn_to(place)
        self._tell_hit()

    def _tell_hit(self) -> None:
        self.post_message(self.AtHit(*(self.hit_at or (0, 0))))

    def _open(self) -> None:
        """Scroll to the turn to the part wanted, and to its first hit; to the top if that is in the first screenful."""
        if self._opened_at_aim():
            return
        story = self.story
        turn = 0
        if story is not None and story.part:
            turn = list(self._laid.turns())[story.part - 1]
        found = self._hits.told is not None
        if turn and story is not None:
            begins = self._laid.place(turn)[0]
            found = self._hits.turn_to_passage(begins, story.passage) if story.passage else False
            if not found:
                self._hits.turn_to((begins, 0))
        hit = self._laid.line_of(self._hits.at) if found and self._hits.at is not None else turn
        first = max(0, turn - 1)
        below = hit - first >= self.size.height - 1
        self._scroll(hit - self.size.height // _ABOVE if below else first)
        self._tell_hit()

    def show_hit(self, source: Text, char: int) -> None:
        """Make the hit at a character of a text the current one, and have it in sight; as soon as the story is laid."""
        self._aim = source, char
        if self._laid.lines and not self._due:
            self._opened_at_aim()

    def _opened_at_aim(self) -> bool:
        if self._aim is None:
            return False
        (source, char), self._aim = self._aim, None
        number = next((at for at, block in enumerate(self._laid.blocks) if block.source is source), None)
        if number is None:
            return False
        self._hits.turn_to((number, char))
        line = self._laid.line_of((number, char))
        self._scroll(line - self.size.height // _ABOVE if line >= self.size.height - 1 else 0)
        self._tell_hit()
        self.refresh()
        return True

    def action_hit(self, way: int) -> None:
        """Go to the next hit of the search, or the one before; behind the last one comes the first."""
        if self._hits.at is None:
            self._note("reading.no_hits")
            return
        if self._hits.step(way):
            self._note("reading.to_first" if way > 0 else "reading.to_last")
        self._bring(self._laid.line_of(self._hits.at))
        self._tell_hit()
        self.refresh()

    def _bring(self, at: int) -> None:
        """Scroll to a line unless it is in sight already."""
        y = self.scroll_offset.y
        if not y <= at < y + self.size.height:
            self._scroll(at - self.size.height // _ABOVE)

    # turns

    def action_follow(self) -> None:
        """Go to where the story goes on on another page, or say that it does not."""
        y, end = self.scroll_offset.y, self.max_scroll_y
        turns = list(self._laid.turns())
        turn = next((at for at in turns if min(at - 1, end) > y), None)
        if turn is not None:
            self._scroll(turn - 1)
            return
        parts = self.story.parts if self.story is not None else ()
        if parts and parts[-1].jump_to is not None:
            self._note("turn.rest_missing")
        elif parts and parts[0].jump_from is not None:
            self._note("turn.start_missing")
        else:
            self._note("reading.last_turn" if turns else "reading.no_turn")

    def _clicked(self, at: int) -> None:
        line = self._laid.lines[at] if at < len(self._laid.lines) else None
        if line is None:
            return
        if line.block.role is Role.TURN:
            self._scroll(at - 1)
        elif line.block.role is Role.JUMP:
            back = self.story.article.jump_from if self.story is not None else None
            came = back is not None and line.block.source is back.text
            self._note("turn.start_missing" if came else "turn.rest_missing")

    # the file

    def origin(self, archive: Archive) -> tuple[Article, Span] | None:
        """Return where in a page's file the selection begins, or else the text in sight, and the part it is of."""
        places = [self._selecting.start] if self._selecting else self._in_sight()
        for number, char in places:
            block = self._laid.blocks[number]
            if block.source is None or block.part is None:
                continue
            span = span_of(block.source, char, archive.page_of(block.part).page.lines)
            if span is not None:
                return block.part, span
        return None

    def _in_sight(self) -> list[Place]:
        """Return where the lines in sight begin, those of the body before all others."""
        y = self.scroll_offset.y
        lines = [line for line in self._laid.lines[y : y + self.size.height] if line is not None]
        lines.sort(key=lambda line: line.block.role not in _TEXT)
        return [(line.number, line.line.start) for line in lines]

    # drawing

    def _layers(self, line: StoryLine) -> list[Layer]:
        light = self.get_component_rich_style("reading--hit")
        lit = self._hits.of(line.number)
        layers = super()._layers(line)
        return [(lit, light), (self._hits.current_of(line.number), _STANDS_OUT), *layers] if lit else layers
