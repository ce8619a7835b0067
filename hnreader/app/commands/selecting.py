"""The commands while keys select text of an article; others that are for a selection as well are in `reading`."""

from __future__ import annotations

from typing import Final

from hnreader.app.commands.command import Command, Pane
from hnreader.messages import N_

_PANE: Final[tuple[Pane, ...]] = ("selecting",)

SELECTING_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "copy_selected",
        ("y",),
        "screen.run('copying.copy')",
        _PANE,
        N_("copy"),
        N_("Copy the selection"),
        shown=True,
    ),
    Command(
        "copy_selected_cited",
        ("c", "C"),
        "screen.run('copying.copy_cited')",
        _PANE,
        N_("copy with citation"),
        N_("Copy the selection with its citation below (GB/T 7714)"),
        shown=True,
    ),
    Command("cursor_left", ("h", "left"), "move_cursor('character', -1)", _PANE, N_("left"), N_("Previous character")),
    Command("cursor_right", ("l", "right"), "move_cursor('character', 1)", _PANE, N_("right"), N_("Next character")),
    Command("cursor_down", ("j", "down"), "move_cursor('line', 1)", _PANE, N_("down"), N_("One line down")),
    Command("cursor_up", ("k", "up"), "move_cursor('line', -1)", _PANE, N_("up"), N_("One line up")),
    Command("next_word", ("w",), "move_cursor('word', 1)", _PANE, N_("word"), N_("Next word"), shown=True),
    Command("previous_word", ("b",), "move_cursor('word', -1)", _PANE, N_("previous word"), N_("Previous word")),
    Command(
        "next_sentence",
        (")", "）"),
        "move_cursor('sentence', 1)",
        _PANE,
        N_("sentence"),
        N_("Next sentence"),
    ),
    Command(
        "previous_sentence",
        ("(", "（"),
        "move_cursor('sentence', -1)",
        _PANE,
        N_("previous sentence"),
        N_("Start of the sentence, or previous one"),
    ),
    Command(
        "next_paragraph",
        ("}", "｝"),
        "move_cursor('paragraph', 1)",
        _PANE,
        N_("paragraph"),
        N_("Next paragraph"),
    ),
    Command(
        "previous_paragraph",
        ("{", "｛"),
        "move_cursor('paragraph', -1)",
        _PANE,
        N_("previous paragraph"),
        N_("Start of the paragraph, or previous one"),
    ),
    Command("line_start", ("0", "home"), "move_cursor('edge', -1)", _PANE, N_("line start"), N_("Start of the line")),
    Command("line_end", ("$", "＄", "end"), "move_cursor('edge', 1)", _PANE, N_("line end"), N_("End of the line")),
    Command("text_start", ("g",), "move_cursor('end', -1)", _PANE, N_("top"), N_("Start of the text")),
    Command("text_end", ("G",), "move_cursor('end', 1)", _PANE, N_("bottom"), N_("End of the text")),
    Command(
        "screen_down",
        ("space", "pagedown"),
        "move_cursor('screen', 1)",
        _PANE,
        N_("page down"),
        N_("One screen down"),
    ),
    Command("screen_up", ("pageup",), "move_cursor('screen', -1)", _PANE, N_("page up"), N_("One screen up")),
    Command(
        "half_screen_down", ("ctrl+d",), "move_cursor('half', 1)", _PANE, N_("half down"), N_("Half a screen down")
    ),
    Command("half_screen_up", ("ctrl+u",), "move_cursor('half', -1)", _PANE, N_("half up"), N_("Half a screen up")),
    Command(
        "take_sentence",
        ("s",),
        "select('take', 'sentence')",
        _PANE,
        N_("this sentence"),
        N_("Select the sentence at the cursor"),
        shown=True,
    ),
    Command(
        "take_paragraph",
        ("p",),
        "select('take', 'paragraph')",
        _PANE,
        N_("this paragraph"),
        N_("Select the paragraph at the cursor"),
        shown=True,
    ),
    Command(
        "other_end",
        ("o",),
        "select('swap')",
        _PANE,
        N_("other end"),
        N_("Move the other end of the selection"),
        shown=True,
    ),
    Command(
        "search_selected",
        ("/", "／"),
        "screen.run('navigation.search_selected')",
        _PANE,
        N_("search"),
        N_("Search for the selected words"),
        shown=True,
    ),
    Command(
        "leave_selecting",
        ("escape", "q"),
        "select('cancel')",
        _PANE,
        N_("cancel"),
        N_("Clear the selection"),
        shown=True,
    ),
)
