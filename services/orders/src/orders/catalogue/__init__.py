"""Products and price lists (O1, O15)."""
