"""Which keys the commands have: their own, or those of the user's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.app.commands.command import PANES
from hnreader.app.commands.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hnreader.app.commands.command import Command, Pane

_RENAMED_IDS: Final = {
    "held_before": "earlier_issue",
    "held_after": "later_issue",
    "month_before": "previous_month",
    "month_after": "next_month",
    "bar_before": "previous_bar",
    "bar_after": "next_bar",
    "bars_before": "bars_back",
    "bars_after": "bars_forward",
    "next_hit": "next_match",
    "previous_hit": "previous_match",
}
"""Commands by the ids that they had once, which settings may still have."""
_RENAMED: Final = _RENAMED_IDS | {
    f"{pane}.{old}": f"{pane}.{new}" for pane in PANES for old, new in _RENAMED_IDS.items()
}


class Keys:
    """The commands with the user's own keys.

    `settings` has keys by `pane.id`, or by `id` for all panes. As in Textual, a key set for one command is taken from
    any other command of the pane.
    """

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        settings = {_RENAMED.get(name, name): keys for name, keys in (settings or {}).items()}
        ids = {f"{pane}.{command.id}" for command in COMMANDS for pane in command.panes}
        self.unknown: Final = tuple(name for name in settings if name not in ids | {command.id for command in COMMANDS})
        """Names in the settings that no command has."""
        self.keymap: Final = {
            name: keys
            for name in sorted(ids)
            if (keys := settings.get(name, settings.get(name.partition(".")[2]))) is not None
        }
        """Textual's: keys, separated by commas, by the id of a binding."""
        self.custom: Final = frozenset(key for keys in self.keymap.values() for key in _split(keys))
        """The keys that the user has set."""

    def of(self, pane: Pane) -> tuple[Command, ...]:
        """Return the commands that work in a pane, with their keys."""
        commands = [command for command in COMMANDS if pane in command.panes]
        owners = {
            key: command.id for command in commands for key in _split(self.keymap.get(f"{pane}.{command.id}", ""))
        }
        return tuple(
            replace(
                command,
                keys=tuple(key for key in self._keys(pane, command) if owners.get(key, command.id) == command.id),
            )
            for command in commands
        )

    def hint(self, command_id: str) -> str:
        """Return the first key of a command as people write it; where it has none, that of the palette."""
        panes = (pane for command in COMMANDS if command.id == command_id for pane in command.panes)
        keys = (command.written for pane in panes for command in self.of(pane) if command.id == command_id)
        return next((written[0] for written in keys if written), "^P")

    def _keys(self, pane: Pane, command: Command) -> tuple[str, ...]:
        keys = self.keymap.get(f"{pane}.{command.id}")
        return command.keys if keys is None else _split(keys)


def _split(keys: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.split(",") if key.strip())
