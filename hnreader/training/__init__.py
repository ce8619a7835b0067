"""Training: from articles to generated pages with their truth. An extra, not needed to run, and imported by nothing."""
