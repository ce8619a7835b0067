"""placeholder"""
from __future__ import annotations
from pathlib import Path
from hnreader.model import Line, Page
def read(*paths):
    for p in paths:
        p=Path(p)
        for f in (sorted(p.rglob('*.txt')) if p.is_dir() else [p]):
            yield Page(f.name, tuple(Line(i,t) for i,t in enumerate(f.read_text('utf-8').split('\n'),1)), path=f)
