"""The command line: `sitrep …`. One file a group of commands; main() turns errors into one sentence and an exit code.

Exit codes: 0 done; 1 it did not work out (a feed that cannot be read, a quotation that fails verify); 2 wrong usage,
setting or input.
"""

from bot.cli.main import main

__all__ = ["main"]
