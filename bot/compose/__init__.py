"""Stories to cards: acts told by several outlets become one, what is new for a channel, ranking, limits. Pure."""
