"""`hnreader names` and `hnreader related` as they are called."""

from __future__ import annotations

import csv
import io
import json
from typing import NamedTuple

import pytest

from hnreader.cli import main
from hnreader.research import names_gathering


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """The program called within this process, with a cache of its own."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*arguments):
        code = main([str(item) for item in arguments])
        return Done(code, *capsys.readouterr())

    return run


def test_names_in_lines_json_and_csv(call):
    """The same names three ways; the second call looks nothing through and says the same."""
    lines = call("names", "--kind", "people", "--limit", "3")
    as_json = call("names", "--kind", "people", "--limit", "3", "--json")
    as_csv = call("names", "--kind", "people", "--limit", "3", "--csv")
    listed = json.loads(as_json.stdout)
    assert [line.split()[1] for line in lines.stdout.splitlines()] == [item["name"] for item in listed]
    assert [row["name"] for row in csv.DictReader(io.StringIO(as_csv.stdout.removeprefix("\ufeff")))] == [
        item["name"] for item in listed
    ]
    assert (lines.returncode, lines.stderr) == (0, "")
    assert set(listed[0]) == {"kind", "name", "count", "articles", "first", "last"}


def test_names_by_first_use(call):
    """The oldest issue of the samples comes first."""
    days = [item["first"] for item in json.loads(call("names", "--sort", "first", "--json").stdout)]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["names", "--kind", "things"], "--kind"),
        (["names", "--sort", "last"], "--sort"),
        (["names", "--json", "--csv"], "--csv"),
        (["list", "--kind", "people"], "--kind"),
        (["related"], "ID"),
    ],
)
def test_wrong_use(call, arguments, expected):
    """One line says what is wrong, the next where help is."""
    done = call(*arguments)
    assert done.returncode == 2
    assert expected in done.stderr.splitlines()[0]
    assert len(done.stderr.splitlines()) == 2


def test_related(call):
    """The other issue that tells of the same campaign, and by which words; an unknown id is reported."""
    found = json.loads(call("related", "20240309-nmvq5k", "--json").stdout)
    assert "20250327-d5r84n" in [item["id"] for item in found]
    assert any("智赋万企" in item["shared"] for item in found)
    assert all(item["date"] != "2024-03-09" for item in found)
    done = call("related", "zzzzzz")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_a_page_without_names(call, tmp_path):
    """That nothing is found is reported, with the exit code of a search that found nothing."""
    page = tmp_path / "page.txt"
    page.write_text("今天天气很好。\n", encoding="utf-8")
    done = call("names", page)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_a_cache_that_cannot_be_written(call, tmp_path):
    """The names are printed all the same, and one line says that nothing is kept."""
    (tmp_path / "cache").write_text("a file where the folder should be")
    done = call("names", "--limit", "1")
    assert (done.returncode, len(done.stdout.splitlines()), len(done.stderr.splitlines())) == (0, 1, 1)


def test_an_interrupt_shows_what_was_found(tmp_path, monkeypatch, capsys):
    """Ctrl-C while articles are looked through lists the names of those that were, and says how many that is."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(names_gathering, "_BATCH", 1)
    ask, batches = names_gathering.Tagging.mentions, []

    def interrupted(self, sources):
        batches.append(len(sources))
        if len(batches) == 40:
            raise KeyboardInterrupt
        return ask(self, sources)

    monkeypatch.setattr(names_gathering.Tagging, "mentions", interrupted)
    assert main(["--lang", "en", "names", "--kind", "places", "--json"]) == 130
    output = capsys.readouterr()
    assert "39 of 48 articles" in output.err
    first = json.loads(output.out)
    assert main(["--lang", "en", "names", "--kind", "places", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) > len(first) > 0
    assert sum(batches[40:]) < 24  # nine, and what was done of a page
