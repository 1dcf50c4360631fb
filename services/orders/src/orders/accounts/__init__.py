"""What orders knows of a customer, and its exposure (events.md section 5)."""
