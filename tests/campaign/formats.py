"""Damaged and hostile files through every reader of a format: each ends in pages or in one line that says why not.

    python tests/campaign/formats.py [--share 1] [--seed 1]

A case is a file made by the tests, mutated by its number and the seed, or one of a list of known attacks, of which a
share is tried as of the others. It is read and segmented as the program does it: PDFs, images, XML, HTML and archives
by a worker, which may die of one, all else by a process
that must not. A case fails if something is raised, a character is lost, a page takes more than 20 seconds of a
processor or a process more than 500 MB.
"""

from __future__ import annotations

import datetime
import gzip
import lzma
import multiprocessing
import os
import resource
import signal
import sys
import zlib
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "reading")]

import images  # noqa: E402
from campaign import Tally, options  # noqa: E402
from pdf_files import Drawn, paragraph, pdf_of  # noqa: E402
from test_compressed import zipped  # noqa: E402
from test_ocr_formats import BY_TURNS, alto, hocr, page_xml  # noqa: E402
from test_web import COMMENTED, MARKED, SHOWN  # noqa: E402

from hnreader.archive.codec import decode_outcome  # noqa: E402
from hnreader.archive.recipe import recipe_of  # noqa: E402
from hnreader.archive.worker import Worker, WorkerSettings  # noqa: E402
from hnreader.archive.workers import Workers  # noqa: E402
from hnreader.model import Failure, Page  # noqa: E402
from hnreader.papers import known_papers  # noqa: E402
from hnreader.reading import FileContents, is_read_apart, pages_from  # noqa: E402
from hnreader.reasons import Message  # noqa: E402
from hnreader.segment import segment, violations  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

    Change = Callable[[bytes, Random, dict[str, bytes]], bytes]

MUTATED: Final = 49_000
"""Files with text, beside the attacks."""
IMAGES: Final = 1_000
SECONDS: Final = 20
READ_ON: Final = 11
"""Seconds beside those of the pages: another process tries to read on behind one that took too long."""
MEGABYTES: Final = 500
TEXT: Final = "本报讯（记者 王明）三月的河岸，新修的水厂里机器轰鸣，全县六百公里管道都通了水。\n" * 8
TOKENS: Final = (
    b"\0", b"\xff\xfe", b"<", b">", b"&#x0;", b"&lt;", b"]]>", b"<!--", b"%PDF-", b"endobj", b"stream\n",
    b"/Kids [1 0 R]",
    b"99999999999", b"-1", b"1e308", b"NaN", b"\\u0000", b"[[[[[[", b"{", b"PK\x03\x04", b"\x1f\x8b\x08",
    b"\x1b]0;x\x07",
    "\u202e".encode(), "\ud800".encode("utf-8", "surrogatepass"), b'HPOS="-1e99"', b"bbox 0 0 0 0",
)  # fmt: skip


class Case(NamedTuple):
    """A file, and what it is called in the report."""

    title: str
    name: str
    data: bytes


def bases() -> dict[str, bytes]:
    """Return whole files of all formats by their names."""
    drawn = [Drawn("城乡同饮一河水", 60, 80, 24), *paragraph(TEXT.split("\n")[:8], 60, 120)]
    return {
        "a.txt": TEXT.encode(), "b.txt": TEXT.encode("gb18030"), "c.pdf": pdf_of(drawn, drawn), "d.xml": alto(BY_TURNS),
        "e.xml": page_xml(BY_TURNS), "f.hocr": hocr(BY_TURNS), "g.html": MARKED.encode(), "h.html": SHOWN.encode(),
        "i.html": COMMENTED.encode(), "j.zip": zipped({"a.txt": TEXT.encode(), "d.xml": alto(BY_TURNS)}),
        "k.gz": gzip.compress(TEXT.encode()), "l.xz": lzma.compress(TEXT.encode()),
        "m.json": b'[[[[0,0],[90,0],[90,20],[0,20]],"\xe6\xb0\xb4\xe5\x8e\x82",0.9]]',
    }  # fmt: skip


def mutated(files: dict[str, bytes], number: int, seed: int, changes: Sequence[Change]) -> Case:
    """Return the case of a number."""
    random = Random(f"{seed} {number}")
    name = random.choice(sorted(files))
    data = files[name]
    made: list[str] = []
    for _ in range(random.randint(1, 6)):
        change = random.choice(changes)
        data = change(data, random, files)
        made.append(change.__name__.strip("_"))
    return Case(f"{number}: {name} by {', '.join(made)}", name, data)


def _flipped(data: bytes, random: Random, _files: dict[str, bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 20) if data else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(data: bytes, random: Random, _files: dict[str, bytes]) -> bytes:
    start, end = sorted(random.randint(0, len(data)) for _ in range(2))
    return data[:start] + data[end:]


def _repeated(data: bytes, random: Random, _files: dict[str, bytes]) -> bytes:
    start, end = sorted(random.randint(0, len(data)) for _ in range(2))
    return data[:end] + data[start:end] * random.choice((1, 3, 30)) + data[end:]


def _token(data: bytes, random: Random, _files: dict[str, bytes]) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(TOKENS) * random.choice((1, 1, 100)) + data[at:]


def _number(data: bytes, random: Random, _files: dict[str, bytes]) -> bytes:
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = random.choice(digits)
    return data[:at] + random.choice((b"-", b"9999999", b"0", b"1e9", b".")) + data[at + 1 :]


def _spliced(data: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    other = files[random.choice(sorted(files))]
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


CHANGES: Final[tuple[Change, ...]] = (
    _flipped, _cut, _repeated, _token, _number, _spliced,
)  # fmt: skip


def attacks() -> Iterator[images.Attack]:
    """Yield files that are known to take down readers that are not careful, as `images.attacks` does."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    entities = f'<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY l0 "笑">{laughs}]>'
    yield (
        "billion laughs",
        "a.xml",
        partial(bytes, f"{entities}<alto><Layout><Page>&l11;</Page></Layout></alto>".encode()),
    )
    outside = '<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    line = '<TextLine><String CONTENT="&x;"/></TextLine>'
    yield (
        "external entity",
        "a.xml",
        partial(bytes, f"{outside}<alto><Layout><Page>{line}&x;</Page></Layout></alto>".encode()),
    )
    yield "deep XML", "a.xml", b"<alto>" + b"<Page>" * 200_000
    yield "deep HTML", "a.html", b"<html>" + b"<div>" * 500_000 + "水厂。".encode()
    yield "wide HTML", "a.html", b"<html><body>" + "<p>水厂开工，全县通水。</p>".encode() * 50_000
    yield (
        "many bodies",
        "a.html",
        partial(bytes, b"<html>" + "<founder-content><p>水厂。</p></founder-content>".encode() * 3_000),
    )
    yield "deep JSON", "a.json", b"[" * 1_000_000
    yield "gzip bomb", "a.gz", lambda: gzip.compress(bytes(1 << 30))
    yield "xz bomb", "a.xz", lambda: lzma.compress(bytes(1 << 28))
    yield "ZIP bomb", "a.zip", _zip_bomb
    yield "ZIP of ZIPs", "a.zip", lambda: zipped(dict.fromkeys((f"{n}.zip" for n in range(16)), _zip_bomb()))
    yield "ZIP of many", "a.zip", lambda: zipped({f"{n}.txt": b"" for n in range(20_000)})
    cycle = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj"
    yield "cyclic pages", "a.pdf", b"%PDF-1.4\n" + cycle + b"\ntrailer<</Root 1 0 R>>\n%%EOF"
    filled = zlib.compress(b"BT /F1 9 Tf (x) Tj ET " * 2_000_000)
    stream = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(filled) + filled + b"\nendstream endobj"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 600 800]>>endobj"
    root = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj"
    yield "PDF bomb", "a.pdf", b"%PDF-1.4\n" + root + page + stream + b"\ntrailer<</Root 1 0 R>>\n%%EOF"
    objects = b"".join(b"%d 0 obj<</A %d 0 R>>endobj\n" % (n, n + 1) for n in range(5, 200_000))
    yield (
        "many objects",
        "a.pdf",
        partial(bytes, b"%PDF-1.4\n" + root + page + objects + b"trailer<</Root 1 0 R>>\n%%EOF"),
    )


def _zip_bomb() -> bytes:
    return zipped({f"{n}.txt": bytes(60 << 20) for n in range(16)})


def outcome(case: Case) -> str:
    """Return what became of a file, one word; raise what its reader raises."""
    found: set[str] = set()
    for page in pages_from(case.data, case.name):
        if isinstance(page, Failure):
            found.add(str(page.message.reason))
            continue
        assert isinstance(page, Page)
        if violations(segment(page)):
            raise AssertionError("characters were lost")
        found.add("page")
    assert found, "nothing came of it"
    return "page" if "page" in found else min(found)


def _serve(pipe: Connection) -> None:
    while (case := pipe.recv()) is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS + 1, most))
        try:
            word = outcome(case)
        except Exception as error:  # noqa: BLE001 what it is looked for
            word = f"raised {error!r}"
        pipe.send((word, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))


class Child:
    """A process that reads files which the program reads in its own, until one of them takes it down."""

    def __init__(self) -> None:
        self._pipe, other = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def result(self, case: Case) -> str:
        """Return what became of a case, or how it failed; then the process is gone."""
        self._pipe.send(case)
        try:
            word, megabytes = self._pipe.recv()
        except EOFError:
            self._process.join()
            too_long = self._process.exitcode == -signal.SIGXCPU
            return f"failed: more than {SECONDS} seconds" if too_long else "failed: the process died"
        if megabytes > MEGABYTES:
            self.end()
            return f"failed: {megabytes} MB"
        return f"failed: {word}" if word.startswith("raised") else word

    @property
    def is_over(self) -> bool:
        """Whether another one is needed."""
        return not self._process.is_alive()

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()


class MeasuredWorker(Worker):
    """A worker, of which one is there at a time."""

    process = 0

    def __init__(self, settings: WorkerSettings) -> None:
        super().__init__(settings)
        MeasuredWorker.process = self._process.pid


def _used() -> tuple[float, int]:
    """Return the seconds of a processor that all workers took until now, and the most megabytes that one had."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, kilobytes = ended.ru_utime + ended.ru_stime, ended.ru_maxrss
    folder = Path("/proc", str(MeasuredWorker.process))
    if folder.exists():
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # proc_pid_stat(5)
        _, _, peak = (folder / "status").read_text().partition("VmHWM:")
        kilobytes = max(kilobytes, int(peak.split()[0]) if peak else 0)
    return seconds, kilobytes >> 10


def worked(workers: Workers, case: Case) -> str:
    """Return what becomes of a file that workers read, or how it failed."""
    seconds, megabytes = _used()
    ((_, answer),) = workers.answered([FileContents(case.data, case.name)])
    later, most = _used()
    if answer is None:
        return "failed: raised"
    if later - seconds > SECONDS * len(answer) + READ_ON:
        return f"failed: {later - seconds:.0f} seconds"
    if most > max(megabytes, MEGABYTES):
        return f"failed: {most} MB"
    found = list(map(decode_outcome, answer))
    return "page" if not all(isinstance(each, Message) for each in found) else min(str(each.reason) for each in found)


def text_cases(count: int, share: float, seed: int) -> Iterator[Case]:
    """Yield what has text: a share of the attacks, and mutated files."""
    files = bases()
    yield from chosen_attacks(attacks(), share, seed)
    yield from (mutated(files, number, seed, CHANGES) for number in range(count))


def chosen_attacks(every: Iterable[images.Attack], share: float, seed: int) -> Iterator[Case]:
    """Yield a share of the attacks, chosen by their names and the seed: some take as long as they are let."""
    for title, name, made in every:
        if Random(f"{seed} {title}").random() < share:
            yield Case(title, name, made if isinstance(made, bytes) else made())


def image_cases(count: int, share: float, seed: int) -> Iterator[Case]:
    """Yield what an OCR would have to read: a share of the attacks, and mutated files."""
    files = images.bases()
    changes = (*CHANGES, *images.CHANGES, *images.CHANGES)
    yield from chosen_attacks(images.attacks(), share, seed)
    yield from (mutated(files, number, seed, changes) for number in range(count))


def run(cases: Iterable[Case], tally: Tally) -> None:
    """Count what comes of cases."""
    settings = WorkerSettings(recipe_of(known_papers(), None), "", datetime.date(2024, 3, 9).toordinal())
    first = Case("text", "a.txt", TEXT.encode())  # loads what all need
    child: Child | None = None
    with Workers(1, partial(MeasuredWorker, settings)) as workers:
        for case in cases:
            if child is None or child.is_over:
                child = Child()
                child.result(first)
            word = worked(workers, case) if is_read_apart(case.data) else child.result(case)
            passed, _, what = word.partition("failed: ")
            if passed:
                tally.count(word)
            else:
                tally.fail(case.title, what)
    if child:
        child.end()


def main() -> int:
    """Run the campaign; return the exit code."""
    chosen = options(__doc__ or "")
    tally = Tally(chosen.seed)
    run(text_cases(chosen.part(MUTATED), chosen.share, chosen.seed), tally)
    run(image_cases(chosen.part(IMAGES), chosen.share, chosen.seed), tally)
    return tally.summary()


if __name__ == "__main__":
    sys.exit(main())
