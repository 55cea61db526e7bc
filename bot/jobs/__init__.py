"""What moves along the line: poll, read, digest, deliver. Idempotent; they talk only to ports; the clock says when."""
