"""The text of the interface: messages in English in the code, translated by gettext."""

from hnreader.messages.translator import LANGUAGES, N_, Language, Translator

__all__ = ["LANGUAGES", "N_", "Language", "Translator"]
