"""What people take out of the archive."""
