"""Words of the command line: key → (Chinese, English).

In help texts {0} stands for what all commands share, {1} for the query language.
"""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # Usage
    "usage.unknown": ("没有选项 {0}", "there is no option {0}"),
    "usage.lacks": ("选项 {0} 缺少取值", "option {0} lacks its value"),
    "usage.takes_none": ("选项 {0} 不带取值", "option {0} takes no value"),
    "usage.elsewhere": ("选项 {0} 不用于 {1}", "option {0} does not go with {1}"),
    "usage.choice": ("选项 {0} 只接受 {1}，不接受“{2}”", "option {0} takes {1}, not “{2}”"),
    "usage.number": ("选项 {0} 须为不小于 {1} 的整数，不能是“{2}”", "option {0} takes a number from {1} up, not “{2}”"),
    "usage.date": (
        "选项 {0} 须为日期，如 2024-03-09 或 2024-01..2024-06，不能是“{1}”",
        "option {0} takes a date, such as 2024-03-09 or 2024-01..2024-06, not “{1}”",
    ),
    "usage.folder": (
        "--format markdown 每篇一个文件，须用 --output 指定文件夹",
        "--format markdown makes a file for each article: give a folder with --output",
    ),
    "usage.among": (
        "{0} 在所读的文件夹里，下次会被当作版面读入；请换一处，或加 --force",
        "{0} lies in a folder that is read, as pages the next time; choose another place, or add --force",
    ),
    "usage.subject": ("{0} 之后须有 {1}", "{0} needs {1} behind it"),
    "usage.either": ("选项 {0} 与 {1} 只能用一个", "{0} and {1} do not go together"),
    "usage.help": ("用法见 hnreader --help", "see hnreader --help"),
    "error.output": ("无法输出：{0}", "cannot write: {0}"),
    # List, show, search
    "list.untitled": ("（无题）{0}", "(no headline) {0}"),
    "show.column": ("【{0}】", "[{0}]"),
    "show.inferred": ("{0}（推断）", "{0} (inferred)"),
    "show.truncated": ("……（版面上到此中断）", "… (the page breaks off here)"),
    "show.line": ("（第{0}行）", " (line {0})"),
    "search.nothing": ("没有找到：{0}", "nothing found for {0}"),
    "search.count": ("{0} 篇 {1} 处", "{0} articles {1} places"),
    # Export
    "reading.pages": ("已读 {0} 版", "{0} pages read"),
    "export.writing": ("已输出 {0} 篇", "{0} articles written"),
    "export.exists": (
        "{0} 已经存在，未作改动；加 --force 则覆盖",
        "{0} is there already and was left alone; --force writes over it",
    ),
    "export.failed": ("无法写入 {0}：{1}", "cannot write {0}: {1}"),
    "export.no_issue": ("没有 {0} 的版面", "no page is of {0}"),
    "export.near": ("{1} 篇中有 {0} 篇只是近似", "{0} of the {1} articles match only nearly"),
    # Check
    "check.page.characters": ("{0}字", "{0} characters"),
    "check.page.lawful": ("无一遗漏", "all accounted for"),
    "check.page.broken": ("{0}处有误", "{0} violations"),
    "check.page.damaged": ("，{0}个字节无法解码", ", {0} bytes undecodable"),
    "check.lost": ("此处文字不见于任何文章", "text from here on is in no article"),
    "check.twice": ("此处文字出现两次", "text from here on is in two places"),
    "check.altered": ("此处文字与原文不符", "the text made from here is not what the page says"),
    "check.doubts": ("{0}处存疑，最可疑者在前：", "{0} doubts, worst first:"),
    "check.lawful": (
        "{0}个版面、{1}字，每个字恰好在一处。",
        "{0} pages, {1} characters: each is in exactly one place.",
    ),
    "check.broken": (
        "{0}个版面、{1}字，有字遗漏、重复或改动。",
        "{0} pages, {1} characters: some are lost, doubled or altered.",
    ),
    # Help
    "manual.common": (
        """\
  --lang zh|en     界面语言；不指定时依系统区域设置
  --version        版本号
  -h, --help       本说明；“hnreader 命令 --help”说明该命令

PATH 是版面文本文件（任何编码）或文件夹（其中的 .txt 与 .md，含子文件夹）；
“-”为标准输入；不写则打开自带的样例版面。文件夹恰好叫 list 时，写 ./list 或 -- list。

退出码
  0    正常（输出管道提前关闭也算正常）
  1    没有找到：检索无结果，编号不存在或不唯一，check 发现文字不守恒
  2    用法有误，没有可读的版面，或无法输出
  130  被中断
""",
        """\
  --lang zh|en     language of the interface; by default that of the locale
  --version        the version
  -h, --help       this help; `hnreader COMMAND --help` explains a command

PATH is a file of page text (in any encoding) or a folder (its .txt and .md, also in
folders below); `-` is standard input; without any the sample pages are opened.
A folder that is called list is given as ./list or behind --, as in `hnreader -- list`.

Exit codes
  0    fine (also where a pipe was closed early)
  1    nothing found: no result, an id that is unknown or not unique, or `check`
       found characters lost, doubled or altered
  2    wrong usage, nothing readable, or output that can't be written
  130  interrupted
""",
    ),
    "manual.open": (
        """\
hnreader [选项] [PATH…]
hnreader 命令 [选项] [PATH…]

《湖南日报》版面文本阅读器：把原始版面文字还原为一篇篇文章，供阅读与检索。
不写命令则打开阅读界面；输出不是终端时改为列出文章。

命令
  list [PATH…]           列出文章：编号、日期、版次、体裁、标题
  show ID [PATH…]        输出一篇文章
  search QUERY [PATH…]   检索
  kwic QUERY [PATH…]     逐条列出用例及其上下文，按命中处对齐
  trend QUERY [PATH…]    逐期、逐月、逐年统计用例
  cite ID [PATH…]        输出引文（参考文献著录）
  export [PATH…]         导出：JSON、JSON Lines、CSV、Markdown 或纯文本
  check [PATH…]          核对版面文字无一遗漏，并列出存疑之处
  names [PATH…]          人名、地名、机关、引号中的提法：各出现多少次，始于何时
  related ID [PATH…]     别期中与一篇文章最相关的文章

选项
{0}
例
  hnreader pages/
  hnreader search "长沙 芯片" pages/ --limit 5
  hnreader show 20240309-k7f2qd pages/
  hnreader export --format json pages/ > pages.json
""",
        """\
hnreader [OPTION…] [PATH…]
hnreader COMMAND [OPTION…] [PATH…]

A reader for the page text of a newspaper, 湖南日报: raw pages become articles that can
be read and searched. Without a command the reader opens; where output is no terminal
it lists the articles instead.

Commands
  list [PATH…]           list the articles: id, date, page, kind, headline
  show ID [PATH…]        print an article
  search QUERY [PATH…]   search
  kwic QUERY [PATH…]     list every place of a query in its context, aligned
  trend QUERY [PATH…]    count them by issue, month or year
  cite ID [PATH…]        print the citation of an article
  export [PATH…]         take along, as JSON, JSON lines, CSV, Markdown or plain text
  check [PATH…]          prove that no character of the pages is lost, and list doubts
  names [PATH…]          people, places, offices, quoted phrases: how often, since when
  related ID [PATH…]     the articles of other issues most related to one

Options
{0}
Examples
  hnreader pages/
  hnreader search "长沙 芯片" pages/ --limit 5
  hnreader show 20240309-k7f2qd pages/
  hnreader export --format json pages/ > pages.json
""",
    ),
    "manual.list": (
        """\
hnreader list [--json] [PATH…]

每篇文章一行：编号、日期、版次、体裁、标题；新的在前。跨版的文章只列一次。

选项
  --json           输出 JSON 数组
{0}
例
  hnreader list pages/ | grep 评论
""",
        """\
hnreader list [--json] [PATH…]

A line for each article: id, date, page, kind, headline; the newest first. An article
over several pages has one line.

Options
  --json           print a JSON array
{0}
Examples
  hnreader list pages/ | grep commentary
""",
    ),
    "manual.show": (
        """\
hnreader show [--why] [--json] ID [PATH…]

输出一篇文章。编号可只写开头，或只写连字符之后的部分，只要不致混淆。
转到他版的文章连同其下文一并输出，写哪一部分的编号都可以。

选项
  --why            附上每项判断的把握与理由，及其在版面上的行号
  --json           输出 JSON
{0}
例
  hnreader show 20240309-k7f2qd pages/
  hnreader show --why k7f2 pages/
""",
        """\
hnreader show [--why] [--json] ID [PATH…]

Print an article. Of the id its beginning will do, or the part behind the hyphen, as long
as only one article has it. What goes on on another page is printed with its rest, by the
id of any part.

Options
  --why            add how sure each decision is, why, and the line of the page to look at
  --json           print JSON
{0}
Examples
  hnreader show 20240309-k7f2qd pages/
  hnreader show --why k7f2 pages/
""",
    ),
    "manual.search": (
        """\
hnreader search [--limit N] [--context N] [--newest] [--count] [--json] QUERY [PATH…]

检索标题、栏目、署名与正文。繁简、全角半角、大小写、引号式样、字间空格不分；拼音（全拼、
首字母或混用）检索标题与人名；结果不足五篇时，附上错、漏、多一字者，列在最后。

检索式
{1}
选项
  --limit N        至多 N 篇
  --context N      每处命中前后各 N 字；不指定时约 40 字，止于标点
  --newest         最新的在前
  --count          只输出篇数与处数
  --json           输出 JSON 数组，含 id、headline、date、page、kind、score、why、matches、
                   count、passage、passages；与 --count 同用则为一个对象
{0}
例
  hnreader search 芯片 pages/
  hnreader search "长沙 芯片 日期:2024" pages/ --limit 5
  hnreader search zfwq pages/ --count
  hnreader search --json -- "-长沙 株洲" pages/
""",
        """\
hnreader search [--limit N] [--context N] [--newest] [--count] [--json] QUERY [PATH…]

Search headlines, columns, bylines and bodies. Traditional or simplified, full or half
width, case, the style of quotes and spaced letters do not matter. Pinyin (whole,
initials or mixed) finds headlines and names. Where fewer than five articles are found,
those that have one character wrong, missing or too many follow at the end.

Queries
{1}
Options
  --limit N        at most N articles
  --context N      N characters on either side of a hit; by default some 40, to a mark
  --newest         the newest first
  --count          print only in how many articles and places
  --json           print a JSON array: id, headline, date, page, kind, score, why,
                   matches, count, passage, passages; with --count one object
{0}
Examples
  hnreader search 芯片 pages/
  hnreader search "长沙 芯片 date:2024" pages/ --limit 5
  hnreader search zfwq pages/ --count
  hnreader search --json -- "-长沙 株洲" pages/
""",
    ),
    "manual.cite": (
        """\
hnreader cite [--style gb7714|bibtex|ris|csl] ID [PATH…]
hnreader cite [--style gb7714|bibtex|ris|csl] --query QUERY [PATH…]

输出一篇文章的引文，或检索所得全部文章的引文（与 search 同序，含近似者）。作者依次为记者、
通讯员、评论员，都没有时为摄影者；跨版文章为一条，写哪一部分的编号都可以。日期、版次系推断者，题名非原文者，
gb7714 以方括号标明，其余格式另在附注（note、N1）中说明。

选项
  --style gb7714   GB/T 7714—2015 著录格式（默认）
  --style bibtex   BibTeX，字段依 gbt7714 样式
  --style ris      RIS，供 EndNote、NoteExpress、Zotero 等导入
  --style csl      CSL-JSON 数组
  --query QUERY    引用检索所得，检索式见 hnreader search --help
{0}
例
  hnreader cite 20240309-k7f2qd pages/
  hnreader cite k7f2 --style bibtex pages/ >> refs.bib
  hnreader cite --query "芯片 日期:2024" --style ris pages/ > refs.ris
""",
        """\
hnreader cite [--style gb7714|bibtex|ris|csl] ID [PATH…]
hnreader cite [--style gb7714|bibtex|ris|csl] --query QUERY [PATH…]

Print the citation of an article, or of all that a query finds (in the order of `search`,
also what nearly matches). Authors are reporters, then correspondents, then commentators,
or else those who took the pictures. What goes on on another page is one citation, by the
id of any part. A date or page that was inferred and a title that the article does not
bear stand in brackets in gb7714; the other formats say so in a note (note, N1).

Options
  --style gb7714   by GB/T 7714—2015 (the default)
  --style bibtex   BibTeX, with the fields of the gbt7714 style
  --style ris      RIS, for EndNote, NoteExpress, Zotero and others
  --style csl      an array of CSL-JSON
  --query QUERY    cite what a query finds; for queries see hnreader search --help
{0}
Examples
  hnreader cite 20240309-k7f2qd pages/
  hnreader cite k7f2 --style bibtex pages/ >> refs.bib
  hnreader cite --query "芯片 date:2024" --style ris pages/ > refs.ris
""",
    ),
    "manual.export": (
        """\
hnreader export [--format F] [--query QUERY] [--issue DATE] [--output PATH [--force]]
                [PATH…]

带走全部文章、某日（或某几日）的，或检索所得的。除 json 外，跨版的文章合为一篇；
新的在前。

选项
  --format json    默认：按版面，每段文字附在文件中的位置 [行, 起, 止]；跨版文章的各部分
                   仍在其版，由 continues、continued_by 说明如何相接
  --format jsonl   每行一篇，JSON
  --format csv     每行一篇，RFC 4180，首行为栏名；文件以 BOM 开头，Excel 才认得 UTF-8；
                   以 = + - @ 开头的格子前加 '，以免被当成公式
  --format markdown  每篇一个文件，名为“编号-标题.md”，开头是 YAML；须有 --output
  --format text    排好行的纯文本，每行不超过 76 格（38 个汉字）
  --query QUERY    检索所得，检索式见 hnreader search --help；近似的另行说明
  --issue DATE     某日的，也可以是 2024-03、2023..2024-06
  --output PATH    写入文件（markdown 为文件夹）；不写则输出到标准输出。写完才出现，
                   中途失败或中断时原来的不变。已经存在则不写
  --force          已经存在也写；文件夹里别的文件不动
{0}
例
  hnreader export pages/ > pages.json
  hnreader export --format csv --query "芯片 日期:2024" --output 芯片.csv pages/
  hnreader export --format markdown --issue 2024-03 --output 三月 pages/
""",
        """\
hnreader export [--format F] [--query QUERY] [--issue DATE] [--output PATH [--force]]
                [PATH…]

Take articles along: all of them, those of a day or a span of days, or those that a query
finds. Except in json an article over several pages is one. The newest come first.

Options
  --format json    the default: page by page, each text with its places in the file,
                   [line, start, end]; the parts of an article over several pages stay on
                   their pages, and `continues` and `continued_by` tell how they are tied
  --format jsonl   an article a line, as JSON
  --format csv     an article a row (RFC 4180) under a row of names; a file begins with a
                   BOM, without which Excel does not know UTF-8; a cell that begins with
                   = + - or @ gets a ' before it, lest it is taken for a formula
  --format markdown  a file for each article, `id-headline.md`, headed by YAML; needs
                   --output
  --format text    plain text set in lines of at most 76 cells (38 汉字)
  --query QUERY    what a query finds, see hnreader search --help; how many match only
                   nearly is said
  --issue DATE     those of a day, or of 2024-03, or of 2023..2024-06
  --output PATH    write a file (for markdown a folder); without it standard output. It
                   is there when it is complete: a failure or an interrupt leaves what
                   was there before. What is there already is not written over
  --force          write over it; other files in a folder stay
{0}
Examples
  hnreader export pages/ > pages.json
  hnreader export --format csv --query "芯片 date:2024" --output chips.csv pages/
  hnreader export --format markdown --issue 2024-03 --output march pages/
""",
    ),
    "manual.check": (
        """\
hnreader check [--json] [PATH…]

核对每个版面的每个字恰好在一处：文章、版面杂项或重复文字；再列出把握不足 60% 的判断，
最可疑者在前，附行号。

选项
  --json           输出 JSON
{0}
例
  hnreader check pages/ && echo 无一遗漏
""",
        """\
hnreader check [--json] [PATH…]

Prove that every character of every page is in exactly one place: an article, furniture
or a duplicate. Then list the decisions that are less than 60 % sure, worst first, with
their lines.

Options
  --json           print JSON
{0}
Examples
  hnreader check pages/ && echo nothing lost
""",
    ),
}
