"""The project’s own gold: articles annotated by hand, how they are scored, the floors. Not part of the wheel."""
