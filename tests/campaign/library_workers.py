"""What readers, a writer, correctors and an indexer do with one library in a campaign: one task each time."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from contextlib import redirect_stdout
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import app_session
import corrected
import noted
from ledgers import DONE, DROPPED, Ledger
from made_pages import made_pages

from hnreader import cli
from hnreader.userdata.correction_file import add_corrections
from hnreader.userdata.correction_places import keep_corrections
from hnreader.userdata.notebook import Notebook, notebook_path
from hnreader.userdata.settings import settings_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from random import Random

    from ledgers import State

ISSUES: Final = 15
PAGES: Final = 3  # of an issue
PARAGRAPHS: Final = 14  # of a page
LONG_AGO: Final = 1_000_000_000
"""Seconds; a file that was changed just now is read again."""
WORDS: Final = ("长沙", "水", "记者", "的", "经济", "没有这样的词语", "hunan", "cs", "/[一二三]月/")
FILTERS: Final = ("tag:待读", "date:2024-08")
"""For searches alone; others need words."""
SHARED: Final = 2
"""Pages that both correctors correct."""
PATIENCE: Final = 90.0
"""Seconds within which the app has to answer: so long may it take on a machine that has much else to do."""
RESTS: Final = {"reader": 4.0, "writer": 1.0, "corrector": 5.0, "indexer": 5.0}
"""Seconds for which each waits at most between two tasks: the machine has other things to do."""


class Home(NamedTuple):
    """The folder that all have in common."""

    root: Path

    @property
    def pages(self) -> Path:
        """The files of pages, with their corrections."""
        return self.root / "pages"

    def names(self) -> list[str]:
        """Return the pages that there were in the beginning, in their order, by the paths in `pages`."""
        names: list[str] = json.loads((self.root / "names.json").read_bytes())
        return names

    def stays(self, name: str) -> bool:
        """Whether a page keeps its text: those of every second issue do."""
        return self.names().index(name) // PAGES % 2 == 0

    def list(self, name: str) -> list[str]:
        """Return the ids that were listed in a file, none where nothing was yet."""
        path = self.root / name
        return [each["id"] for each in json.loads(path.read_bytes())] if path.exists() else []


class Task(NamedTuple):
    """Something that a process does."""

    title: str
    work: Callable[[], int | None]
    codes: frozenset[int] = frozenset({0})
    """The exit codes that it may have."""
    lists: bool = False
    """It prints JSON."""


def prepare(home: Home, seed: int) -> None:
    """Write the pages, take them in, and list those articles that stay."""
    dated: dict[str, list[tuple[str, str]]] = {}
    for path, text, *_ in islice(made_pages(seed), 12 * ISSUES):
        dated.setdefault(path.rpartition("_")[0], []).append((path, text))
    issues = list(takewhile(lambda issue: len(issue) >= PAGES, [*dated.values()]))[:ISSUES]
    names = [path for issue in issues for path, _ in issue[:PAGES]]
    for path, text in (each for issue in issues for each in issue[:PAGES]):
        whole = home.pages / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_text("\n\n".join(text.split("\n\n")[:PARAGRAPHS]) + "\n", "utf-8")
        os.utime(whole, (LONG_AGO, LONG_AGO))
    (home.root / "names.json").write_text(json.dumps(names), "utf-8")
    if cli.main(["index", str(home.pages)]):
        raise AssertionError("not taken in")
    staying = [str(home.pages / name) for name in names if home.stays(name)]
    (home.root / "staying.json").write_text(printed(["list", "--json", "--in-memory", *staying])[1], "utf-8")


def printed(arguments: Sequence[str]) -> tuple[int, str]:
    """Return the exit code of a command, and what it prints."""
    output = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(output):
        code = cli.main(arguments)
        output.flush()
    return code, output.buffer.getvalue().decode()  # type: ignore[attr-defined]


def _command(title: str, *arguments: str | Path, codes: frozenset[int] = frozenset({0, 1}), lists: bool = True) -> Task:
    return Task(title, lambda: cli.main([*map(str, arguments)]), codes, lists)


def _program(task: Task, *arguments: str | Path) -> Task:
    """Return the same command as a program that is started by itself."""
    command = [sys.executable, "-m", "hnreader", *map(str, arguments)]
    return task._replace(work=lambda: os.execv(command[0], command))


# The readers.


def read(home: Home, random: Random, _number: int) -> Task:
    """List, search, show, look for names or related articles, or open the app."""
    ids = home.list("listed.json")
    named = [random.choice(ids)] if ids else []
    word, pages = random.choice(WORDS), home.pages
    commands = [
        ["list"], ["list"], ["search", word], ["search", f"{word} {random.choice(FILTERS)}"],
        ["search", word, "--count"], ["names", "--limit", "20"], ["kwic", word, "--limit", "20"], ["trend", word],
        ["notes", "tags"], *([["show", *named], ["show", *named], ["related", *named]] if named else []),
    ]  # fmt: skip
    chosen = random.randrange(len(commands) + 2)
    if chosen >= len(commands):
        return Task("app", partial(app_session.run, pages, random, PATIENCE))
    arguments = [*commands[chosen], "--json", pages]
    task = _command(arguments[0], *arguments)
    return _program(task, *arguments) if random.random() < 0.1 else task


# The writer.


def write(home: Home, random: Random, _number: int) -> Task:
    """Note one thing after another, for some seconds."""
    return Task("notes", partial(_note, home, random))


def _note(home: Home, random: Random) -> None:
    articles = home.list("staying.json")
    ledger = Ledger(home.root / "writer.ledger")
    end = time.monotonic() + random.uniform(0, 5)
    with Notebook(notebook_path()) as book:
        if book.problems:
            raise AssertionError(book.problems)
        settle_notes(book, ledger)
        while time.monotonic() < end:
            operation = noted.drawn(random, ledger.count, articles, WRITER)
            ledger.begin(operation)
            noted.perform(book, settings_path(), operation)
            ledger.end()
            time.sleep(random.choice((0, 0.02, 0.3)))


WRITER: Final = "写"


def settle_notes(book: Notebook, ledger: Ledger) -> State:
    """Compare the notebook with the ledger."""
    return ledger.settle(noted.START, noted.apply, partial(noted.observed, book, settings_path(), WRITER))


# The correctors.


def correct(home: Home, random: Random, number: int) -> Task:
    """Decide something about some pages, and withdraw something; save a search."""
    return Task("corrections", partial(_correct, home, random, number))


def corrector(number: int) -> str:
    """Return how a corrector signs."""
    return f"校{number}"


def settle_corrections(home: Home, ledger: Ledger, number: int) -> State:
    """Compare what is kept of somebody's decisions with the ledger."""
    most: State = {name: ([], []) for name in home.names()}
    return ledger.settle(
        {}, corrected.apply, lambda known: corrected.observed(home.pages, corrector(number), most | known)
    )


def settle_searches(ledger: Ledger, number: int) -> State:
    """Compare somebody's saved searches with the ledger."""
    return ledger.settle(
        {"saved": {}}, noted.apply, lambda _: {"saved": noted.saved_searches(settings_path(), corrector(number))}
    )


def _correct(home: Home, random: Random, number: int) -> None:
    ledger, searches = (Ledger(home.root / f"{kind}{number}.ledger") for kind in ("corrector", "searches"))
    known = settle_corrections(home, ledger, number)
    settle_searches(searches, number)
    names = home.names()
    changing = [name for name in names if not home.stays(name)]
    mine = names[number::2] + changing[:SHARED] * 5
    for _ in range(random.randrange(1, 5)):
        name = random.choice(mine)
        decided = [each for each in known.get(name, ([], []))[0] if each not in known[name][1]]
        if decided and random.random() < 0.3:
            operation = ["withdraw", name, [random.choice(decided)]]
            _do(ledger, known, operation, partial(_withdraw, home, random, number, operation))
        else:
            _add(home, random, number, name, ledger, known)
        search = noted.saved_search(random, searches.count, corrector(number))
        searches.begin(search)
        noted.perform_search(settings_path(), search)
        searches.end()
        time.sleep(random.uniform(0, 2))


def _do(ledger: Ledger, known: State, operation: list[Any], work: Callable[[], bool]) -> None:
    ledger.begin(operation)
    happened = work()
    ledger.end(DONE if happened else DROPPED)
    if happened:
        corrected.apply(known, operation)


def _add(home: Home, random: Random, number: int, name: str, ledger: Ledger, known: State) -> None:
    page = home.pages / name
    try:
        text = page.read_text("utf-8", "replace")
    except FileNotFoundError:  # it was removed for now
        return
    actions = corrected.HARMLESS if home.stays(name) else corrected.ANY
    if not any(len(line) > corrected.SHORTEST for line in text.splitlines()):
        return  # half of it is written
    added = corrected.decision(random, text, ledger.count, corrector(number), actions)

    def work() -> bool:
        if random.random() < 0.5:
            keep_corrections(page, [added])
            return True
        given = home.root / f"given{number}.toml"
        given.unlink(missing_ok=True)
        add_corrections(given, [added])
        code, output = printed(["corrections", "apply", "--json", str(given), str(page)])
        return code != 2 and added.id in json.loads(output)["added"]

    _do(ledger, known, ["add", name, [added.id]], work)


def _withdraw(home: Home, random: Random, number: int, operation: list[Any]) -> bool:
    _, name, ids = operation
    page = home.pages / name
    if random.random() < 0.5:
        keep_corrections(page, (), [(each, corrector(number)) for each in ids])
        return True
    code, output = printed(["corrections", "drop", "--json", str(page), *ids])
    if code or json.loads(output)["withdrawn"] != ids:
        raise AssertionError((operation, code, output))
    return True


# The indexer.


def index(home: Home, random: Random, _number: int) -> Task:
    """Change files and take pages in, or look after the library."""
    match random.choices(("index", "verify", "compact", "forget", "files"), (12, 3, 2, 1, 3))[0]:
        case "index":
            work = partial(_changed, home, random, ["index", str(home.pages)])
            return Task("index", work)
        case "forget":
            path = random.choice([home.pages, home.pages / random.choice(home.names())])
            return _command("forget", "library", "forget", path, codes=frozenset({0}), lists=False)
        case "files":
            return Task("files", partial(_changed, home, random, []))
        case action:
            return _command(action, "library", action, codes=frozenset({0}), lists=False)


def _changed(home: Home, random: Random, command: Sequence[str]) -> int:
    """Change some files, and run a command."""
    changing = [name for name in home.names() if not home.stays(name)]
    for name in random.choices(changing, k=random.randrange(4)):
        _change(home, random, name)
    return cli.main(command) if command else 0


def _change(home: Home, random: Random, name: str) -> None:
    """Remove a page, have it come back, or give it another end."""
    path, away = home.pages / name, home.root / "away" / name
    if path.exists() and random.random() < 0.2:
        away.parent.mkdir(parents=True, exist_ok=True)
        path.replace(away)
        return
    if not path.exists():
        away.replace(path)
        return
    lines = path.read_text("utf-8", "replace").rstrip("\n").split("\n\n")
    last = "".join(random.choices("山水田林湖草沙路桥灯。，", k=random.randrange(4, 200)))
    text = "\n\n".join([*(lines if random.random() < 0.3 and len(lines) < 2 * PARAGRAPHS else lines[:-1]), last]) + "\n"
    if random.random() < 0.3:  # as an editor does that writes in place
        with path.open("w", encoding="utf-8") as file:
            file.write(text[: len(text) // 2])
            file.flush()
            time.sleep(random.uniform(0, 0.2))
            file.write(text[len(text) // 2 :])
    else:
        waiting = path.with_suffix(".new")
        waiting.write_text(text, "utf-8")
        waiting.replace(path)


TASKS: Final[dict[str, Callable[[Home, Random, int], Task]]] = {
    "reader": read, "writer": write, "corrector": correct, "indexer": index,
}  # fmt: skip
