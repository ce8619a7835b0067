"""A page becomes articles. (placeholder while the passes are written)"""
from __future__ import annotations
import hashlib
from hnreader.model import *
def segment(page: Page) -> PageArticles:
    from hnreader.model import Line
    arts=[]
    import datetime
    buf=[]
    def flush():
        if not buf: return
        body=[Paragraph(Text(l.text.strip(), (Span(l.number,0,len(l.text)),))) for l in buf]
        hid=hashlib.blake2b(body[0].text.text.encode()).hexdigest()[:6]
        d=datetime.date(2024,3,9)
        arts.append(Article(id=f"20240309-{hid}",kind=Kind.NEWS,source=page.source,date=d,page_no=None,headline=Text(buf[0].text.strip()[:20]),paragraphs=tuple(body)))
        buf.clear()
    for l in page.lines:
        if '日讯' in l.text: flush()
        if l.text.strip(): buf.append(l)
    flush()
    return PageArticles(page, Dating(date=datetime.date(2024,3,9)), tuple(arts))
