"""Rows → blocks: paragraphs, title lines, captions, jumps, furniture; and the two kinds of file told apart.

In a PDF's text layer each printed line is a row, and a block is what the measure says (`segment/measure.py`). In OCR
each row is a block: a paragraph or a piece of one, a title line, a caption.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from hnreader.language.characters import MARKS
from hnreader.language.sentences import ends_sentence
from hnreader.segment import print_forms, signs, title_forms
from hnreader.segment.draft import Block, Role
from hnreader.segment.measure import Line, label_rows
from hnreader.segment.rows import bare_offset, cut_row, is_indented, keeps_indents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.language.continuity import Continuity
    from hnreader.segment.draft import Row

LONG: Final = 60.0  # ems; a printed line of text is narrower, a paragraph on one line mostly wider
LONG_SHARE: Final = 0.3  # of all characters: above it the rows are blocks
OPEN_SHARE: Final = 0.5  # of all rows: printed lines mostly end in mid-sentence
CAPTION_ROWS: Final = 8
CREDIT_REST: Final = 12  # characters of a credit behind the line's end
WIDE: Final = 1.4  # times the usual width: captions run under whole pictures
TITLE_WIDTH: Final = 46.0  # ems; the longest line of a headline set over a full page
COMMA_WIDTH: Final = 26  # characters; a longer piece with a comma is a sentence that was cut
SENTENCE_REACH: Final = 12  # blocks in which the other half of a short piece is looked for
SHORT_PIECE: Final = 8  # characters; a shorter one says too little
PIECE: Final = 2.5  # nats from which a short line is a piece of a sentence rather than a title
CLAUSE: Final = 1.6  # for each comma; titles mostly part their halves by blanks
SENTENCE: Final = 3.5  # for words with which sentences open and titles do not
HANGING: Final = 2.0  # for a last word that wants another
HANG: Final = frozenset("的和与及向在对把被将从以为是让使给")
ELSEWHERE: Final = 2.0  # against a block that is not the next one
NOT_BEHIND: Final = -1.0  # where no paragraph stands before it
PICTURE_GAP: Final = 3  # blank lines that OCR leaves where a picture stood


def is_visual(rows: Sequence[Row]) -> bool:
    """Tell whether rows are printed lines (a PDF's text layer) rather than blocks (OCR)."""
    if not rows:
        return False
    size = sum(len(row.bare) for row in rows)
    long = sum(len(row.bare) for row in rows if row.width > LONG)
    unclosed = sum(not ends_sentence(row.bare) for row in rows)
    return long < LONG_SHARE * size and unclosed > OPEN_SHARE * len(rows)


def blocks_of(rows: Sequence[Row], edges: Continuity) -> list[Block]:
    """Return the page's blocks in its order, each with the role that it has by itself."""
    visual = is_visual(rows)
    rows = _cut_jumps(rows)
    roles = _own_roles(rows, visual=visual)
    blocks = _visual_blocks(rows, roles) if visual else _ocr_blocks(rows, roles)
    _restore_sentences(blocks, edges)
    for index, block in enumerate(blocks):
        block.index = index
        block.opener = block.role is Role.BODY and signs.opens_story(block)
        block.turns = index + 1 < len(blocks) and blocks[index + 1].role is Role.JUMP_TO
    return blocks


def _cut_jumps(rows: Sequence[Row]) -> list[Row]:
    """Give each jump a row of its own: （紧接1版①） stands before what it opens, （下转2版） may close a line."""
    out: list[Row] = []
    for row in rows:
        patterns = row.paper.patterns.pages
        start = patterns.jump_from.match(row.bare)
        if start and start.end() < len(row.bare):
            out += cut_row(row, bare_offset(row.text, start.end()))
            continue
        tail = row.bare[-40:]
        end = next((one for one in patterns.jump_to.finditer(tail) if one.end() == len(tail)), None)
        if end and end.end() - end.start() < len(row.bare):
            out += cut_row(row, bare_offset(row.text, len(row.bare) - len(tail) + end.start()))
            continue
        out.append(row)
    return out


def _own_roles(rows: Sequence[Row], *, visual: bool) -> list[Role | None]:
    """The role of each row that has one by itself; None for the rest: bodies and titles."""
    roles: list[Role | None] = []
    announced = {found["name"] for row in rows if "”" in row.bare for found in title_forms.ANNOUNCED.finditer(row.bare)}
    for row in rows:
        masthead = bool(roles) and roles[-1] is Role.MASTHEAD
        role = Role.COLUMN if row.bare in announced else _own_role(row, beside_masthead=masthead)
        roles.append(None if role is Role.BYLINE and _within_dateline(rows, len(roles)) else role)
    _mark_countdowns(rows, roles)
    _mark_captions(rows, roles, visual=visual)
    _mark_signatures(rows, roles)
    return roles


def _within_dateline(rows: Sequence[Row], position: int) -> bool:
    """Tell whether the bracket of makers behind a dateline is still open: 讯（全媒体 / 记者 甲 乙 通讯员 / 丙）."""
    for before in range(position - 1, max(-1, position - 4), -1):
        bare = rows[before].bare
        if "）" in bare or ")" in bare:
            return False
        if signs.opens_story(rows[before]):
            return "（" in bare or "(" in bare
    return False


def _own_role(row: Row, *, beside_masthead: bool) -> Role | None:
    bare = row.bare
    patterns = row.paper.patterns.pages
    if patterns.jump_from.fullmatch(bare):
        return Role.JUMP_FROM
    if patterns.jump_to.fullmatch(bare):
        return Role.JUMP_TO
    role = signs.furniture_role(row, beside_masthead=beside_masthead)
    if role or "。" in bare:  # neither bylines nor columns are sentences
        return role
    if signs.is_byline(row):
        return Role.BYLINE
    return Role.COLUMN if signs.is_column(row) else None


def _mark_countdowns(rows: Sequence[Row], roles: list[Role | None]) -> None:
    """A countdown may be set over two or three lines: 距离某会开幕 / 还有 / 2天."""
    for first, row in enumerate(rows):
        if row.bare[0] == "距" and roles[first] is None and print_forms.COUNTDOWN_START.fullmatch(row.bare):
            for last in range(first + 1, min(first + 3, len(rows))):
                if print_forms.COUNTDOWN_END.fullmatch("".join(one.bare for one in rows[first + 1 : last + 1])):
                    roles[first : last + 1] = [Role.COUNTDOWN] * (last + 1 - first)
                    break


def _mark_captions(rows: Sequence[Row], roles: list[Role | None], *, visual: bool) -> None:
    """A caption ends with its credit; in a text layer it may run over several rows of one width."""
    usual = median(row.width for row in rows) if rows else 0.0
    for last, row in enumerate(rows):
        if roles[last] is not None:
            if (
                roles[last] is Role.BYLINE
                and row.bare.endswith(print_forms.PHOTO_REPORT)
                and last
                and _is_caption(rows, last - 1)
            ):
                roles[last - 1] = roles[last - 1] or Role.CAPTION
            continue
        broken = visual and _ends_broken_credit(rows, roles, last)
        if not (broken or signs.has_credit(row.bare, row.paper)) or signs.opens_story(row):
            continue
        first = last
        if broken or (visual and row.paper.patterns.contributors.credit.fullmatch(row.bare)):
            first = min(_caption_start(rows, roles, last), last - broken)
        while visual and first and last - first < CAPTION_ROWS and _caption_goes_back(rows, roles, first, last, usual):
            first -= 1
        roles[first : last + 1] = [Role.CAPTION] * (last + 1 - first)


def _ends_broken_credit(rows: Sequence[Row], roles: Sequence[Role | None], last: int) -> bool:
    """Tell whether a row is the rest of a credit that the measure broke in its bracket: 甲 摄（湖南图 | 片库）."""
    bare = rows[last].bare
    if bare[-1] not in "）)" or len(bare) > CREDIT_REST:
        return False
    before = rows[last - 1].bare[-40:] if last and roles[last - 1] is None else ""
    return bool(before) and signs.has_credit(before + bare, rows[last].paper)


def _caption_start(rows: Sequence[Row], roles: Sequence[Role | None], last: int) -> int:
    """Return where the caption begins that a credit on a line of its own closes: at the nearest 3月8日，… above it."""
    for first in range(last - 1, max(-1, last - CAPTION_ROWS), -1):
        if roles[first] is not None or signs.opens_story(rows[first]):
            break
        if signs.begins_caption(rows[first].bare):
            return first
    return last


def _is_caption(rows: Sequence[Row], position: int) -> bool:
    return signs.begins_caption(rows[position].bare) and not signs.opens_story(rows[position])


def _caption_goes_back(rows: Sequence[Row], roles: Sequence[Role | None], first: int, last: int, usual: float) -> bool:
    """Tell whether the row before `first` belongs to the caption that ends at `last`: it is as wide, or goes on.

    `usual` is the page's usual width of a row, in ems: a caption set wider than that may hold full stops at line ends.
    """
    here, before = rows[first], rows[first - 1]
    if roles[first - 1] is not None or signs.begins_caption(here.bare) or signs.opens_story(before):
        return False
    wide = max(row.width for row in rows[first : last + 1])
    if wide > WIDE * usual or before.width > WIDE * usual:
        return before.width >= wide * 0.9
    return before.width >= wide - 3.0 and not ends_sentence(before.bare)


def _mark_signatures(rows: Sequence[Row], roles: list[Role | None]) -> None:
    """A name on a line of its own signs the piece; behind a byline's role it completes the byline."""
    for position, row in enumerate(rows):
        if roles[position] is None and len(row.bare) <= signs.NAMES and signs.is_name_alone(row):
            behind_role = position and roles[position - 1] is Role.BYLINE
            roles[position] = Role.BYLINE if behind_role or _stands_alone(rows, roles, position) else None


def _stands_alone(rows: Sequence[Row], roles: Sequence[Role | None], position: int) -> bool:
    """Tell whether a lone name can be a signature: text follows it, and no caption (there it would be a title)."""
    behind = position + 1
    if behind >= len(rows) or roles[behind] is not None or signs.opens_story(rows[behind]):
        return False
    return len(rows[behind].bare) > len(rows[position].bare) + 4


def _visual_blocks(rows: Sequence[Row], roles: Sequence[Role | None]) -> list[Block]:
    """Group rows by the labels that the measure gives them; each title line is a block of its own."""
    labels = label_rows(rows, [role is not None for role in roles])
    groups: list[tuple[Role, list[Row]]] = []
    for row, role, label in zip(rows, roles, labels, strict=True):
        kind = role or (Role.TITLE if label is Line.TITLE else Role.BODY)
        last, members = groups[-1] if groups else (None, [])
        goes_on = last is kind and (
            (kind is Role.BODY and label is Line.NEXT)
            or (
                kind is Role.CAPTION
                and (
                    not signs.has_credit(members[-1].bare, members[-1].paper)
                    or row.paper.patterns.contributors.credit.fullmatch(row.bare)
                )
            )
            or kind is Role.COUNTDOWN
        )
        if goes_on:
            members.append(row)
        else:
            groups.append((kind, [row]))
    return [Block(tuple(members), kind) for kind, members in groups]


def _ocr_blocks(rows: Sequence[Row], roles: Sequence[Role | None]) -> list[Block]:
    """Each row is a block; a title line that holds several parts is divided at its blanks."""
    blocks: list[Block] = []
    indents = keeps_indents(rows)
    for position, (row, role) in enumerate(zip(rows, roles, strict=True)):
        if role is Role.COUNTDOWN and blocks and blocks[-1].role is role:
            blocks[-1] = Block((*blocks[-1].rows, row), role)
        elif role:
            blocks.append(Block((row,), role))
        elif not (indents and is_indented(row)) and _is_title(row):
            blocks += [Block((piece,), Role.TITLE) for piece in _parts(row)]
        elif _is_picture_text(rows, position):
            blocks.append(Block((row,), Role.CAPTION))
        else:
            blocks.append(Block((row,), Role.BODY))
    return blocks


def _is_title(row: Row) -> bool:
    """Tell whether an OCR block can be a title line: short, without a full stop, not stopped in mid-sentence.

    At most one of its parts, between blanks, has a comma, and is short then (早晚温差大，午后有阵雨); 某某强调，…
    begins a sentence. A question is no title unless it has two parts.
    """
    if signs.opens_story(row) or row.bare[-1] in "，,、；;：:。":
        return False
    parts = row.text.split()
    commas = [part for part in parts if "，" in part or "," in part]
    if (
        "。" in row.bare
        or len(commas) > 1
        or any(len(part) > COMMA_WIDTH or title_forms.SPEECH.search(part) for part in commas)
    ):
        return False
    if row.bare[-1] in "？?" and len(parts) == 1:
        return False
    return max(map(len, parts)) <= TITLE_WIDTH and len(row.bare) <= 2 * TITLE_WIDTH


def _restore_sentences(blocks: Sequence[Block], edges: Continuity) -> None:
    """Take a short piece of a sentence for text, not for a title.

    Commas tell it, words with which sentences open, a last word that wants another, and above all another block that
    goes on with it: 座谈会上在听取某院工 | 作情况汇报.
    """
    bodies = [block.role is Role.BODY for block in blocks]  # as they are now: a piece's other half is no piece itself
    for position, block in enumerate(blocks):
        if block.role is not Role.TITLE or len(block.bare) < SHORT_PIECE or _is_part(blocks, position):
            continue
        if title_forms.WHO_SAYS.fullmatch(block.bare):
            continue
        told = 0.0 if position and blocks[position - 1].role is Role.BODY else NOT_BEHIND
        told += CLAUSE * sum(map(block.bare.count, "，,")) + (HANGING if block.bare[-1] in HANG else 0.0)
        told += SENTENCE if title_forms.SENTENCE_START.match(block.bare) else 0.0
        if told >= PIECE or _has_rest(blocks, bodies, position, told, edges):
            block.role = Role.BODY


def _has_rest(blocks: Sequence[Block], bodies: Sequence[bool], position: int, told: float, edges: Continuity) -> bool:
    """Tell whether a body near goes on with a title line so plainly that it is a piece; `told` is what else says so."""
    end = edges.end(blocks[position].bare)
    for other in range(max(0, position - SENTENCE_REACH), min(len(blocks), position + SENTENCE_REACH)):
        if bodies[other]:
            rest = blocks[other].bare
            farther = 0.0 if other == position + 1 else ELSEWHERE
            joined = edges.weigh(end, edges.start(rest), PIECE - told + farther) - farther
            if told + joined >= PIECE and rest[0] not in MARKS and not signs.opens_story(blocks[other]):
                return True
    return False


def _is_part(blocks: Sequence[Block], position: int) -> bool:
    """Tell whether a title line is one of several parts of a printed line."""
    return blocks[position].rows[0].gap < 0 or (
        position + 1 < len(blocks) and blocks[position + 1].rows[0].gap < 0 and blocks[position + 1].role is Role.TITLE
    )


def _parts(row: Row) -> list[Row]:
    """Divide a title line at its blanks; single characters (`曹 娟`) and Latin words stay together."""
    pieces = [row]
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        at = next((k for k, char in enumerate(piece.text) if char.isspace() and _divides(piece.text, k)), None)
        if at is not None:
            pieces[position : position + 1] = cut_row(piece, at)
        position += 1
    return pieces


def _divides(text: str, at: int) -> bool:
    """Tell whether the blank parts two halves of a title, of two characters at least, that are not Latin words."""
    before, behind = text[:at].rsplit(maxsplit=1)[-1], text[at:].split(maxsplit=1)[0]
    return len(before) > 1 and len(behind) > 1 and not (before[-1].isascii() and behind[0].isascii())


def _is_picture_text(rows: Sequence[Row], position: int) -> bool:
    """Tell whether a block stands where OCR left room for a picture, and is one short sentence or two."""
    row = rows[position]
    return (
        row.gap >= PICTURE_GAP
        and position > 0
        and ends_sentence(row.bare)
        and len(row.bare) <= 90
        and not signs.opens_story(row)
    )
