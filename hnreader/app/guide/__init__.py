"""The guide, in each language of the interface, with the keys of commands in braces."""
