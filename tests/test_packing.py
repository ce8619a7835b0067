"""Values as bytes and back, in threads."""

from __future__ import annotations

import subprocess
import sys

# The second thread meets a type while the first has not got to know what is in it.
TWO_THREADS = """
import threading, time
from msgspec import Struct
from hnreader.packing import pack, unpack
def later(kind):
    time.sleep(0.3)
    return kind
class Inner(Struct):
    text: "later(str)"
    other: "later(str)" = ""
class Outer(Struct):
    inner: "later(Inner)"
data = pack(Outer(Inner("水厂")))
threads = [threading.Thread(target=unpack, args=(data, Outer)) for _ in range(2)]
for thread in threads:
    thread.start()
    time.sleep(0.45)
for thread in threads:
    thread.join()
print(unpack(data, Outer).inner.text)
"""


def test_two_threads_may_meet_a_type_at_once() -> None:
    """The process does not end of it."""
    done = subprocess.run([sys.executable, "-c", TWO_THREADS], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "水厂"
