"""One table of commands, exposed on every platform. A new command is one function and one row in table.py."""
