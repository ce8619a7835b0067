"""What is particular to a newspaper, as data: how it looks in print, what it is called, how it is cited.

A paper is one TOML file, here or in the user's configuration folder. Nothing is read before it is asked for.
"""

from hnreader.papers.identification import Identified, identify
from hnreader.papers.profile import Paper
from hnreader.papers.registry import GENERIC, Papers, known_papers, load_papers

__all__ = ["GENERIC", "Identified", "Paper", "Papers", "identify", "known_papers", "load_papers"]
