"""Flows as data: on which event, under which condition, whom to tell, when to escalate (N3)."""
