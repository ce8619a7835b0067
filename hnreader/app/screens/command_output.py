"""The sheet with what a command of the shell makes of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from hnreader.app.controllers.background import BackgroundTasks
from hnreader.app.controllers.context import describe_error
from hnreader.app.controllers.outside_programs import may_run_programs
from hnreader.app.rendering.formatting import printable
from hnreader.app.screens.sheet import Sheet
from hnreader.reading.cleaning import clean
from hnreader.storage.programs import ShellCommand

if TYPE_CHECKING:
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context
    from hnreader.messages import Translator
    from hnreader.storage.programs import Output

_MOST: Final = 200_000  # bytes: more than anybody reads on a sheet
_SECONDS: Final = 60.0


def open_screen(controllers: Controllers) -> None:
    """Ask for a command of the shell, the last one offered, and show what it makes of the selection or the article."""
    context, text = controllers.context, controllers.copying.content()
    if not text or not may_run_programs(context):
        return

    def accept(command: str | None) -> None:
        if command and command.strip():
            controllers.remembered[__name__] = command
            context.view.push(CommandOutput(context, command, text), show_end)

    def show_end(message: str | None) -> None:
        if message:
            context.view.show_message(message)

    context.view.ask(context.tr("Shell command that reads the text"), accept, controllers.remembered.get(__name__, ""))


class CommandOutput(Sheet):
    """Runs the command; leaving the sheet ends it. Without any output it ends with a message."""

    def __init__(self, context: Context, command: str, text: str) -> None:
        super().__init__(f"| {printable(command)}", Content(context.tr("Running… ({key} stops it)", key="Esc")))
        self._tr = context.tr
        self._command = ShellCommand(command, text)
        self._tasks = BackgroundTasks(self, context.throttle, self._fail)

    def on_mount(self) -> None:
        """Run it."""
        self._tasks.start("command", self._run, self._show)

    def on_unmount(self) -> None:
        """End it."""
        self._tasks.close()

    def _run(self, task: Task) -> Output:
        task.on_cancel(self._command.end)
        return self._command.run(_MOST, _SECONDS)

    def _fail(self, error: Exception) -> None:
        self.dismiss(describe_error(error, self._tr))

    def _show(self, output: Output) -> None:
        lines = [clean(line) for line in output.text.splitlines()]
        notes = output_notes(output, self._tr)
        if not any(lines):
            self.dismiss("; ".join(notes) or self._tr("The command has written nothing"))
            return
        noted = [Content.styled(f"{note}\n", "bold $warning") for note in notes]
        self.query_one("#sheet-text", Static).update(Content("").join([*noted, Content("\n".join(lines))]))


def output_notes(output: Output, tr: Translator) -> list[str]:
    """Return what is to be known of how a command ended; nothing where it ended well."""
    notes = [tr("Only the first {count} KB are shown", count=_MOST // 1000)] if output.cut else []
    if output.late:
        notes.append(tr("Ended after {seconds} seconds", seconds=round(_SECONDS)))
    elif output.exit_code and not output.cut:
        notes.append(tr("Exit code {code}", code=output.exit_code))
    return notes
