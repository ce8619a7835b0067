"""Places by name: the provinces, the divisions of Hunan, great cities, countries; and what divisions are called.

Provinces, prefectures and counties after the Ministry of Civil Affairs' register of administrative divisions; countries
by their short names in Chinese.
"""

from __future__ import annotations

import re
from typing import Final

_PROVINCES: Final = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 "
    "四川 贵州 "
    "云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_PREFECTURES: Final = (
    "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 湘西土家族苗族自治州 湘西州"
)
_COUNTIES: Final = (
    "芙蓉区 天心区 岳麓区 开福区 雨花区 望城区 长沙县 浏阳 宁乡 荷塘区 芦淞区 石峰区 天元区 渌口区 攸县 "
    "茶陵县 炎陵县 醴陵 "
    "雨湖区 岳塘区 湘潭县 湘乡 韶山 珠晖区 雁峰区 石鼓区 蒸湘区 南岳区 衡阳县 衡南县 衡山县 衡东县 祁东县 "
    "耒阳 常宁 "
    "双清区 大祥区 北塔区 新邵县 邵阳县 隆回县 洞口县 绥宁县 新宁县 城步苗族自治县 武冈 邵东 岳阳楼区 云溪区 "
    "君山区 岳阳县 "
    "华容县 湘阴县 平江县 汨罗 临湘 武陵区 鼎城区 安乡县 汉寿县 澧县 临澧县 桃源县 石门县 津市 永定区 "
    "武陵源区 慈利县 桑植县 "
    "资阳区 赫山区 南县 桃江县 安化县 沅江 北湖区 苏仙区 桂阳县 宜章县 永兴县 嘉禾县 临武县 汝城县 桂东县 "
    "安仁县 资兴 "
    "零陵区 冷水滩区 祁阳 东安县 双牌县 道县 江永县 宁远县 蓝山县 新田县 江华瑶族自治县 鹤城区 中方县 沅陵县 "
    "辰溪县 溆浦县 "
    "会同县 麻阳苗族自治县 新晃侗族自治县 芷江侗族自治县 靖州苗族侗族自治县 通道侗族自治县 洪江 娄星区 "
    "双峰县 新化县 冷水江 "
    "涟源 吉首 泸溪县 凤凰县 花垣县 保靖县 古丈县 永顺县 龙山县"
)
_CITIES: Final = (
    "石家庄 太原 呼和浩特 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 杭州 宁波 温州 合肥 福州 厦门 南昌 赣州 济南 "
    "青岛 烟台 郑州 "
    "洛阳 武汉 宜昌 广州 深圳 珠海 佛山 东莞 南宁 桂林 海口 三亚 成都 贵阳 遵义 昆明 拉萨 西安 延安 兰州 西宁 银川 "
    "乌鲁木齐 义乌 雄安新区 台北"
)
_WORLD: Final = (
    "中国 美国 英国 法国 德国 俄罗斯 日本 韩国 朝鲜 印度 巴西 南非 加拿大 澳大利亚 新西兰 意大利 西班牙 "
    "葡萄牙 荷兰 比利时 "
    "瑞士 瑞典 挪威 芬兰 丹麦 冰岛 爱尔兰 奥地利 波兰 捷克 匈牙利 希腊 土耳其 乌克兰 白俄罗斯 塞尔维亚 "
    "罗马尼亚 保加利亚 "
    "克罗地亚 哈萨克斯坦 乌兹别克斯坦 土库曼斯坦 吉尔吉斯斯坦 塔吉克斯坦 蒙古国 巴基斯坦 孟加拉国 斯里兰卡 "
    "尼泊尔 缅甸 老挝 "
    "越南 泰国 柬埔寨 马来西亚 新加坡 印度尼西亚 菲律宾 文莱 沙特阿拉伯 阿联酋 卡塔尔 科威特 伊朗 伊拉克 "
    "以色列 巴勒斯坦 约旦 "
    "埃及 摩洛哥 阿尔及利亚 突尼斯 尼日利亚 加纳 肯尼亚 埃塞俄比亚 坦桑尼亚 乌干达 赞比亚 津巴布韦 "
    "马达加斯加 塞内加尔 "
    "科特迪瓦 喀麦隆 刚果 莫桑比克 安哥拉 卢旺达 墨西哥 古巴 阿根廷 智利 秘鲁 哥伦比亚 委内瑞拉 "
    "亚洲 欧洲 非洲 北美洲 南美洲 拉美 大洋洲 东南亚 中亚 中东 欧盟 东盟"
)
_OF_HUNAN: Final = (
    "长株潭 洞庭湖 湘江 资江 沅江 澧水 岳麓山 衡山 橘子洲 韶山 雪峰山 武陵山 罗霄山 大湘西 湘南 湘中 湘北"
)

KNOWN: Final = frozenset(f"{_PROVINCES} {_PREFECTURES} {_COUNTIES} {_CITIES} {_WORLD} {_OF_HUNAN}".split())
"""Places that need no evidence. What ends in 市 or 省 stands here without it."""

_DIVISION: Final = r"(?:自治州|自治县|省|市|州|县|区|镇|乡|街道|村|社区)"
DIVISION: Final = re.compile(_DIVISION)
UNIT: Final = re.compile(rf"[\u4e00-\u9fff]{{1,4}}?{_DIVISION}(?!{_DIVISION}|[长委民]|政府|场|里)")
"""A division under the one that stands before it: …市→开福区→秀峰街道→湘荷村. 省长, 县委, 市场 are other words."""

BY_FORM: Final = re.compile(
    r"(?![各全我该本两几某])[\u4e00-\u9fff]{2,10}(?:省|市|自治州|自治县|县|区|镇|乡|街道|村|岛|半岛|山脉|高原|湖|江|河)"
)
"""What a place's name looks like; only what a dictionary has as a place is taken for one."""

GENERIC: Final = frozenset(
    "园区 景区 社区 校区 城区 新区 高新区 经开区 开发区 保税区 综保区 示范区 试验区 自贸区 片区 市区 郊区 "
    "地区 灾区 山区 库区 "
    "湖区 林区 牧区 小区 街区 县区 辖区 城镇 乡镇 小镇 集镇 乡村 农村 山村 新村 全村 全镇 全乡 全县 全市 "
    "全省 全区 我省 我市 "
    "我县 我区 该市 该县 该区 该镇 该乡 该村 本省 本市 本县 各省 各市 各县 各区 都市 城市 上市 超市 股市 "
    "楼市 夜市 门市 "
    "内陆地区 江湖 大河 江河 城中村 两省 两市 两县 自治县 自治州 新片区 "
    "北方地区 南方地区 华北地区 华东地区 华南地区 西南地区 西北地区 东北地区 中部地区 西部地区 东部地区".split()
)
"""Kinds of places, not places."""
