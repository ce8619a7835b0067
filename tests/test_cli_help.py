"""Help, the manual page, completion and suggestions: all from the definitions of the commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hnreader.cli import main
from hnreader.cli.arguments import COMMANDS, OPEN
from hnreader.cli.grammar.options import OneOf
from hnreader.cli.grammar.program import Program
from hnreader.messages import Translator

MODULE = [sys.executable, "-m", "hnreader"]
ROOT = Path(__file__).parents[1]


@pytest.fixture
def call(capsys, monkeypatch):
    """The program called within this process: exit code, standard output, standard error."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run


# ── help


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_a_command_as_its_option_does(call, command, lang):
    """`hnreader help COMMAND` and `hnreader COMMAND --help` are the same text."""
    explained = call("help", command, "--lang", lang)
    assert explained == call(command, "-h", "--lang", lang)
    assert explained[1].startswith(f"hnreader {command}")


def test_help_without_a_command_lists_them(call):
    """As `--help` does, each with its summary."""
    code, out, _ = call("help")
    assert (code, out) == call("--help")[:2]
    section = out.split("\nCommands\n")[1].split("\n\n")[0]
    assert re.findall(r"^  (\w+)  ", section, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_manual_page_is_complete(call, lang):
    """It has every command, option, value and example, each with a hyphen that can be searched for and copied."""
    code, out, err = call("help", "--man", "--lang", lang)
    page = out.replace("\\-", "-").replace("\\(aq", "'")
    assert (code, err) == (0, "")
    assert page.startswith(".TH HNREADER 1")
    program = Program(Translator(lang))
    for name in (OPEN, *COMMANDS):
        definition = program.get_command(None, name)
        assert name == OPEN or f"\n.SS {name}" in page
        for text in (definition.summary, *definition.description, *definition.examples):
            assert text in page.replace("\\(ga", "`").replace("\\(ti", "~")
        for option in definition.options:
            values = option.type.values if isinstance(option.type, OneOf) else [""]
            assert option.opts[0] in page
            assert all(value in page for value in values)
    assert all(f"\\fB{code}\\fR" in out for code in (0, 1, 2, 130, 141))


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_the_manual_page_is_valid_roff():
    """Groff formats it without a warning."""
    page = subprocess.run([*MODULE, "help", "--man", "--lang", "en"], capture_output=True, check=True).stdout
    done = subprocess.run(["groff", "-K", "utf8", "-man", "-Tutf8", "-ww"], input=page, capture_output=True, check=True)
    assert done.stderr == b""
    assert "hnreader export" in done.stdout.decode().replace("\x1b[1m", "").replace("\x1b[0m", "")


OPENING = """
import sys
import hnreader.app, hnreader.cli
hnreader.app.run = lambda *_, **__: 0
hnreader.cli.interactive = lambda: True
assert hnreader.cli.main(sys.argv[1:]) == 0
print(*{name.partition(".")[0] for name in sys.modules} & {"click", "rich", "rapidfuzz"})
"""


@pytest.mark.parametrize("paths", [[], ["."], ["-"], [".", "no/where"]])
def test_to_open_the_reader_imports_no_parser(paths):
    """Neither click nor anything else that the reader does not need delays its first text."""
    command = [sys.executable, "-c", OPENING, *paths]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("\n", "")


# ── suggestions


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["serach", "长沙"], "command search"),
        (["lst"], "command list"),
        (["Trend", "长沙"], "command trend"),
        (["help", "exprot"], "mean export"),
        (["list", "--jsno"], "mean --json"),
        (["export", "--fromat", "csv"], "mean --format"),
        (["--vresion"], "mean --version"),
    ],
)
def test_a_misspelt_word_brings_a_suggestion(call, arguments, suggestion):
    """The error names what was probably meant, on its one line."""
    code, out, err = call(*arguments, "--lang", "en")
    assert (code, out) == (2, "")
    first, second = err.splitlines()
    assert f"{suggestion}?" in first
    assert second.startswith("hnreader: ")


@pytest.mark.parametrize("arguments", [["help", "xyzzy"], ["list", "--xyzzy"]])
def test_what_resembles_nothing_brings_no_suggestion(call, arguments):
    """A guess that is far off would only confuse."""
    code, _, err = call(*arguments, "--lang", "en")
    assert code == 2
    assert "did you mean" not in err


def test_a_path_is_no_misspelt_command(call, tmp_path, monkeypatch):
    """A file that is there is read, whatever its name; one with a suffix or a folder is never taken for a command."""
    monkeypatch.chdir(tmp_path)
    Path("serach").write_text("长沙芯片产业提速\n\n今天，芯片项目在长沙开工。\n", encoding="utf-8")
    assert call("serach")[0] == 0
    assert "No such file" in call("lists.txt", "--lang", "en")[2]
    assert "No such file" in call("./lst", "--lang", "en")[2]


@pytest.mark.parametrize("arguments", [["list", "--js"], ["search", "--lim", "1", "长沙", "--json"]])
def test_options_may_be_shortened(call, arguments):
    """While only one option begins so."""
    full = [{"--js": "--json", "--lim": "--limit"}.get(word, word) for word in arguments]
    assert call(*arguments) == call(*full)


# ── completion


def completions(words, shell="zsh"):
    """Return the answer to a shell at the end of the words, and the modules that were imported for it."""
    last = len(words.split(" ")) - 1
    environment = {"_HNREADER_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": str(last)}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "hnreader"],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment | {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)},
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    return done.stdout.splitlines(), imported


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    "asked_by", [{}, {"COMP_WORDS": "hnreader "}, {"COMP_WORDS": "hnreader ", "COMP_CWORD": " "}], ids=len
)
def test_who_is_no_shell_gets_no_completions(monkeypatch, capsys, shell, asked_by):
    """Nothing is printed, and the exit code says so."""
    for name in ("COMP_WORDS", "COMP_CWORD"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"_HNREADER_COMPLETE": f"{shell}_complete", **asked_by}.items():
        monkeypatch.setenv(name, value)
    assert main([]) == 2
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hnreader ", {"list", "export", "completion"}),
        ("hnreader se", {"search"}),
        ("hnreader --json li", {"list"}),
        ("hnreader search 长沙 --l", {"--limit", "--lang"}),
        ("hnreader cite --style ", {"gb7714", "bibtex", "ris", "csl"}),
        ("hnreader export --format=js", {"--format=json", "--format=jsonl"}),
        ("hnreader names --sort ", {"count", "first"}),
        ("hnreader help ex", {"export"}),
        ("hnreader completion ", {"bash", "zsh", "fish"}),
        ("hnreader list pages --lang ", {"zh", "en"}),
    ],
)
def test_words_are_completed(words, expected):
    """Commands, options and values are offered, and nothing of the archive is imported for it."""
    lines, imported = completions(words)
    offered = set(lines[1::3])
    assert expected <= offered
    assert all(word.startswith(words.rpartition(" ")[2]) for word in offered - {"_"})
    assert not imported & {f"hnreader.{room}" for room in ("segment", "archive", "search", "research", "app")}


@pytest.mark.parametrize("words", ["hnreader ", "hnreader list ", "hnreader export --output ", "hnreader show x "])
def test_paths_are_left_to_the_shell(words):
    """Where a path may be, the shell is asked to complete it."""
    assert "file" in completions(words)[0][::3]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_commands_beside_paths(tmp_path):
    """A folder is offered beside a command with the same beginning, and --option=value is three words to bash."""
    program = tmp_path / "hnreader"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hnreader "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "seasons").mkdir()
    script = """
    eval "$(hnreader completion bash)"
    try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hnreader_completion hnreader 2>&-; echo "${COMPREPLY[@]}"; }
    try hnreader sea
    try hnreader export --format = js
    """
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=tmp_path,
        check=True,
    )
    assert [set(line.split()) for line in done.stdout.splitlines()] == [{"search", "seasons"}, {"json", "jsonl"}]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_accept_the_script(shell, tmp_path):
    """The script has no syntax error."""
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    script = tmp_path / "script"
    script.write_bytes(subprocess.run([*MODULE, "completion", shell], capture_output=True, check=True).stdout)
    assert subprocess.run([shell, "-n", script], capture_output=True, check=True).stderr == b""
