"""How the app is built: sizes of its classes, commands that lead somewhere, screens that need no other module."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from textual import actions

import hnreader.app
from hnreader.app.commands import COMMANDS, PANES
from hnreader.app.screens.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "hnreader.app"
MOST_LINES, MOST_METHODS = 250, 30


def classes() -> Iterator[type]:
    for module_info in pkgutil.walk_packages(hnreader.app.__path__, f"{PACKAGE}."):
        module = import_module(module_info.name)
        yield from (
            value for value in vars(module).values() if inspect.isclass(value) and value.__module__ == module.__name__
        )


def own_bases(made: type) -> list[type]:
    """The class and those of its bases that are of the app."""
    return [base for base in made.__mro__ if base.__module__.startswith(PACKAGE)]


def methods(made: type) -> set[str]:
    functions = (classmethod, staticmethod, property)
    return {
        name
        for base in own_bases(made)
        for name, value in vars(base).items()
        if (inspect.isfunction(value) and value.__qualname__.startswith(base.__qualname__))
        or isinstance(value, functions)
    }


@pytest.mark.parametrize("made", classes(), ids=lambda made: f"{made.__module__}.{made.__qualname__}")
def test_no_class_is_large(made: type) -> None:
    """No class of the app has too many methods, those inherited from the app's own classes included, or lines."""
    assert len(methods(made)) <= MOST_METHODS
    if "<string>" not in (inspect.getsourcefile(made) or "<string>"):
        assert len(inspect.getsourcelines(made)[0]) <= MOST_LINES


def screen_commands(namespace: str) -> list[tuple[str, tuple[object, ...]]]:
    """The names and arguments of the commands that a screen carries out by one of its actions."""
    parsed = [actions.parse(command.action) for command in COMMANDS]
    return [
        (str(arguments[0]), arguments[1:])
        for space, name, arguments in parsed
        if (space, name) == ("screen", namespace)
    ]


async def test_a_command_of_a_controller_exists(stage: Any) -> None:
    """What the command table names is a method that takes these arguments."""
    async with stage() as here:
        for name, arguments in screen_commands("run"):
            controller, _, method = name.partition(".")
            inspect.signature(getattr(getattr(here.app.screen.controllers, controller), method)).bind(*arguments)


@pytest.mark.parametrize("name", [name for name, _ in screen_commands("open")])
def test_a_screen_is_opened_by_its_module(name: str) -> None:
    """A module in `screens` that the command table names opens its screen given the controllers, and nothing else."""
    opener = import_module(f"{PACKAGE}.screens.{name}").open_screen
    assert list(inspect.signature(opener).parameters) == ["controllers"]


def test_every_pane_can_be_left() -> None:
    """Whatever lies over the reader is closed by a command of its own that the footer shows."""
    closing = {
        pane for command in COMMANDS if command.action == "screen.close" and command.shown for pane in command.panes
    }
    assert closing == set(PANES) - {"list", "reading", "selecting", "search", "filter"}


def test_overlays_are_left_once() -> None:
    """All overlays share the one way of leaving: none replaces it."""
    for made in classes():
        if issubclass(made, Overlay) and made is not Overlay:
            assert "action_close" not in vars(made)
