"""`hnreader review`: what it lists, keeps and reports. All text is made up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from two_stories import LINES

from hnreader.archive import load
from hnreader.cli import main
from hnreader.corrections import Action
from hnreader.model import PageArticles
from hnreader.training.evaluation import found_stories, true_stories
from hnreader.training.gold_reading import read_gold
from hnreader.userdata.correction_file import correction_path, read_corrections

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of two stories, in the current folder."""
    path = tmp_path / "2024-03-09_01.txt"
    path.write_text("\n".join(LINES), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `hnreader review`, and return its exit code, what it prints, and what it reports."""

    def review(*words: object) -> tuple[int, list[str], list[str]]:
        code = main(["review", "--lang", "en", "--in-memory", *map(str, words)])
        printed = capsys.readouterr()
        return code, printed.out.splitlines(), printed.err.splitlines()

    return review


def test_what_was_looked_at_is_not_listed_again(page: Path, run: Run) -> None:
    code, lines, _ = run(page)
    assert code == 0
    assert lines[-1].startswith("0 of 2 looked at; of the other 2, about ")
    _, (line,), _ = run(page, "--json")
    first, second = json.loads(line)["doubted"]
    assert first["right"] <= second["right"]
    assert {each["words"] in "\n".join(lines) for each in first["alternatives"]} == {True}
    code, lines, errors = run(page, "--right", first["id"], "--right", "nowhere")
    assert (code, lines, len(errors), correction_path(page).exists()) == (1, [], 1, False)
    assert run(page, "--right", first["id"])[0] == 0
    (kept,) = read_corrections(correction_path(page)).corrections
    assert kept.correction.action is Action.RIGHT
    _, (line,), _ = run(page, "--json")
    assert [each["id"] for each in json.loads(line)["doubted"]] == [second["id"]]
    run(page, "--right", second["id"])
    assert run(page) == (0, ["2 of 2 looked at; all have been looked at"], [])


def test_the_report(page: Path, run: Run, tmp_path: Path) -> None:
    """By issue and page, in both forms; what is there is not overwritten."""
    assert run(page, "--report", tmp_path / "review.md") == (0, [], [])
    markdown = (tmp_path / "review.md").read_text("utf-8")
    assert "- 0 of 2 looked at" in markdown
    assert "| 2024-03-09 | 2 | 0 | about " in markdown
    assert "| 2024-03-09\\_01.txt | 2 | 0 | about " in markdown
    run(page, "--report", tmp_path / "review.json")
    report = json.loads((tmp_path / "review.json").read_text("utf-8"))
    assert (report["articles"], report["pages"], report["issues"]) == (2, *[{"all": 1, "looked_at": 0}] * 2)
    assert [each["source"] for each in report["by_issue"][0]["pages"]] == ["2024-03-09_01.txt"]
    code, _, (error,) = run(page, "--report", tmp_path / "review.md")
    assert (code, "--force" in error) == (2, True)


def test_reviewed_pages_are_truth(page: Path, run: Run, tmp_path: Path) -> None:
    """Those all of whose articles were looked at; training reads them as they were segmented."""
    other = tmp_path / "2024-03-10_01.txt"
    other.write_text("\n".join(LINES), "utf-8")
    assert run(page, other, "--truth", tmp_path / "truth") == (1, ["0 pages written"], [])
    _, (line,), _ = run(page, other, "--json")
    day = [each["id"] for each in json.loads(line)["doubted"] if each["source"] == page.name]
    run(page, other, *(word for name in day for word in ("--right", name)))
    assert run(page, other, "--truth", tmp_path / "truth") == (0, ["1 page written"], [])
    (labelled,) = read_gold(tmp_path / "truth" / "gold", tmp_path / "truth" / "pages")
    (segmented,) = (each for each in load(page) if isinstance(each, PageArticles))
    wanted = [(story.title, story.body) for story in found_stories(segmented)]
    assert [(story.title, story.body) for story in true_stories(labelled)] == wanted
    code, _, (error,) = run(page, other, "--truth", tmp_path / "truth")
    assert (code, "--force" in error) == (2, True)
