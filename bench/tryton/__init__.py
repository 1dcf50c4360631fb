"""The peer's side: run by the peer's own interpreter in its own environment, never imported by ours."""
