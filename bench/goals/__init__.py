"""One module a goal: its bars, its sides, its measure."""
