"""The model that tells a page's stories apart: what it looks at, its networks, and how their scores become stories."""
