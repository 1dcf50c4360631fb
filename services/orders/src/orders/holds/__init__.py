"""Holds: why goods stay, and the cure (O1, O6)."""
