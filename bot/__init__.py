"""The bot: feeds in, digests out, commands answered. Imports run downwards only; pyproject.toml holds the contract."""
