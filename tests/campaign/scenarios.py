"""What a user does while calls fail: every command that writes, and a session of the app."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox import Scenario, articles, command, session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAUSE = 0.1  # seconds for what a key starts
IN_MEMORY = "--in-memory"
OLD = "export", "--format", "jsonl", IN_MEMORY, "pages/1.txt", "--output"


def scenarios() -> Iterator[Scenario]:
    """Yield all of them."""
    yield from _exports()
    yield from _corrections()
    yield from _library()
    yield Scenario("app", partial(session, _read), partial(session, _read))


def _exports() -> Iterator[Scenario]:
    """Write files and folders: new ones, and over what is there."""
    made = _folder("out")
    for form in ("json", "jsonl", "csv", "text", "markdown"):
        words = "export", "--format", form, IN_MEMORY, "pages", "--output", "out/new"
        yield Scenario(f"export {form}", command(*words), command(*words, "--force"), (made,))
    old, over = command(*OLD, "out/old"), command("export", "--format", "json", *OLD[3:], "out/old", "--force")
    yield Scenario("export over a file", over, over, (made, old))
    words = "export", "--format", "markdown", IN_MEMORY, "pages", "--output", "out/old", "--force"
    yield Scenario("export into a folder", command(*words), command(*words), (made, _folder("out/old")), piecewise=True)
    for form in ("alto", "text", "json"):
        words = "convert", "--to", form, IN_MEMORY, "pages", "--output", "out/new"
        yield Scenario(f"convert {form}", command(*words), command(*words, "--force"), (made,))
    words = "review", IN_MEMORY, "pages", "--report", "out/new.md"
    yield Scenario("review --report", command(*words), command(*words, "--force"), (made,))
    words = "review", IN_MEMORY, "pages/1.txt", "--truth", "out/new"
    right = partial(_right, 0, 999)
    yield Scenario("review --truth", command(*words), command(*words, "--force"), (made, right), piecewise=True)


def _corrections() -> Iterator[Scenario]:
    """Add corrections to pages that have none and to some that have, withdraw and write them."""
    mailed = "pages/2.txt.corrections.toml", "mailed.toml"
    there = partial(_right, -2, None), partial(_moved, *mailed)
    apply = command("corrections", "apply", IN_MEMORY, "mailed.toml", "pages/2.txt")
    yield Scenario("corrections apply", apply, apply, there)
    again = partial(_right, 1, 2)
    yield Scenario("review --right", again, again)
    drop = command("corrections", "drop", IN_MEMORY, "--all", "pages/1.txt")
    yield Scenario("corrections drop", drop, drop)
    words = "corrections", "export", IN_MEMORY, "pages", "--output", "out/new.toml"
    yield Scenario("corrections export", command(*words), command(*words, "--force"), (_folder("out"),))


def _library() -> Iterator[Scenario]:
    """Take pages in, index and count them, and make less of it."""
    index = command("index", "pages", "--jobs", "1")
    search = command("search", "记者", "pages")
    yield Scenario("index", index, index, caches=True)
    yield Scenario("search of changed pages", search, search, (index, _touched), caches=True)
    yield Scenario(
        "search for a tag",
        command("search", "tag:待读", "pages"),
        command("search", "tag:待读", "pages"),
        (index,),
        caches=True,
    )
    names = command("names", "pages")
    yield Scenario("names", names, names, (index,), caches=True)
    for words in (("verify",), ("compact",), ("forget", "pages/1.txt")):
        act = command("library", *words)
        yield Scenario(f"library {words[0]}", act, act, (index, names, _touched), caches=True)


def _folder(name: str) -> Callable[[], int]:
    return partial(_made, name)


def _made(name: str) -> int:
    Path(os.environ["HOME"], name).mkdir()
    return 0


def _moved(name: str, other: str) -> int:
    home = Path(os.environ["HOME"])
    (home / name).rename(home / other)
    return 0


def _touched() -> int:
    """Change a page."""
    path = Path(os.environ["HOME"], "pages", "1.txt")
    path.write_text(path.read_text("utf-8").replace("记者", "通讯员", 1), "utf-8")
    os.utime(path, (1_700_000_100, 1_700_000_100))
    return 0


def _right(first: int, last: int | None) -> int:
    """Say of some articles that they are right."""
    ids = [word for name in articles()[first:last] for word in ("--right", name)]
    return command("review", *ids, IN_MEMORY, "pages")()


async def _read(app: Any, pilot: Any, note: Callable[[str, Any], None]) -> None:
    """Write a note and a tag, change a setting, correct a page, and quit in the middle of an article."""
    from hnreader.app.panes.article_list import ArticleList  # noqa: PLC0415 loaded before, in what is forked
    from hnreader.app.panes.footer import Footer  # noqa: PLC0415 loaded before, in the process that is forked

    def message() -> str:
        return app.screen.query_one(Footer).message

    async def press(*keys: str) -> None:
        await pilot.press(*keys)
        await pilot.pause(_PAUSE)

    note("problems", [str(each.reason) for each in app._user_state.problems])
    for _ in range(100):
        await press()
        if app.screen_stack[0].query_one(ArticleList).selected is not None:
            break
    await press("M", "x", "enter")
    if len(app.screen_stack) > 1:  # a note that cannot be kept is asked for again
        await press("escape")
    note("notes", message())
    await press("#", "y", "enter")
    note("tags", message())
    await press("enter", "=")
    note("settings", message())
    await press("e", "tab", "tab", "s")
    note("corrections", [getattr(app.screen, "_outcome", ""), message()])
    await press("escape", "escape", "q")
