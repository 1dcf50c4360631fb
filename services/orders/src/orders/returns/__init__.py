"""Goods that come back (O7)."""
