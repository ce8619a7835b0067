"""What those are told who have just begun."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.commands import COMMANDS, Keys
from hnreader.app.rendering.welcome import welcome_lines
from hnreader.app.screens import guide
from hnreader.app.user_state import UserState
from hnreader.messages import Translator
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("open", "search", "calendar", "paper", "correct", "guide", "help")


def named(language: str) -> set[str]:
    """Return what stands in braces in a guide."""
    source = guide.files("hnreader.app.guide").joinpath(f"guide.{language}.md").read_text("utf-8")
    return {name for _, name, _, _ in string.Formatter().parse(source) if name}


def test_the_guide_names_commands_that_there_are() -> None:
    """Both languages name the same ones."""
    assert named("en") == named("zh")
    assert named("en") - {"settings"} < {command.id for command in COMMANDS}


async def test_a_key_opens_the_guide(stage: Callable[..., Any]) -> None:
    """With the user's own keys in it; Escape leaves it."""
    async with stage(user_state=UserState(keys=Keys({"search": "f2"}))) as here:
        await here.press("f1")
        await here.until(lambda: "先看这五条" in here.seen)
        assert "f2 检索标题与正文" in here.seen
        await here.press("escape", "j")
        assert here.selected == "第7篇的标题"


async def test_the_guide_is_set_as_chinese_is(stage: Callable[..., Any]) -> None:
    """A line is as full as the rules for marks allow, whatever blanks are in it, and so again in another window."""
    async with stage() as here:
        await here.press("f1")
        await here.until(lambda: "先看这五条" in here.seen)
        for size in ((120, 40), (60, 24)):
            await here.pilot.resize_terminal(*size)
            await here.pilot.pause()
            paragraphs = [each for each in here.app.screen.query("_Paragraph") if each.region.height > 1]
            assert paragraphs
            for paragraph in paragraphs:
                lines = [line.text.rstrip() for line in paragraph.render_lines(paragraph.size.region)]
                assert any("toml" in line for line in lines) or all(
                    cells(line) > paragraph.size.width - 10 for line in lines[:-1]
                ), lines
                assert not any(line.startswith(tuple("，。；：）")) for line in lines), lines


async def test_the_first_start_names_the_guide(stage: Callable[..., Any]) -> None:
    """In the overview, or where that has no room in a message."""
    async with stage() as here:
        assert "F1      打开入门指南" in here.seen
    async with stage(size=(60, 20)) as here:
        assert here.message == "初次使用？按 F1 打开入门指南。"


@pytest.mark.parametrize(("room", "shown"), [(8, 8), (7, 0)])
def test_a_welcome_is_whole_or_left_out(room: int, shown: int) -> None:
    """Half of the first steps would look like all of them."""
    assert len(welcome_lines(Translator("en"), dict.fromkeys(STEPS, "k"), 60, room)) == shown
