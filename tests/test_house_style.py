"""The house style that no linter knows: sizes of functions, classes and files, and names that are not the field's."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "hnreader").rglob("*.py"))
SOURCES = sorted([*MODULES, *(ROOT / "tests").rglob("*.py")])
LINES_OF_A_FUNCTION, LINES_OF_A_CLASS, LINES_OF_A_FILE, METHODS = 50, 250, 400, 30

MODULE_NAMES = frozenset(
    """signs sense matter stitches owners orphans shelf halves asking likeness listing lighting whole bodies taking
    desk own going marking looks courtesy ground inking laid inquiry survey doubts keyline titling briefs folios
    """.split()
)
NAMES = frozenset(
    """told held one said wished asked bare Tie sure shelf halves standing sorted_out asking likeness listing lighting
    held_against SEERS desk looks courtesy inking laid survey doubts keyline Voice voice folios titling complain briefs
    """.split()
)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def definitions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def bound_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the names that a module gives to something: definitions, parameters, variables, attributes, imports as."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.Name(ctx=ast.Store()):
                yield node.id, node.lineno
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr, node.lineno
            case ast.alias() if node.asname:
                yield node.asname, node.lineno


def test_sizes() -> None:
    """Files have up to 400 lines, functions 50, classes 250."""
    assert [path for path in SOURCES if len(path.read_text("utf-8").splitlines()) > LINES_OF_A_FILE] == []
    limits = {ast.ClassDef: LINES_OF_A_CLASS}
    too_long = [
        (name_of(path), node.name)
        for path in SOURCES
        for node in definitions(parsed(path))
        if length(node) > limits.get(type(node), LINES_OF_A_FUNCTION)
    ]
    assert too_long == []


def test_methods_of_a_class_with_those_of_its_bases() -> None:
    """A class has up to 30 methods and 250 lines, those of its bases in this package included."""
    classes = {
        node.name: node for path in MODULES for node in definitions(parsed(path)) if isinstance(node, ast.ClassDef)
    }

    def lineage(name: str) -> set[str]:
        bases = (base.value if isinstance(base, ast.Subscript) else base for base in classes[name].bases)
        ours = (base.id for base in bases if isinstance(base, ast.Name) and base.id in classes and base.id != name)
        return {name}.union(*map(lineage, ours))

    def methods(name: str) -> set[str]:
        body = classes[name].body
        return {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}

    too_many = {name: len(set().union(*map(methods, lineage(name)))) for name in classes}
    too_long = {name: sum(length(classes[base]) for base in lineage(name)) for name in classes}
    assert {name: count for name, count in too_many.items() if count > METHODS} == {}
    assert {name: count for name, count in too_long.items() if count > LINES_OF_A_CLASS} == {}


def test_names_are_the_fields_own() -> None:
    """Nothing has a name that only this project would understand."""
    assert [path for path in SOURCES if path.stem in MODULE_NAMES] == []
    found = [(name_of(path), name, line) for path in SOURCES for name, line in bound_names(parsed(path))]
    assert [place for place in found if place[1].lstrip("_") in NAMES] == []
