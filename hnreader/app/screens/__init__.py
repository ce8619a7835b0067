"""Screens: the reader, and what is laid over it."""
