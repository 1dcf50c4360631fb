"""Sheets from outside: opened with care, checked cell by cell, applied all or nothing (X3)."""
