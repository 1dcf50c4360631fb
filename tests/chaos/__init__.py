"""Faults on real processes: what is promised must hold after each of them (docs/reliability.md)."""
