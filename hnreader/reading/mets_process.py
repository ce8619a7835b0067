"""The program that reads METS files: it is given them on standard input, until that ends. `MetsReader` starts it."""

from __future__ import annotations

import os
import select
import signal
import sys
from typing import Final

from hnreader.packing import pack
from hnreader.reading.confinement import confine
from hnreader.reading.limits import be_expendable
from hnreader.reading.mets import read_mets
from hnreader.reading.mets_reader import MetsAnswer
from hnreader.reading.safe_xml import parsed_xml
from hnreader.reasons import Message
from hnreader.storage.frames import read_frame, write_frame

IDLE: Final = 10.0  # seconds without a file after which it ends by itself; where pipes cannot be waited for, never


def serve() -> None:
    """Answer each file with what it says, packed."""
    be_expendable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches this process too; the parent handles it
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the answers
    parsed_xml(b"<mets/>")  # what is loaded late is loaded now
    confine()
    files = sys.stdin.buffer
    while (sys.platform == "win32" or select.select([files], [], [], IDLE)[0]) and (file := read_frame(files)):
        data, name = file
        found = read_mets(data, name)
        write_frame(output, pack(MetsAnswer(None, found) if isinstance(found, Message) else MetsAnswer(found, None)))


if __name__ == "__main__":
    serve()
