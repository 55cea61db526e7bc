"""The demo: an invented world and the loopback server that publishes it."""
