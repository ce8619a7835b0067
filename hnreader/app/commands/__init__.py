"""The commands of the app: what each is (`command`), all of them (`table`), and the keys that they have (`keys`)."""

from hnreader.app.commands.command import PANE_NAMES, PANES, Command, Pane
from hnreader.app.commands.keys import Keys
from hnreader.app.commands.table import COMMANDS, LABELS, bindings

__all__ = ["COMMANDS", "LABELS", "PANES", "PANE_NAMES", "Command", "Keys", "Pane", "bindings"]
