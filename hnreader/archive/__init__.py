"""Many pages become issues: what is held, in which order, who stands beside whom, and what could not be read."""

from hnreader.archive.loading import load, seeds, sorted_out
from hnreader.archive.order import Place
from hnreader.archive.shelf import Archive
from hnreader.archive.spool import Spool

__all__ = ["Archive", "Place", "Spool", "load", "seeds", "sorted_out"]
