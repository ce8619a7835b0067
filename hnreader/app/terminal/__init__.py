"""What is particular to terminals: input, colours, widths."""
