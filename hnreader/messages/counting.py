"""Words of `hnreader kwic` and `hnreader trend`: key → (Chinese, English).

In help texts {0} stands for what all commands share, {1} for the query language.
"""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "error.wordless": (
        "“{0}”里没有要找的词语；请写出词语，筛选条件可以附在其后",
        "“{0}” has no word to look for; give one, filters may stand beside it",
    ),
    "progress": ("处理中 {0}%", "working: {0} %"),
    "trend.period": ("时段", "period"),
    "trend.issues": ("期", "issues"),
    "trend.characters": ("字", "characters"),
    "trend.articles": ("篇", "articles"),
    "trend.rate": ("每万字", "per 10,000"),
    "trend.gap": ("没有藏报", "no issue held"),
    "trend.undated": ("日期不详", "undated"),
    "trend.mark": ("x 没有藏报", "x no issue held"),
    "trend.scale": ("每万字出现次数", "times per 10,000 characters"),
    "trend.total": ("{0}：{1:,} 处，{2:,} 篇", "{0}: {1:,} places in {2:,} articles"),
    "trend.span": (
        "；最早 {0}（{1}），最近 {2}（{3}）",
        "; first on {0} ({1}), last on {2} ({3})",
    ),
    "manual.kwic": (
        """\
hnreader kwic [--sort date|left|right] [--context N] [--limit N] [--json|--csv]
              QUERY [PATH…]

逐条列出检索词的每一处用例，按命中处对齐，两边是上下文，行首是文章编号（可用于 show）。
只列一字不差的（繁简、全角半角、大小写不分）；拼音与近似的不算。互相重叠的只算一处，
取在前者、长者。同一版面上重复排印的文字只算一次。上下文不越出所在的段落或标题。

检索式（“记者:”以外，限定于某一栏的词只列该栏内的用例；“日期:”等只作筛选）
{1}
选项
  --sort date      按日期，旧的在前，日期不详的在最后；不指定时如此
  --sort right     按命中之后的文字
  --sort left      按命中之前的文字，从命中处向前比较
  --context N      上下文至多 N 字；不指定时 80 字（输出到终端时以行宽为限）
  --limit N        至多 N 处
  --json           输出 JSON 数组：list 的各项，及 text、number、start、end、left、hit、
                   right：在哪一段文字（paragraph 从 0 起数）的第几字到第几字
  --csv            输出 CSV；以 = + - @ 开头的单元格前加 '，以免被当作公式执行
行宽同终端；不是终端时为 100 格，可用环境变量 COLUMNS 指定。
{0}
例
  hnreader kwic 新质生产力 pages/ --sort right
  hnreader kwic "标题:长沙 日期:2024" pages/ --csv > kwic.csv
""",
        """\
hnreader kwic [--sort date|left|right] [--context N] [--limit N] [--json|--csv]
              QUERY [PATH…]

List every place where a query's words stand, aligned on the hit, with what stands on
either side, and in front the id of the article (which `show` takes). Only what is exactly
as asked counts (traditional or simplified, width and case do not matter), neither what
sounds nor what looks like it. Of places that overlap the first counts, or the longest; of
a text printed twice on a page one copy. The context ends with the paragraph or title.

Queries (a word asked for in a field has its places there, but for by:, whose places are
wherever the article names the person; date: and its like only filter)
{1}
Options
  --sort date      by date, oldest first, undated ones last; so by default
  --sort right     by what follows the hit
  --sort left      by what leads up to it, compared from the hit outward
  --context N      at most N characters a side, by default 80; lines show what fits
  --limit N        at most N places
  --json           print a JSON array: what `list` has, and text, number, start, end,
                   left, hit, right: which text (paragraphs from 0), from where to where
  --csv            print CSV; cells that begin with = + - @ get a ' before them, so that
                   no spreadsheet runs them as formulas
Lines are as wide as the terminal; elsewhere 100 cells, or what COLUMNS says.
{0}
Examples
  hnreader kwic 新质生产力 pages/ --sort right
  hnreader kwic "title:长沙 date:2024" pages/ --csv > kwic.csv
""",
    ),
    "manual.trend": (
        """\
hnreader trend [--by issue|month|year] [--and QUERY]… [--json|--csv] QUERY [PATH…]

统计检索词逐期、逐月或逐年的用例数、篇数，以及在所藏各期文章中每万字的次数，附最早与
最近的用例。没有藏报的时段不是零，另行标出。用例的算法同 kwic。先列表，后作图：每个检索
词一幅，纵轴同一尺度；时段多于行宽时，相邻的合为一条。

检索式（各式都有“日期:”才限定统计的时段，只有一式有的，该式在此外各期计为 0；
其他筛选不影响每万字的分母）
{1}
选项
  --by issue       逐日；--by month 逐月，不指定时如此；--by year 逐年
  --and QUERY      另一条曲线，可多次使用
  --json           输出 JSON 对象：queries 与 periods；没有藏报的时段 uses 为 null，
                   articles 是该时段各篇文章的编号
  --csv            输出 CSV，每个时段、每个检索词一行；没有藏报的时段各数留空；
                   以 = + - @ 开头的单元格前加 '，以免被当作公式执行
{0}
例
  hnreader trend 智赋万企 pages/ --by year
  hnreader trend 长沙 --and 株洲 --and 湘潭 pages/ --csv > trend.csv
""",
        """\
hnreader trend [--by issue|month|year] [--and QUERY]… [--json|--csv] QUERY [PATH…]

Count the places and articles of queries by issue, month or year, also per 10,000
characters of all articles of the issues held, and tell first and last use. A period of
which no issue is held is not zero: it is marked. Places are those of kwic. A table comes
first, then a plot for each query, all to one scale; where there are more periods than the
line is wide, neighbours share a bar.

Queries (date: restricts the periods where all queries have it; where only some have, they
count 0 in other periods; no other filter changes what rates are taken of)
{1}
Options
  --by issue       day by day; --by month, so by default; --by year
  --and QUERY      another curve; may be given several times
  --json           print a JSON object with queries and periods; `uses` is null where no
                   issue is held, `articles` are the ids of those behind each count
  --csv            print CSV, a line for each period and query; empty where no issue is
                   held; cells that begin with = + - @ get a ' before them, so that no
                   spreadsheet runs them as formulas
{0}
Examples
  hnreader trend 智赋万企 pages/ --by year
  hnreader trend 长沙 --and 株洲 --and 湘潭 pages/ --csv > trend.csv
""",
    ),
}
