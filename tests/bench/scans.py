"""Pages of PDFs as scans: how long the OCR takes for one, how much memory it needs, and what comes of them.

    python tests/bench/scans.py FOLDER OUT [DPI…]

The first page of each PDF of a folder is drawn at each resolution (200 and 150 dots an inch, where none is given), as a
PNG in OUT/DPI, and read on all cores. Printed are the seconds of a processor and of the clock for a page, and the peak
memory of a process. OUT/DPI.json is the export, to be scored; it calls the pages as the PDFs are called.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pypdfium2
from processes import Home, print_load, temporary_home

RESOLUTIONS = ("200", "150")


def draw(folder: Path, pages: Path, dpi: int) -> int:
    """Draw the PDFs, and return how many there are."""
    found = sorted(folder.glob("*.pdf"))
    for path in found:
        with pypdfium2.PdfDocument(path) as document:
            document[0].render(scale=dpi / 72, grayscale=True).to_pil().save(pages / f"{path.stem}.png")
    return len(found)


def export(home: Home, path: Path) -> None:
    """Write what was read, under the names of the PDFs."""
    home.run("export", "--format", "json", "--output", path)
    exported = json.loads(path.read_text("utf-8"))
    for page in exported["pages"]:
        page["source"] = f"{Path(page['source']).stem}.pdf"
    path.write_text(json.dumps(exported, ensure_ascii=False), "utf-8")


def main() -> None:
    """Measure and print."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    for dpi in sys.argv[3:] or RESOLUTIONS:
        with temporary_home() as place:
            home = Home(place.home, out / dpi)
            count = draw(folder, home.folder, int(dpi))
            taken = home.run("index")
            export(home, out / f"{dpi}.json")
        print(
            f"{dpi} dpi: {taken.worked / count:.1f} s of a processor a page, {taken.seconds / count:.1f} s on all; "
            f"{taken.peak:.0f} MiB"
        )
    print_load()


if __name__ == "__main__":
    main()
