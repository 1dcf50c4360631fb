"""Messages of one person, inside the application (N6)."""
