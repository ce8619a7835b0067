"""The process: `hnreader` and `python -m hnreader`. An interrupt ends it quietly from the first import on.

So nothing is imported before the handler is set that is not there already: not even `__future__`, and `signal`, which
takes a millisecond to make its enumerations, only in the form that Python has in itself.
"""

import _signal as signal  # type: ignore[import-not-found]
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

_SIGNAL_BASE = 128  # as `hnreader.app.terminal.signals` has it, which cannot be imported before the handler is set
_INTERRUPTED = _SIGNAL_BASE + 2


def _exit(_number: int, _frame: "FrameType | None") -> None:
    """End at once: nothing has been opened yet, and an exception raised in an import would be printed."""
    os._exit(_INTERRUPTED)


def _signal_again(unraisable: "sys.UnraisableHookArgs") -> None:
    """Give a signal once more where Python has nobody to give what its handler raised to, as amid a callback.

    That is an interrupt, or what the commands raise that leave in order when they are terminated.
    """
    number, raised = signal.SIGINT, unraisable.exc_value
    if isinstance(raised, SystemExit) and isinstance(raised.code, int) and raised.code > _SIGNAL_BASE:
        number = raised.code - _SIGNAL_BASE
    elif unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)
        return
    from threading import Timer, main_thread  # noqa: PLC0415 - not at each start

    def give() -> None:
        if hasattr(signal, "pthread_kill"):  # the main thread hears of it, whatever it waits for
            signal.pthread_kill(main_thread().ident, number)
        else:
            signal.raise_signal(number)

    Timer(0.01, give).start()  # not here: this, too, would have nobody to give it to


sys.unraisablehook = _signal_again
_HANDLED = (
    signal.getsignal(signal.SIGINT) is signal.default_int_handler
)  # not where a shell started the process in the background
if _HANDLED:
    signal.signal(signal.SIGINT, _exit)

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a page's arrays are small: threads cost more than they save


def main() -> int:
    """Run the command line and return its exit code."""
    from hnreader.cli import main as run  # noqa: PLC0415 - after the handler is set

    try:
        if _HANDLED:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return run()
    except KeyboardInterrupt:  # before `run` has begun or after it has ended
        return _INTERRUPTED
    finally:
        if _HANDLED:
            signal.signal(signal.SIGINT, _exit)


if __name__ == "__main__":
    sys.exit(main())
