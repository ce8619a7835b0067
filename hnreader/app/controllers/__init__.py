"""What the screens' commands do, and work in the background."""
