"""What commands print for programs: the same forms everywhere, as docs/schemas says."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from schemas import FOLDER, schemas, written

from hnreader.cli import main
from hnreader.corrections import Action, Correction, TextQuote
from hnreader.userdata.correction_file import PageCorrection, add_corrections, correction_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STORY = "莲湖灌区通水，三县受益，渠道全长四十里。"
BEFORE = f"莲湖通水\n\n青石镇2月17日讯（记者 江小舟）省水利厅厅长韩松年说，莲湖的渠道清了。{STORY}\n"
AFTER = f"莲湖灌区再通水\n\n青石镇3月8日讯（记者 江小舟）{STORY}渠道清了，水才走得远。\n"


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command on two pages, the first of which is corrected, and return what it prints."""
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in (("2024-02-18_01.txt", BEFORE), ("2024-03-09_01.txt", AFTER)):
        (pages / name).write_text(text, "utf-8")
    correction = Correction(Action.BEGINS_STORY, TextQuote("莲湖通水"))
    add_corrections(correction_path(pages / "2024-02-18_01.txt"), [PageCorrection(correction)])

    def run(*words: str, code: int = 0) -> str:
        assert main([*words, *([] if words[0] == "library" else [str(pages)])]) == code, words
        return capsys.readouterr().out

    return run


def test_the_schemas_are_those_of_the_code():
    """`python tests/schemas.py` writes them anew."""
    assert {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")} == {
        f"{name}.json": written(schema) for name, schema in schemas().items()
    }


def test_what_is_printed_is_as_the_schemas_say(call):
    """Each command that lists prints JSON by its schema, and CSV of as many rows, whose columns are fields of it."""
    first = json.loads(call("list", "--json"))[0]["id"]
    commands = {
        "list": ["list"],
        "search": ["search", "莲糊灌区|通水"],
        "search-count": ["search", "莲湖", "--count"],
        "kwic": ["kwic", "莲湖"],
        "trend": ["trend", "莲湖", "--text-only"],
        "names": ["names"],
        "related": ["related", first],
        "check": ["check"],
        "review": ["review"],
        "corrections": ["corrections", "list"],
        "library": ["library"],
    }
    made = schemas()
    assert commands.keys() == made.keys()
    for name, words in commands.items():
        printed = json.loads(call(*words, "--json"))
        Draft202012Validator(made[name], format_checker=FormatChecker()).validate(printed)
        assert printed, name
        rows = list(csv.DictReader(io.StringIO(call(*words, "--csv").removeprefix("\ufeff"))))
        if isinstance(printed, list):
            assert len(rows) == len(printed), name
            assert all(rows[0].keys() <= each.keys() for each in printed), name
            assert rows[0].get("id") == printed[0].get("id"), name


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["search", "没有这个词"], 1),
        (["kwic", "没有这个词"], 1),
        (["trend", "没有这个词"], 1),
        (["search", "莲湖", "--json", "--csv"], 2),
        (["corrections", "apply", "--csv"], 2),
        (["library", "verify", "--csv"], 2),
    ],
)
def test_nothing_found_is_told_by_the_exit_code(call, words, code):
    """Nothing found is 1, a command line that is not understood 2; so it is in every form."""
    call(*words, code=code)
    if code == 1:
        assert json.loads(call(*words, "--json", code=code)) == [] or words[0] == "trend"
