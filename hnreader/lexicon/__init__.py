"""The paper's vocabulary as data: what a Chinese daily prints around and between its stories.

Tables and patterns only, each with the print habit it stands for. Patterns are matched against text without blanks
unless they say otherwise, and every repeat in them is bounded, so that none can run away on a long line.
"""
