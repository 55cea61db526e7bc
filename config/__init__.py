"""What an operator may edit: settings.py, and the feeds, outlets and topics beside it."""
