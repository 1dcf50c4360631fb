"""Forms that pass a chain of people, from the request to one decision (N1, N2)."""
