"""Discounts and allowances: what an approval lets through (O1, O6)."""
