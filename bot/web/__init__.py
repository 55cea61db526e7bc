"""The web server: health, and what the composition root mounts (Slack's HTTP mode)."""
