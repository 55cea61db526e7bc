"""A stream of article versions through the real jobs under a simulated clock, with a record of what was shown."""
