"""Chat platforms: each draws cards and carries commands and messages; none decides what is said."""
