"""Orders from placing to cancelling (O2)."""
