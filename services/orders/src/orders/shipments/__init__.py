"""Goods that leave and arrive, and requests for an invoice (O9, O10)."""
