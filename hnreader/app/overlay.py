"""Screens that lie over the reader: each is left once, whatever else was typed in the same breath."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Given = TypeVar("Given")


class Once(Screen[Given]):
    """Textual takes the screen on top away for every `dismiss`, also for the second one of a screen that is gone.

    It stands last among the bases of a class: Textual takes styles from the first.
    """

    _left = False

    def dismiss(self, result: Given | None = None) -> AwaitComplete:
        """Leave the screen with a result, if it is still there and nothing lies over it."""
        if self._left or not self.is_current:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)


class Overlay(ModalScreen[Given], Once[Given]):
    """A screen laid over the reader."""
