"""Matters that are open or closed: whether the reason of a message is still true."""
