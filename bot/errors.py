"""Every error that crosses a room's border, named by what the caller does next.

SitrepError
├── UserError            show the sentence to whoever asked; nothing is wrong with the bot
├── ConfigError          an operator must change a setting; the sentence says which
├── RetryLater           the same call may succeed after `after_s` seconds
├── Refused              the other side will not have it: stop trying until somebody changes something
├── Unknown              sent, but no answer came: it may or may not have arrived
└── ReadingFailed        one article could not be read; set it aside and go on
"""


class SitrepError(Exception):
    """Root of the tree. `str(error)` is a plain sentence without secrets."""


class UserError(SitrepError):
    """What was asked cannot be answered; the sentence names the next step."""


class ConfigError(SitrepError):
    """A setting is missing or wrong; the sentence names it and its remedy."""


class RetryLater(SitrepError):
    """Trouble that passes. `after_s` is the least wait in seconds."""

    def __init__(self, message: str, *, after_s: float) -> None:
        super().__init__(message)
        self.after_s = after_s


class Refused(SitrepError):
    """A platform or server will not do it (unknown channel, missing scope, revoked token)."""


class Unknown(SitrepError):
    """A message left this process and no answer came back."""


class ReadingFailed(SitrepError):
    """The reader gave up on one article: time, memory or a crash of its process."""

    def __init__(self, message: str, *, url: str) -> None:
        super().__init__(message)
        self.url = url
