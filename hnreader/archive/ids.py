"""Ids that a person can read out and type, and that no other page can change."""
