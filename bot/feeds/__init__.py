"""Getting feeds and pages. Imports nothing here: the parsing child loads parse and page without the network code."""
