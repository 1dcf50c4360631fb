"""What waits for a person (console p1)."""
