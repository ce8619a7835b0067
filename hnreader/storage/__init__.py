"""Files of this program's own: written atomically, readable by their owner only, shared between processes."""
