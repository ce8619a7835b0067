"""Names, places and papers to print where an article brings none. They come from tables, not from any page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.language.surnames import SURNAME_RANK

if TYPE_CHECKING:
    import random

_SURNAMES: Final = sorted(SURNAME_RANK, key=SURNAME_RANK.__getitem__)[:200]
_GIVEN: Final = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春梅建国志文斌宇浩然欣怡子轩梓涵雨晨嘉佳琪思远晓东海峰鹏飞"
    "婷婧雪倩琳璐瑶颖洁丹萍红燕玲莉蓉慧云龙虎威武振兴立新成功学良才德义仁礼智信安宁康泰福寿永年正中川江河湖山林森木"
    "水清泉源涌波澜沛润泽民生凯旋胜利辉光耀阳晖晴朗月星辰天宏博达鸿雁翔鹤松柏竹菊荷莲"
)
PLACES: Final = tuple(
    "北京 天津 上海 重庆 石家庄 太原 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 南宁 海口"
    " 成都 贵阳 昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 大连 青岛 宁波 厦门 深圳 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界"
    " 益阳 郴州 永州 怀化 娄底 湘西 宜昌 襄阳 洛阳 开封 徐州 苏州 无锡 温州 绍兴 芜湖 泉州 赣州 烟台 潍坊 桂林 柳州"
    " 三亚 绵阳 遵义 大理".split()
)
PAPER: Final = "湖南日报"
_PAPER_PLACES: Final = tuple(
    "湖南 湖北 河南 河北 山东 山西 陕西 四川 贵州 云南 广西 福建 江西 安徽 浙江 新华 南方 北京 天津 重庆 辽宁 吉林"
    " 黑龙江 甘肃 青海 宁夏 新疆 西藏 海南 内蒙古 长沙 株洲 岳阳 常德 武汉 成都 西安 广州 杭州 苏州 青岛 大众 解放"
    " 人民 光明 经济 农民 工人 法治".split()
)
_PAPER_KINDS: Final = ("日报",) * 8 + ("晚报", "商报", "都市报", "早报", "晨报", "时报", "青年报")


def person(rng: random.Random) -> str:
    """Return a person's name."""
    name = rng.choice(_SURNAMES) + rng.choice(_GIVEN)
    return name + rng.choice(_GIVEN) if rng.random() < 0.75 else name


def people(rng: random.Random, most: int) -> tuple[str, ...]:
    """Return one to `most` names, few more often than many."""
    count = min(most, 1 + int(rng.expovariate(1.2)))
    return tuple(person(rng) for _ in range(count))


def paper(rng: random.Random) -> str:
    """Return the name of a paper; half of them the one that this program is for."""
    return PAPER if rng.random() < 0.4 else rng.choice(_PAPER_PLACES) + rng.choice(_PAPER_KINDS)
