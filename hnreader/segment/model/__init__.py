"""The model that tells a page's stories apart: what it looks at, its networks, and how their scores become stories.

The program does not use it yet: it is ahead of the passes of `hnreader.segment` on pages of other papers and
behind them on the sample pages. It moves there when it is ahead on all.
"""
