"""A user with pages, notes, corrections and settings, whose commands run where calls may fail, and what is theirs then.

All is in one folder that is put back before each command. It is on a memory disk where there is one: a thousand runs
with their fsyncs would wear out another.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from failing_calls import FailingCalls, Outcome, calls_made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Observed = dict[str, Any]

FIRST: Final = """\
长沙芯片产业提速

湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。

城乡同饮一河水

湖南日报3月8日讯（记者 王明）三月的河岸，新修的水厂里机器轰鸣，全县都通了水。
"""
SECOND: Final = """\
洞庭湖边春耕忙

湖南日报3月8日讯（记者 李四）湖边的农机手这几天从早忙到晚。
"""
PAGES: Final = (FIRST, SECOND)
"""Short ones: most of a run is otherwise the network that segments them."""
ACKNOWLEDGED: Final = "acknowledged"
"""The file, beside the folder, with what an app has told its user to be kept."""
CRASHED: Final = "the app crashed"
SETTINGS: Final = '# mine\nmeasure = 32\n\n[searches]\n"芯片" = "芯片 日期:2024"\n'


class Scenario(NamedTuple):
    """Something that a user does."""

    name: str
    act: Callable[[], int]
    again: Callable[[], int]
    """The same where it was done already."""
    before: tuple[Callable[[], int], ...] = ()
    """What was done before it."""
    piecewise: bool = False
    """Several files are written, each whole or not at all."""
    caches: bool = False
    """Only what can be made again is written: a command may do without, if it says so."""


class Sandbox:
    """The folder, and what runs in it."""

    def __init__(self, folder: Path) -> None:
        self.root: Final = folder / "root"
        self._templates: Final = folder / "templates"
        self._template = self._templates
        self.acknowledged: Final = folder / ACKNOWLEDGED
        self.root.mkdir()
        self.calls: Final = FailingCalls(self.root)

    def run(self, act: Callable[[], int], kind: int = 0, at: int = 0, *, record: bool = False) -> Outcome:
        """Run what a user does."""
        return self.calls.run(act, kind, at, record=record)

    def prepare(self, scenario: Scenario) -> None:
        """Make what is there before a scenario, once."""
        self._template = self._templates / scenario.name
        if self._template.exists():
            return
        shutil.rmtree(self.root)
        self.root.mkdir()
        for act in (partial(_furnish, self.root), *scenario.before):
            if (made := self.run(act)).code:
                raise AssertionError(f"{scenario.name} cannot be prepared: {made}")
        shutil.copytree(self.root, self._template, symlinks=True)

    def put_back(self) -> None:
        """Bring the folder back to what is there before the scenario."""
        shutil.rmtree(self.root)
        shutil.copytree(self._template, self.root, symlinks=True)
        self.acknowledged.unlink(missing_ok=True)

    def observed(self) -> Observed:
        """Return what the program finds of the user's at its next start; raise AssertionError where it cannot."""
        outcome = self.run(partial(_observe, self.root))
        assert not outcome.code, f"the next start fails: {outcome.errors}"
        found: Observed = json.loads(outcome.output)
        return found

    def messages(self) -> dict[str, Any]:
        """Return what an app has said of each step."""
        return {what: message for what, message, _ in self.timed_messages()}

    def timed_messages(self) -> list[tuple[str, Any, int]]:
        """Return what an app has said of each step, and how many calls had been made by then."""
        path = self.acknowledged
        return [tuple(json.loads(line)) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def leftovers(self) -> list[str]:
        """Return the names of what the program should have removed: at the latest by the next write in each folder."""
        if self._left():
            self.run(partial(_write_beside, self._left()))
        return [str(path.relative_to(self.root)) for path in self._left()]

    def _left(self) -> list[Path]:
        return [path for path in self.root.rglob("*") if path.name.startswith(".hnreader-") or ".damaged-" in path.name]


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Have a sandbox, and the environment that leads into it."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="hnreader-faults-", dir=memory if memory.is_dir() else None) as folder:
        root = Path(folder).resolve() / "root"
        for name, place in (("HOME", "."), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")):
            os.environ[name] = str(root / place)
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        os.environ["LC_ALL"] = "C.UTF-8"
        yield Sandbox(root.parent)


def _write_beside(paths: list[Path]) -> int:
    """Write a file in the folder of each, and delete it."""
    from hnreader.storage.files import save_text  # noqa: PLC0415 loaded before, in the process that is forked

    for path in paths:
        save_text(path.parent, "a", "").unlink()
    return 0


def command(*words: str) -> Callable[[], int]:
    """Return a command line in the folder; the paths in it are relative."""
    return partial(_command, words)


def _command(words: tuple[str, ...]) -> int:
    from hnreader.cli import main  # noqa: PLC0415 loaded before, in the process that is forked

    os.chdir(os.environ["HOME"])
    _index_on_disk()
    return main([*words, "--lang", "en"])


def _index_on_disk() -> None:
    """Keep an index of few articles on disk, too."""
    from hnreader.search import index  # noqa: PLC0415 as above

    index._FEWEST = 0


def load() -> None:
    """Load all that commands need, so that forked processes have it."""
    from importlib import import_module  # noqa: PLC0415 as above
    from pkgutil import iter_modules  # noqa: PLC0415

    from hnreader.cli import commands  # noqa: PLC0415

    for module in iter_modules(commands.__path__):
        if module.name != "serve":
            import_module(f"{commands.__name__}.{module.name}")
    import_module("hnreader.app.application")
    with tempfile.TemporaryDirectory(prefix="hnreader-faults-") as folder:
        Path(folder, "1.txt").write_text(FIRST, encoding="utf-8")
        list(articles_of(Path(folder)))  # loads the model


def _furnish(root: Path) -> int:
    """Give the user pages, a notebook, corrections and settings."""
    from hnreader.cli import main  # noqa: PLC0415 as above
    from hnreader.userdata.notebook import Notebook, notebook_path  # noqa: PLC0415

    (root / "pages").mkdir()
    for number, text in enumerate(PAGES, 1):
        page = root / "pages" / f"{number}.txt"
        page.write_text(text, encoding="utf-8")
        os.utime(page, (1_700_000_000, 1_700_000_000))
    (root / "config" / "hnreader").mkdir(parents=True)
    (root / "config" / "hnreader" / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    with Notebook(notebook_path()) as notebook:
        notebook.bookmark("20240101-aaaaaa", "题", "2024-01-01", "a note")
        notebook.tag("20240101-aaaaaa", ["待读"])
        notebook.mark_all_read(["20240101-aaaaaa", "20240101-bbbbbb"])
        notebook.record_search("芯片")
    os.chdir(root)
    for article in articles()[:1]:
        main(["review", "--right", article, "--in-memory", "pages", "--lang", "en"])
    return 0


def articles() -> list[str]:
    """Return the ids of the articles of the user's pages, those of the first file first."""
    return [*articles_of(Path(os.environ["HOME"], "pages"))]


def articles_of(folder: Path) -> Iterator[str]:
    """Yield the ids of the articles of a folder, file by file."""
    from hnreader import open as open_pages  # noqa: PLC0415 as above

    for path in sorted(folder.glob("*.txt")):
        yield from (article.id for article in open_pages(path).articles)


def _observe(root: Path) -> int:
    """Print what the user has."""
    from hnreader.messages import Translator  # noqa: PLC0415 as above
    from hnreader.messages.reasons import words_of  # noqa: PLC0415
    from hnreader.userdata.correction_places import kept_corrections  # noqa: PLC0415
    from hnreader.userdata.notebook import Notebook, notebook_path  # noqa: PLC0415
    from hnreader.userdata.settings import load as load_settings  # noqa: PLC0415
    from hnreader.userdata.settings import settings_path  # noqa: PLC0415

    with Notebook(notebook_path()) as notebook:
        notes = [[each.id, each.note] for each in notebook.bookmarks()]
        tags = {tag: sorted(ids) for tag, ids in notebook.tagged().items()}
        kept = [*notebook.problems]
        place = notebook.position()
        read, history = sorted(notebook.read_ids()), [*notebook.history()]
    settings, problems = load_settings(settings_path())
    corrections = [kept_corrections(root / "pages" / f"{number}.txt") for number in (1, 2)]
    problems = (*problems, *kept, *(problem for file in corrections for problem in file.problems))
    found = {
        "notes": notes,
        "tags": tags,
        "read": read,
        "history": history,
        "place": place.id if place else None,
        "settings": [settings.measure, settings.theme, settings.density, dict(settings.searches)],
        "corrections": sorted({str(each.correction.on) for file in corrections for each in file.corrections}),
        "withdrawn": sorted({each.id for file in corrections for each in file.withdrawn}),
        "files": {
            str(path.relative_to(root)): _digest(path) for path in sorted((root / "out").rglob("*")) if _is_whole(path)
        },
        "problems": [words_of(problem, Translator("en")) for problem in problems],
    }
    print(json.dumps(found, default=str))
    return 0


def _is_whole(path: Path) -> bool:
    return path.is_file() and not any(part.startswith(".hnreader-") for part in path.parts)


def _digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=8).hexdigest()


def session(script: Callable[[Any, Any, Callable[[str, Any], None]], Any]) -> int:
    """Run an app on the user's pages, driven by a script that is given it, its pilot, and what notes what was kept.

    It has no library: that commands write.
    """
    from hnreader.app.application import FAILURE, Reader  # noqa: PLC0415 as above
    from hnreader.app.user_state import user_state  # noqa: PLC0415

    os.chdir(os.environ["HOME"])
    acknowledged = os.open(Path(os.environ["HOME"]).with_name(ACKNOWLEDGED), os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def run() -> int:
        state = user_state()
        state.keeps_pages = False
        app = Reader(("pages",), "en", user_state=state)

        def note(what: str, value: Any) -> None:
            os.write(acknowledged, f"{json.dumps([what, value, calls_made()])}\n".encode())

        try:
            async with app.run_test(size=(120, 40)) as pilot:
                await script(app, pilot, note)
        except Exception:
            if app.crash is None:
                raise
            print(f"{CRASHED} ({app.crash.kind})", file=sys.stderr)
            return FAILURE
        return app.return_code or 0

    return asyncio.run(run())
