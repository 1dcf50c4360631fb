"""Ways out of the house: addresses, quiet hours, e-mail (N6, P5)."""
