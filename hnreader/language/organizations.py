"""Organizations 机关 by name and by form, in text without blanks."""

from __future__ import annotations

import re
from typing import Final

_PURPOSE: Final = r"(?:(?!级)[\u4e00-\u9fff]){0,12}?"
_UNDER: Final = (  # what a party committee or a government has under it
    r"(?:宣传部|组织部|统战部|政法委(?:员会)?|社会工作部|巡视办|党校|改革办|网信办|编办|台办|外事办|"
    r"农村工作领导小组|"
    r"[\u4e00-\u9fff]{2,8}工作(?:委员会|领导小组)|办公厅|研究室)"
)
ORGANIZATION: Final = re.compile(
    rf"(?P<level>省|市|州|县|区|镇|乡|街道|国家|中央)(?:(?:委|政府|人民政府){_UNDER}?|"
    rf"纪委监委|纪委|监委|人大常委会|人大|政协|(?P<words>{_PURPOSE})(?:人民政府|委员会|人民法院|人民检察院|法院|检察院|发改委|国资委|卫健委|"
    r"厅|(?<!新)(?<!布)(?<!格)(?<!结)(?<!大)(?<!开)局(?!面|势|部|限|长会)|总队|总工会|妇联|团委|贸促会|科协|"
    r"文联|作协|社科联|残联|工商联|供销社|公安处|气象台|博物馆|美术馆|图书馆|"
    r"档案馆|疾控中心))"
)
"""An organization by its form: 省委, 市人民政府, 省工信厅, 县教育局; `words` is its purpose."""

NATIONAL: Final = re.compile(
    r"党中央|中共中央(?:政治局(?:常委会)?|办公厅)?|国务院(?:办公厅|国资委|新闻办|安委会)?|"
    r"中央纪委(?:国家监委)?|中央政治局|中央军委|中央财办|"
    r"全国人大(?:常委会)?|全国政协|最高人民法院|最高人民检察院|最高法|最高检|海关总署|国家税务总局|市场监管总局|"
    r"国家(?:发展改革委|发改委|统计局|能源局|文物局|知识产权局|林草局|铁路局|移民局|医保局|疾控局|体育总局|"
    r"广电总局|卫生健康委|卫健委)|"
    r"(?:外交|教育|科技|科学技术|公安|民政|司法|财政|自然资源|生态环境|住房城乡建设|交通运输|水利|农业农村|商务|"
    r"文化和旅游|退役军人事务|应急管理|人力资源社会保障|工业和信息化|中宣|中组|国防)部(?!门|署|分|队|级|长)|"
    r"中国人民银行|审计署"
)
"""Organizations of the party and the state by name."""

CUSTOMS: Final = re.compile(r"[\u4e00-\u9fff]{2}海关(?=今|昨|透露|公布|统计|发布|指导|共|数据|关长|，|、|。|$)")
"""A custom house is named after its place."""
