"""Panes and other widgets. None knows another pane; what happens in one is told to the screen by messages."""
