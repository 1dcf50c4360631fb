"""One origin for the console in development: its files, its settings, and the four APIs behind it."""
