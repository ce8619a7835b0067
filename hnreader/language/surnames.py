"""Surnames, by frequency: enough to tell where one name ends and the next begins in a run of letter-spaced type.

The first hundred and more in the order of the Ministry of Public Security's 2020 report on names (the first hundred
are borne by some 85 % of the people); then the other single surnames of 百家姓, in its order, and such as are met in
the province's papers; compound surnames after 百家姓.
"""

from __future__ import annotations

from typing import Final

_COMMON: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚"
    "沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易"
    "乔赖文施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦柳邢岳齐梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧"
)
_CLASSIC: Final = (
    "褚卫华戚喻柏水窦云奚郎昌凤花酆鲍廉岑滕殷罗邬乐傅皮卞元平和穆萧湛禹狄米贝明臧计伏成谈茅庞屈项阮蓝闵席麻强娄"
    "危刁骆樊霍虞支柯昝经房裘缪干解应宗宣贲郁单杭包诸吉钮嵇滑裴荣翁荀羊於惠甄曲家封芮羿储汲邴糜松井富巫乌巴弓牧"
    "隗山车宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖符景束幸司韶郜蓟薄印宿怀蒲邰从鄂索咸籍卓蔺屠蒙池阴胥能苍双闻莘"
    "党贡劳逄姬扶堵冉宰郦雍璩桑桂濮寿通边扈燕冀郏浦尚农别晏瞿阎充慕连茹习宦艾鱼容古慎戈庾终暨居衡步都满弘匡国寇"
    "广禄阙东殳沃利蔚越夔隆师巩厍晁勾敖融冷訾阚那简饶空毋沙养鞠须丰巢蒯相查后荆红游竺权逯盖益桓公"
)
_PROVINCE: Final = "佘辜虢代阳苟邸庹隋仝帅练粟奉漆亓谌展揭兰侬佟楼鹿初尧皋言欣资首阙旷晋候宾禤麦鄢原鞏"

SURNAME_RANK: Final[dict[str, int]] = {
    name: rank for rank, name in reversed(list(enumerate(_COMMON + _CLASSIC + _PROVINCE)))
}
"""Single surname → rank by frequency, 0 the commonest."""

COMPOUND_SURNAMES: Final = frozenset(
    (
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "慕容",
        "司徒",
        "夏侯",
        "端木",
        "百里",
        "南宫",
        "独孤",
        "长孙",
        "宇文",
        "闻人",
        "申屠",
        "太史",
        "轩辕",
        "公羊",
        "澹台",
        "赫连",
        "钟离",
        "鲜于",
        "呼延",
        "西门",
        "东郭",
        "左丘",
        "拓跋",
        "完颜",
        "万俟",
    )
)
