"""What notifications knows of customers and absences, kept for routing and texts."""
