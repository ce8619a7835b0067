"""Words of the index of names and of related articles: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "names.people": ("人名", "person"),
    "names.places": ("地名", "place"),
    "names.offices": ("机关", "office"),
    "names.phrases": ("提法", "phrase"),
    "names.times": ("{0}次", "{0}×"),
    "names.articles": ("{0}篇", "in {0}"),
    "names.progress": ("查找名称：{0}/{1} 篇", "looking for names: {0} of {1} articles"),
    "names.nothing": ("没有找到名称", "no names found"),
    "names.unkept": ("找到的名称无法保存，下次须重新查找：{0}：{1}", "names are not kept for next time: {0}: {1}"),
    "error.tagging": (
        "查找名称的进程未能运行：{0}；请重试，或检查 rjieba 是否已安装",
        "the process that looks for names did not run: {0}; try again, or see that rjieba is installed",
    ),
    "related.nothing": ("别期中没有与 {0} 相关的文章", "no article of another issue is related to {0}"),
    "related.same": ("同一报道", "the same story"),
    "related.shared": ("共有：{0}", "shared: {0}"),
    "related.comma": ("、", ", "),
    "manual.names": (
        """\
hnreader names [--kind KIND] [--sort count|first] [--limit N] [--json|--csv] [PATH…]

人名、地名、机关和引号中的提法：每个一行，列出类别、名称、次数、篇数、最早与最近一期。人名取自署名，
以及正文中有旁证者（前后有职务、其后有“说”“强调”等、与其他人名并列）。结果存于用户缓存文件夹，
每篇只查找一次；正文改动后重新查找。

选项
  --kind KIND      只列一类：people 人名、places 地名、offices 机关、phrases 提法；all 全部（不指定时）
  --sort ORDER     count 次数多者在前（不指定时）；first 最早出现者在前
  --limit N        至多 N 个
  --json           输出 JSON 数组：kind、name、count、articles、first、last
  --csv            输出 CSV，首行为列名
{0}
例
  hnreader names pages/ --kind people --limit 20
  hnreader names pages/ --kind phrases --sort first --csv > 提法.csv
""",
        """\
hnreader names [--kind KIND] [--sort count|first] [--limit N] [--json|--csv] [PATH…]

People, places, offices and quoted phrases: a line for each with its kind, how often
and in how many articles it stands, and the first and the last issue that has it. People
are those of bylines, and in texts those that something proves: an office beside the
name, 说 or 强调 behind it, a list of names. What was found is kept in the user's cache
folder, so that each article is looked through once; one whose text changes is looked
through anew.

Options
  --kind KIND      all (default), people, places, offices or phrases
  --sort ORDER     count: the most frequent first (default); first: the oldest use first
  --limit N        at most N names
  --json           print a JSON array: kind, name, count, articles, first, last
  --csv            print CSV, the names of the columns in its first line
{0}
Examples
  hnreader names pages/ --kind people --limit 20
  hnreader names pages/ --kind phrases --sort first --csv > phrases.csv
""",
    ),
    "manual.related": (
        """\
hnreader related [--limit N] [--json] ID [PATH…]

列出别期中与一篇文章最相关的文章及其共有的词语；越少见的词语分量越重，人名和引号中的提法更重。
同一报道另有刊出的，在前并注明。编号写法同 show。

选项
  --limit N        至多 N 篇；不指定时 10 篇
  --json           输出 JSON 数组，含 id、headline、date、page、kind、score、shared、same
{0}
例
  hnreader related 20240309-k7f2qd pages/
""",
        """\
hnreader related [--limit N] [--json] ID [PATH…]

List the articles of other issues that are most related to one, with the terms they share:
the rarer a term, the more it weighs; names and quoted phrases weigh more than words. What
tells the same story comes first, and is said to. The id is written as for `show`.

Options
  --limit N        at most N articles; 10 by default
  --json           print a JSON array: id, headline, date, page, kind, score, shared, same
{0}
Examples
  hnreader related 20240309-k7f2qd pages/
""",
    ),
}
