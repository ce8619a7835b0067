"""Damaged and hostile images for the campaign: small ones of a few lines to be mutated, and known attacks."""

from __future__ import annotations

import struct
import zlib
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pdf_files import pdf_of
from PIL import Image, ImageDraw, ImageFont
from scan_files import image_of, png_of_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    Attack = tuple[str, str, bytes | Callable[[], bytes]]

LINES: Final = ("Harbour opened on Tuesday", "The new pier has two cranes", "1,204 tons in one day")
SIZE: Final = (420, 150)
HEAD: Final = 400  # bytes at the beginning, and at the end, in which formats say most of themselves
ENTRY: Final = 12  # bytes of an entry in a TIFF's directory
TAKEN: Final = b"II*\0"


def page(mode: str = "L") -> Image.Image:
    """Return a page of a few lines, which takes an OCR about a second."""
    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(LINES):
        draw.text((12, 12 + 44 * number), line, 0, ImageFont.load_default(26))
    return image.convert(mode)


def bases() -> dict[str, bytes]:
    """Return whole images of all kinds by their names."""
    grey, several = page(), {"save_all": True, "append_images": [page(), page("RGB")]}
    return {
        "a.jpg": image_of(grey, "JPEG"), "b.jpg": image_of(page("RGB"), "JPEG", progressive=True),
        "c.jpg": image_of(page("CMYK"), "JPEG"), "d.png": image_of(grey), "e.png": image_of(page("RGBA")),
        "f.png": image_of(page("P"), transparency=0), "g.png": image_of(grey, save_all=True, append_images=[grey] * 3),
        "h.tif": image_of(grey, "TIFF"), "i.tif": image_of(page("1"), "TIFF", compression="group4"),
        "j.tif": image_of(page("RGB"), "TIFF", compression="tiff_lzw"),
        "k.tif": image_of(grey, "TIFF", compression="jpeg"), "l.tif": image_of(grey, "TIFF", **several),
        "m.tif": image_of(grey, "TIFF", compression="tiff_adobe_deflate", big_tiff=True),
        "n.pdf": pdf_of([], pictures={0: image_of(grey)}),
        "o.pdf": pdf_of([], [], pictures={1: image_of(grey, "JPEG")}),
    }  # fmt: skip


def _in_the_head(data: bytes, random: Random, _files: dict[str, bytes]) -> bytes:
    """Change bytes where formats say what an image is."""
    changed = bytearray(data)
    ends = [*range(min(HEAD, len(data))), *range(max(len(data) - HEAD, 0), len(data))]
    for _ in range(random.randint(1, 8) if ends else 0):
        changed[random.choice(ends)] = random.choice((0, 1, 255, 128, random.randrange(256)))
    return bytes(changed)


def _cut_short(data: bytes, random: Random, _files: dict[str, bytes]) -> bytes:
    return data[: random.randint(0, len(data))]


def _field(data: bytes, random: Random, _files: dict[str, bytes]) -> bytes:
    """Put another number into an entry of the first directory of a TIFF, or the length of a chunk or a segment."""
    if data.startswith(TAKEN) and len(data) > 8:
        begin = int.from_bytes(data[4:8], "little")
        count = int.from_bytes(data[begin : begin + 2], "little")
        at = begin + 2 + ENTRY * random.randrange(max(count, 1)) + random.choice((0, 2, 4, 8))
    elif data.startswith(b"\x89PNG"):
        at = random.choice([found for found, _, _ in chunks(data)] or [8])
    else:
        at = max(data.find(b"\xff", random.randrange(len(data) or 1)), 0) + 2
    number = random.choice((0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, random.randrange(1 << 16)))
    return data[:at] + number.to_bytes(4, random.choice(("little", "big"))) + data[at + 4 :]


def _summed(data: bytes, _random: Random, _files: dict[str, bytes]) -> bytes:
    """Have the checksums of a PNG be right, so that what is in it is looked at."""
    made = bytearray(data)
    for at, size, _name in chunks(data):
        end = at + 8 + size
        made[end : end + 4] = struct.pack(">I", zlib.crc32(made[at + 4 : end]))
    return bytes(made)


CHANGES: Final[tuple[Callable[[bytes, Random, dict[str, bytes]], bytes], ...]] = (
    _in_the_head, _cut_short, _field, _summed,
)  # fmt: skip


def chunks(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield where the chunks of a PNG begin, how many bytes each has, and its name, as far as they are whole."""
    at = 8
    while data.startswith(b"\x89PNG") and at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        if at + 12 + size > len(data):
            return
        yield at, size, data[at + 4 : at + 8]
        at += 12 + size


def attacks() -> Iterator[Attack]:
    """Yield images that take down readers that are not careful: what each is, its name, and its bytes.

    Where these take long to make, what makes them stands in their place.
    """
    yield from _large_pngs()
    yield from _jpegs()
    yield from _tiffs()
    yield from _pdfs()


def _zeros(count: int) -> bytes:
    """Return so many zeros, packed."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(min(1 << 20, count - at))) for at in range(0, count, 1 << 20)]
    return b"".join(parts) + packer.flush()


def _png(width: int, height: int, depth: int, colours: int, *others: tuple[bytes, bytes]) -> bytes:
    """Return a PNG that is black all over, in a few bytes."""
    row = 1 + width * depth * {0: 1, 2: 3, 6: 4}[colours] // 8
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    written = [(b"IHDR", head), *others, (b"IDAT", _zeros(row * height)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in written
    )


def _bombed(chunk: bytes) -> bytes:
    """Return a PNG with 256 MB of zeros in a packed chunk."""
    return _png(400, 100, 8, 0, (chunk, b"a\0\0" + _zeros(1 << 28)))


def _large_pngs() -> Iterator[Attack]:
    yield "PNG that says 50,000 x 50,000", "a.png", partial(png_of_size, 50_000, 50_000)
    yield "PNG that has 50,000 x 50,000, two colours", "a.png", partial(_png, 50_000, 50_000, 1, 0)
    yield "PNG of 2,147,483,647 x 1", "a.png", partial(png_of_size, (1 << 31) - 1, 1)
    yield "PNG as large as one in grey may be", "a.png", partial(_png, 13_000, 13_000, 8, 0)
    yield "PNG as large as one in colours may be", "a.png", partial(_png, 7_000, 7_000, 8, 6)
    yield "PNG of 16 bits", "a.png", partial(_png, 6_900, 6_900, 16, 0)
    yield "PNG of 20 x 5,000,000", "a.png", partial(_png, 20, 5_000_000, 8, 0)
    yield "PNG of 5,000,000 x 20", "a.png", partial(_png, 5_000_000, 20, 8, 0)
    yield "PNG with a text of 256 MB", "a.png", partial(_bombed, b"zTXt")
    yield "PNG with a profile of 256 MB", "a.png", partial(_bombed, b"iCCP")
    yield "PNG of many texts", "a.png", partial(_png, 400, 100, 8, 0, *[(b"tEXt", b"a\0b")] * 200_000)


def _jpegs() -> Iterator[tuple[str, str, bytes]]:
    small = image_of(page(), "JPEG")
    at = small.index(b"\xff\xc0") + 5
    for side in (65_535, 13_000):
        changed = small[:at] + struct.pack(">HH", side, side) + small[at + 4 :]
        yield f"JPEG that says {side:,} x {side:,}", "a.jpg", changed
    blank = image_of(Image.new("L", (7_000, 7_000), 255), "JPEG", progressive=True)
    last = blank.rindex(b"\xff\xda")
    scan = blank[last:-2]
    yield "JPEG of a thousand scans", "a.jpg", blank[:last] + scan * 1_000 + b"\xff\xd9"
    yield "JPEG of many markers", "a.jpg", small[:2] + b"\xff\xfe\0\2" * 1_000_000 + small[2:]


def _tiff(entries: dict[int, tuple[int, int, int]], following: int = 0) -> bytes:
    """Return a directory of a TIFF: kind, count and value of each tag, and where the following one is."""
    rows = b"".join(struct.pack("<HHII", tag, *entries[tag]) for tag in sorted(entries))
    return struct.pack("<H", len(entries)) + rows + struct.pack("<I", following)


def _entries(across: int = 400, down: int = 100, **others: tuple[int, int, int]) -> dict[int, tuple[int, int, int]]:
    """Return what a grey image says of itself; its pixels are at 8, where there is nothing but the directory."""
    number: Any = {
        "width": 256, "height": 257, "bits": 258, "compression": 259, "colours": 262, "offsets": 273, "samples": 277,
        "rows": 278, "sizes": 279,
    }  # fmt: skip
    plain = {
        "width": (4, 1, across), "height": (4, 1, down), "bits": (3, 1, 8), "compression": (3, 1, 1),
        "colours": (3, 1, 1), "offsets": (4, 1, 8), "samples": (3, 1, 1), "rows": (4, 1, down),
        "sizes": (4, 1, across * down),
    }  # fmt: skip
    return {number[name]: value for name, value in {**plain, **others}.items()}


def _tiffs() -> Iterator[tuple[str, str, bytes]]:
    head = TAKEN + struct.pack("<I", 8)
    blank = bytes(40_000)
    yield "TIFF whose directory is its own next", "a.tif", head + _tiff(_entries(), 8) + blank
    size = len(_tiff(_entries()))
    circle = _tiff(_entries(), 8 + size) + _tiff(_entries(), 8)
    yield "TIFF of two directories in a circle", "a.tif", head + circle + blank
    for count in (2_000, 20_000):
        many = b"".join(_tiff(_entries(4, 4), 8 + size * number) for number in range(1, count))
        yield f"TIFF of {count:,} images", "a.tif", head + many + _tiff(_entries(4, 4)) + blank
    for name, (others, title) in enumerate([
        ({"sizes": (4, 1, 0xFFFFFFFF)}, "strips larger than the file"), ({"sizes": (4, 1, 0)}, "empty strips"),
        ({"offsets": (4, 1, 0xFFFFFFF0)}, "strips behind the end"), ({"rows": (4, 1, 0)}, "no rows in a strip"),
        ({"rows": (4, 1, 1)}, "fewer strips than it says"), ({"offsets": (4, 0x40000000, 8)}, "a billion strips"),
        ({"bits": (3, 0x7FFFFFFF, 8)}, "a billion samples"), ({"samples": (3, 1, 65_535)}, "65,535 colours"),
        ({"compression": (3, 1, 5)}, "what is no LZW"), ({"compression": (3, 1, 4)}, "what is no fax"),
        ({"compression": (3, 1, 7)}, "what is no JPEG"), ({"width": (4, 1, 0)}, "no width"),
    ]):  # fmt: skip
        yield f"TIFF with {title}", f"{name}.tif", head + _tiff(_entries(**others)) + blank
    yield "TIFF of 2,000,000,000 x 1", "a.tif", head + _tiff(_entries(2_000_000_000, 1)) + blank
    made = BytesIO()
    Image.new("L", (12_000, 12_000)).save(made, "TIFF", compression="tiff_adobe_deflate")
    yield "TIFF of 144 million pixels", "a.tif", made.getvalue()


def _pdf(*objects: bytes) -> bytes:
    """Return a PDF of one page, whose content and resources are objects 4 and 5; others follow."""
    page_object = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 5 0 R/MediaBox[0 0 600 800]>>"
    every = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page_object, *objects]
    written = b"".join(b"%d 0 obj%s endobj\n" % (number, each) for number, each in enumerate(every, 1))
    return b"%PDF-1.4\n" + written + b"trailer<</Root 1 0 R>>\n%%EOF"


def _stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(data), data)


def _picture(width: int, height: int, size: int, about: bytes = b"") -> bytes:
    """Return a picture that says how large it is, and has so many bytes."""
    kind = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    return _stream(_zeros(size), b"%s/Width %d/Height %d%s" % (kind, width, height, about))


def _pdfs() -> Iterator[Attack]:
    drawn = _stream(b"q 600 0 0 800 0 0 cm /X Do Q")
    used = b"<</XObject<</X 6 0 R>>>>"
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [_stream(b"/X Do " * 10, kind % number) for number in range(7, 16)]
    masked, form = _picture(10, 10, 100, b"/SMask 7 0 R"), _stream(b"600 0 0 800 0 0 cm /X Do", kind % 7)
    many = _stream(b"q 600 0 0 800 0 0 cm /X Do Q\n" * 2_000)
    small = _picture(10, 10, 100)

    def with_huge(*objects: bytes) -> bytes:
        return _pdf(drawn, used, *objects, _picture(20_000, 20_000, 400_000_000))

    def repeated() -> bytes:
        return _pdf(many, used, _picture(3_000, 3_000, 9_000_000))

    wide = _pdf(drawn, used, small).replace(b"600 800]", b"28000000 28000000]", 1)
    large = _picture(50_000, 50_000, 1 << 20)
    yield "PDF with a picture of 50,000 x 50,000", "a.pdf", partial(_pdf, drawn, used, large)
    yield "PDF with a mask of 20,000 x 20,000", "a.pdf", partial(with_huge, masked)
    yield "PDF with a picture in a form", "a.pdf", partial(with_huge, form)
    yield "PDF with a picture two thousand times", "a.pdf", repeated
    yield "PDF with forms in forms", "a.pdf", partial(_pdf, drawn, used, *forms, small)
    yield "PDF of a page of ten kilometres", "a.pdf", wide
