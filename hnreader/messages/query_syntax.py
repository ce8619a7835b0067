"""What queries look like, by examples."""

from __future__ import annotations

from typing import Final

from hnreader.messages.translator import N_

QUERY_SYNTAX: Final = N_(
    """\
  长沙 芯片        both                 长沙|株洲        either
  "smart city"     including blanks     -长沙, !长沙     not
  '三高四新        exactly this         /第.届/          regular expression
  title:长沙       by:曹娟              column:三湘时评  kind:commentary
  body:长沙        page:1..4            date:2024-03     date:2023..2024-06
  paper:人民日报   tag:待读
"""
)
