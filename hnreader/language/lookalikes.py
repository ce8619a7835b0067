"""Characters that are taken for one another: by OCR, by a hurried eye, or by an input method that goes by strokes.

Those that merely sound alike (象 像, 的 地 得) need no list: their readings tell.
"""

from __future__ import annotations

from typing import Final

_GROUPS: Final = (
    "己已巳 末未 土士 日曰目 干千于 戊戌戍成 天夭无 刀力刁 大太犬 午牛 由甲申田 兔免 折拆析 晴睛情清 侯候"
    " 券卷 治冶 毫亳 茶荼 崇祟 管菅 壁璧 辩辨辫 坏环 历厉 代伐 贷货 竟竞 微徽 棵裸 幕慕墓暮 拨拔 抡抢"
    " 沦沧论 伧伦 第弟 篮蓝 陕峡 洽恰 准淮 泠冷 炙灸 菜莱 杨扬 博搏 薄簿 概慨 帐账 在再 人入八 厂广"
    " 几儿九 王玉主 木本术 贝见 乌鸟 今令 仓仑 勿匆 斤斥 叨叼 卯卵 右石 古占吉 史吏 同向 各名 因困囚"
    " 夫失矢 子孑 孤狐弧 宣宜 密蜜 尤龙 岛鸟 师帅 常堂 平乎 庆厌 延廷 弛驰 徒徙陡 恨狠 愉偷输 戴载"
    " 投没设 抱拘 担坦 括活 挠浇烧 持特待 捎梢稍 揣端 摘滴 撤撒 政攻 斩渐 旱早 朱来 枚牧 柚抽 析拆 桂挂"
    " 氏民 永水冰 沙抄 沫沬 洒酒 消销 渡度 湖糊 源原 爪瓜 玩坑 理埋 班斑 瑞端 盲育 砂沙 私和 究穷 站沾"
    " 符付 粒拉 组祖 续读 罚罪 耍要 耐而 肓盲 脸险检 舟丹 苦若 范泛 萍苹 蓬篷 衷哀衰 袖抽 规现 订汀"
    " 议义仪 诧诊 贫贪 赛塞 赢羸 趋超 跋拔 辑缉 进近 迁迂 退腿 逐遂 郎朗 钉针 锋峰 锡赐 阅阔 阳阴 陪培"
    " 隐稳 霄宵 项顶 须顺 颂项 飘漂 馆官 驻住 骄娇 鱼渔 默墨 0o〇 1l一 2z 5s 8b 栽裁 楚禁"
)


def _table() -> dict[str, str]:
    alike: dict[str, str] = {}
    for group in _GROUPS.split():
        for char in group:
            alike[char] = alike.get(char, "") + group.replace(char, "")
    return alike


LOOKALIKES: Final[dict[str, str]] = _table()
"""Each character → those that it is taken for."""
