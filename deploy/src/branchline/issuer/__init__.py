"""The development issuer: logs the seeded people in without a password, on loopback, in development alone."""
