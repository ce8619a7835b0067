"""Invented articles to set pages from: no page of any paper has them."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "甲城 乙县 丙河 桥梁 新路 学校 医院 果园 水库 工厂 建设 种植 检修 开通 完成 举行 会议 计划 群众 技术 增长 今年"
    " 3月 12个 5.6%"
).split()


def sentence(rng: random.Random, length: int) -> str:
    return "".join(rng.choice(WORDS) + ("，" if rng.random() < 0.2 else "") for _ in range(length)).rstrip("，") + "。"


def article(rng: random.Random, number: int) -> dict[str, Any]:
    paragraphs = [
        {"text": "".join(sentence(rng, rng.randint(4, 12)) for _ in range(rng.randint(1, 5))), "heading": False}
        for _ in range(rng.randint(1, 9))
    ]
    if len(paragraphs) > 4:
        paragraphs.insert(2, {"text": sentence(rng, 3).rstrip("。"), "heading": True})
    if number % 3 == 0:
        paragraphs[0]["text"] = "本报甲城3月8日电（记者张三）" + paragraphs[0]["text"]
    return {
        "id": f"{number}",
        "date": f"2024-03-{1 + number // 8:02}",
        "page": 1 + number // 4 % 2,
        "kind": ("news", "feature", "commentary", "photo")[number % 4],
        "column": "桥边札记" if number % 5 == 0 else None,
        "kicker": sentence(rng, 3) if number % 4 == 1 else None,
        "headline": sentence(rng, rng.randint(3, 9)).rstrip("。"),
        "subhead": sentence(rng, 4).rstrip("。") if number % 6 == 1 else None,
        "captions": ["李四摄（图片库）"] if number % 4 == 3 else [],
        "paragraphs": paragraphs,
    }


def write_articles(path: Path, count: int = 48) -> None:
    rng = random.Random(0)
    lines = (json.dumps(article(rng, number), ensure_ascii=False) for number in range(count))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
