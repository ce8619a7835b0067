"""The patterns of contributors: role words, bylines, brackets that name the makers, pictures' credits 图片署名.

They are matched against text without blanks unless they say otherwise.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from hnreader.papers.forms import HAN, Forms, one_of

if TYPE_CHECKING:
    from hnreader.papers.names import NamePatterns
    from hnreader.papers.profile import Paper

_CREDIT: Final = 60  # characters at the end of a text in which a credit begins


class ContributorPatterns:
    """The role words, bylines and credits of one profile."""

    def __init__(self, paper: Paper, names: NamePatterns) -> None:
        self._paper = paper
        self._names = names

    @cached_property
    def roles(self) -> dict[str, str]:
        """Role word → role of `People`: 全媒体记者 → reporters."""
        return {word: role for role, words in self._paper.roles.items() for word in words}

    @cached_property
    def _role(self) -> str:
        """One of the role words (source of a pattern)."""
        return one_of(self.roles)

    @cached_property
    def _client(self) -> str:
        """The paper's app or site beside its name, in a byline; its blanks may be kept."""
        clients = self._paper.bylines.clients
        return rf"(?:[·•]\s*(?:{one_of(clients)}))?" if clients else ""

    @cached_property
    def role_word(self) -> re.Pattern[str]:
        """A role word with the paper before it; text may have blanks."""
        return re.compile(rf"(?:{self._names.paper}\s*)?{self._client}\s*(?P<role>{self._role})")

    @cached_property
    def spaced_role(self) -> re.Pattern[str]:
        """A role word that may be letter-spaced; text has blanks."""
        words = sorted(self.roles, key=len, reverse=True)
        return re.compile("|".join(r"\s{0,2}".join(map(re.escape, word)) for word in words) or "(?!)")

    @cached_property
    def after_names(self) -> re.Pattern[str]:
        """Role words that, where a line begins with them, stand behind a name; text may have blanks."""
        return re.compile(one_of(self._paper.bylines.after_names))

    @cached_property
    def byline_start(self) -> re.Pattern[str]:
        """How a byline begins: 湖南日报全媒体记者 甲, 文/甲, 摄影：甲. The names are told by `segment`."""
        return re.compile(
            rf"[□■●◆]?(?:(?:撰文|摄影|文|图)[/／](?:图|文)?(?:{self._names.paper})?(?:{self._role})?|摄影[：:]|"
            rf"(?:文[/／]图|图[/／]文)?(?:{self._names.paper})?{self._client}(?:{self._role}))"
        )

    @cached_property
    def makers(self) -> re.Pattern[str]:
        """The bracket behind a dateline that names the makers: （全媒体记者 甲）."""
        return re.compile(rf"[（(](?:{self._names.paper})?(?:{self._role})")

    @cached_property
    def closing_makers(self) -> re.Pattern[str]:
        """The bracket behind a story's last sentence that names its makers: （记者 甲 乙）, （据新华社）."""
        broadcasters = one_of(self._paper.sources.broadcasters)
        return re.compile(
            rf"[（(](?:据(?:{self._names.paper}|{broadcasters})[{HAN}]{{0,8}}|"
            rf"{self._names.paper}?(?:{self._role})[{HAN}·、，,]{{2,80}})[）)]$"
        )

    @cached_property
    def _credit_forms(self) -> Forms:
        return Forms(self._paper.credits.forms, never=self._paper.credits.never)

    @cached_property
    def credit(self) -> re.Pattern[str]:
        """A picture's credit 图片署名, which closes its caption: 甲 摄（某图片库）, （图片均由某单位提供）."""
        return re.compile(f"{self._credit_forms.source}。?$")

    def ends_with_credit(self, text: str) -> bool:
        """Tell whether a text is closed by a picture's credit."""
        return self.credit_start(text) is not None

    def credit_start(self, text: str) -> int | None:
        """Return where the picture's credit begins that closes a text; None without one."""
        forms, start = self._credit_forms, max(0, len(text) - _CREDIT)
        if forms.ends is not None and text.removesuffix("。")[-1:] not in forms.ends:  # told sooner than the rest
            return None
        found = forms.hint.search(text, start) and self.credit.search(text, start)
        return found.start() if found else None

    @cached_property
    def credit_with_role(self) -> re.Pattern[str]:
        """The same with a role word for sure; text has blanks."""
        return re.compile(rf"(?:{self._names.paper})?\s*(?:{self._role})[{HAN}·、\s]{{2,60}}(?:摄影报道|摄)")
