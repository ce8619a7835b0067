"""Themes: the colours that a theme file gives, and what is worked out from them."""
