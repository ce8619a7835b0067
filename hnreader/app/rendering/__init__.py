"""What the panes show, as values: rows, blocks, lines and segments. Nothing here is a widget."""
