"""`hnreader corrections`: what it prints, what it writes, and what it says of wrong input. All text is made up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from read_only_folders import refuse_writing
from two_stories import FISH, LAMPS, LINES, MONEY, WEIGHT

from hnreader.cli import main
from hnreader.corrections import Action, Correction, TextQuote
from hnreader.userdata.correction_file import PageCorrection, add_corrections, correction_path, read_corrections

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, list[str], list[str]]]

TO_LAMPS = PageCorrection(Correction(Action.BELONGS, TextQuote(WEIGHT, "城里。"), TextQuote(LAMPS), by="江\x1b[2J小舟"))
APART = PageCorrection(Correction(Action.BEGINS_STORY, TextQuote(MONEY)))
TOGETHER = PageCorrection(Correction(Action.BELONGS, TextQuote(LAMPS, "补足。"), TextQuote(FISH)))
NOWHERE = PageCorrection(Correction(Action.IS, TextQuote("没有这一句", occurrence=2), role="headline"))


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of two stories in a folder of its own, which is the current one."""
    path = tmp_path / "pages" / "2024-03-09_01.txt"
    path.parent.mkdir()
    path.write_text("\n".join(LINES), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `hnreader corrections`, and return its exit code, what it prints, and what it reports."""

    def corrections(*words: object) -> tuple[int, list[str], list[str]]:
        code = main(["corrections", "--lang", "en", *map(str, words)])
        printed = capsys.readouterr()
        return code, printed.out.splitlines(), printed.err.splitlines()

    return corrections


def mailed(folder: Path, *corrections: PageCorrection, text: str = "") -> Path:
    """A file of corrections that somebody has sent."""
    add_corrections(folder / "mailed.toml", corrections)
    with (folder / "mailed.toml").open("a", encoding="utf-8") as file:
        file.write(text)
    return folder / "mailed.toml"


def test_what_corrections_say(page: Path, run: Run) -> None:
    """Of each the page, the id, when, who, and what it says of which words; nothing of it moves the cursor."""
    assert run("list", "pages") == (1, [], ["hnreader: No corrections were found"])
    add_corrections(correction_path(page), [TO_LAMPS, NOWHERE, APART], [(APART.id, "韩松年")])
    code, lines, errors = run("list", "pages")
    rows = [[cell.strip() for cell in line.split("  ") if cell] for line in lines]
    name = "pages/2024-03-09_01.txt"
    assert (code, errors) == (0, [])
    assert rows == [
        [name, TO_LAMPS.id, "–", "江小舟", f"“{WEIGHT}…城里。” belongs to the same article as “{LAMPS}”"],
        [name, NOWHERE.id, "–", "–", "[does not fit the page any more] “没有这一句 (place 2)” is a headline"],
    ]
    assert run("list", "--all", page)[1][-1].endswith(f"[withdrawn] “{MONEY}” begins an article")
    listed = json.loads(run("export", correction_path(page))[1][0])
    assert [(each["id"], each["state"]) for each in listed] == [
        (TO_LAMPS.id, "applied"), (NOWHERE.id, "misfit"), (APART.id, "withdrawn"),
    ]  # fmt: skip
    assert listed[0]["on"] == {"begins": WEIGHT, "ends": "城里。", "occurrence": 1}


def test_what_was_mailed_is_applied(page: Path, tmp_path: Path, run: Run) -> None:
    """What fits, each once; which articles change is told, and is so."""
    sent = mailed(tmp_path, TO_LAMPS, NOWHERE)
    left = ["1 does not fit this page and was left out:", f"  {NOWHERE.id}  “没有这一句 (place 2)” is a headline"]
    changes = [f"changed  {FISH}首日起鱼十二万斤", f"changed  {LAMPS}"]
    assert run("apply", "--dry-run", sent, page) == (0, ["1 correction would be added", *left, *changes], [])
    assert not correction_path(page).exists()
    assert run("apply", sent, page) == (0, ["1 correction added", *left, *changes], [])
    assert read_corrections(correction_path(page)).corrections == (TO_LAMPS,)
    again = ["0 corrections added", "1 was there already", *left]
    assert run("apply", sent, page) == (0, again, [])
    run("drop", page, TO_LAMPS.id[:4])
    assert run("apply", sent, page) == (1, ["0 corrections added", "1 was withdrawn here", *left], [])


def test_corrections_of_many_pages_are_written_to_one_file(page: Path, tmp_path: Path, run: Run) -> None:
    """From which each page takes what fits it."""
    other = page.with_name("2024-03-10_01.txt")
    other.write_text(page.read_text("utf-8").replace("老街", "新街"), "utf-8")
    add_corrections(correction_path(page), [TO_LAMPS])
    add_corrections(correction_path(other), [APART])
    assert run("export", "--output", "all.toml", "pages") == (0, [], [])
    assert run("export", "--output", "all.toml", "pages")[0] == 2
    assert read_corrections(tmp_path / "all.toml").corrections == (TO_LAMPS, APART)
    assert json.loads(run("apply", "--json", "all.toml", other)[1][0])["misfit"] == [TO_LAMPS.id]


@pytest.mark.parametrize("command", ["show", "cite"])
def test_an_id_says_where_it_leads(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """One whose article was merged with another; that of the article as it is now says nothing."""

    def call(*words: str) -> tuple[str, str]:
        assert main([*words, "pages", "--library", str(tmp_path / "library"), "--lang", "en"]) == 0
        return capsys.readouterr()

    fish, lamps = (line.split()[0] for line in call("list")[0].splitlines())
    add_corrections(correction_path(page), [TOGETHER])
    assert [line.split()[0] for line in call("list")[0].splitlines()] == [fish]
    assert call(command, fish)[1] == ""
    text, note = call(command, lamps)
    assert FISH in text
    assert note == f"hnreader: {lamps} is {fish} now (merged, or under another ID)\n"


def test_corrections_are_withdrawn(page: Path, run: Run) -> None:
    """Those that are named, by the beginnings of their ids, or all; nothing leaves the file."""
    add_corrections(correction_path(page), [TO_LAMPS, APART])
    assert run("drop", page, APART.id[:5], "zz")[0] == 1
    assert run("drop", page, APART.id[:5]) == (
        0, [f"{APART.id}  “{MONEY}” begins an article", "1 correction withdrawn"], [],
    )  # fmt: skip
    assert json.loads(run("drop", "--all", "--json", page)[1][0]) == {"withdrawn": [TO_LAMPS.id]}
    assert read_corrections(correction_path(page)).withdrawn == (TO_LAMPS, APART)
    assert run("drop", "--all", page) == (1, [], ["hnreader: No corrections were found"])


WRONG = [
    ("apply", 2, "corrections apply requires FILE PAGE"),
    ("apply mailed.toml", 2, "corrections apply requires FILE PAGE"),
    ("apply mailed.toml pages/2024-03-09_01.txt more", 2, "Too many arguments for corrections apply"),
    ("apply nothing.toml pages/2024-03-09_01.txt", 2, "nothing.toml: No such file or folder"),
    ("apply mailed.toml pages", 2, "pages: Not a regular file"),
    ("apply mailed.toml pages/2024-03-09_01.txt", 1, "mailed.toml: Line 3: this correction cannot be read"),
    ("show pages/2024-03-09_01.txt", 2, "corrections show requires PAGE ID"),
    ("drop", 2, "corrections drop requires PAGE"),
    ("drop pages/2024-03-09_01.txt", 2, "corrections drop requires ID"),
    ("drop pages/2024-03-09_01.txt --all 12", 2, "Options --all and ID cannot be used together"),
    ("drop pages/2024-03-09_01.txt 12", 1, "No correction of this page has the id 12"),
    ("drop pages 12", 2, "pages: Not a regular file"),
    ("drop nothing.txt 12", 2, "nothing.txt: No such file or folder"),
    ("list nothing.txt", 1, "nothing.txt: No such file or folder"),
    ("list --dry-run", 2, "Option --dry-run cannot be used with corrections list"),
    ("pages", 2, "[ACTION] must be one of list, show, apply, export, drop, not “pages”"),
]


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(("words", "code", "line"), WRONG, ids=[words for words, *_ in WRONG])
def test_wrong_input_costs_a_line(tmp_path: Path, run: Run, words: str, code: int, line: str) -> None:
    """That says what, where, and what is wanted."""
    mailed(tmp_path, NOWHERE, text="nothing\n")
    found, _, errors = run(*words.split())
    assert found == code
    assert errors[0].startswith(f"hnreader: {line}")


def test_what_is_known_of_a_correction_is_shown(page: Path, run: Run) -> None:
    """Its words on the page, and what it changes; also of one that was withdrawn, or does not fit."""
    name = PageCorrection(Correction(Action.NAMES, TextQuote("渔民"), role="reporters"))
    add_corrections(correction_path(page), [TO_LAMPS, NOWHERE, APART, name], [(APART.id, "韩松年")])
    code, lines, errors = run("show", page, TO_LAMPS.id[:4])
    assert (code, errors) == (0, [])
    assert lines[0].startswith(f"{page}  {TO_LAMPS.id}  –  江小舟  “{WEIGHT}…城里。” belongs to")
    assert lines[1] == f"Kept in {correction_path(page)}"
    assert lines[2].startswith("Line 6: …")
    assert f"起网的时候要八个人一起拉。【{WEIGHT}，一共起鱼十二万斤，全部装车运往城里。】{LAMPS}" in lines[2]
    assert f"全部装车运往城里。【{LAMPS}】湖南日报3月8日讯" in lines[3]
    assert lines[4:] == [f"changed  {FISH}首日起鱼十二万斤", f"changed  {LAMPS}"]
    assert run("show", page, name.id)[1][-1] == f"changed  {FISH}首日起鱼十二万斤"
    shown = json.loads(run("show", "--json", page, APART.id, NOWHERE.id)[1][0])
    assert [each["state"] for each in shown] == ["withdrawn", "misfit"]
    assert shown[0]["kept_in"] == [str(correction_path(page))]
    assert run("show", page, "zz") == (1, [], ["hnreader: No correction of this page has the id zz"])


def test_where_nothing_can_be_written_beside_a_page(
    page: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept in the user's folder, and found there by the page or its folder; that is said each time."""
    sent = mailed(tmp_path, TO_LAMPS)
    refuse_writing(monkeypatch, page.parent)
    code, lines, errors = run("apply", sent, page)
    (place,) = (tmp_path / "user" / "hnreader" / "corrections").iterdir()
    message = f"{page}: corrections are kept in {place}"
    assert (code, lines[0], errors) == (0, "1 correction added", [f"hnreader: {message}"])
    for path in ("pages", tmp_path / "pages", page, place):
        code, lines, errors = run("list", path)
        assert (code, len(lines), len(errors)) == (0, 1, 1)
    assert run("export", "--output", "all.toml", "pages")[0] == 0
    assert read_corrections(tmp_path / "all.toml").corrections == (TO_LAMPS,)
    code, lines, errors = run("drop", page, TO_LAMPS.id)
    assert (code, errors) == (0, [f"hnreader: {message}"])
    assert run("list", page) == (1, [], [*errors, "hnreader: No corrections were found"])


def test_an_export_has_no_folder(page: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given away: neither that of the pages, nor the user's one. A list has both."""
    sent = mailed(tmp_path, TO_LAMPS)
    refuse_writing(monkeypatch, page.parent)
    run("apply", sent, page)
    (place,) = (tmp_path / "user" / "hnreader" / "corrections").iterdir()
    (exported,) = run("export", tmp_path / "pages")[1]
    assert str(tmp_path) not in exported
    assert [(each["file"], each["kept_in"]) for each in json.loads(exported)] == [(page.name, [place.name])]
    (listed,) = json.loads(run("list", "--json", page)[1][0])
    assert (listed["file"], listed["kept_in"]) == (str(page), [str(place)])


def test_a_folder_of_the_user_that_cannot_be_written_is_told(
    page: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the file that could not be written; nobody is told that something was kept."""
    sent = mailed(tmp_path, TO_LAMPS)
    refuse_writing(monkeypatch, tmp_path)
    code, lines, (error,) = run("apply", sent, page)
    assert (code, lines) == (2, [])
    assert error.startswith(f"hnreader: Cannot write {tmp_path / 'user'}")
    assert error.endswith(": Permission denied")
