"""What Discord and the network answer instead of success, in our own errors. A third party's never gets past here."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.errors import Refused, RetryLater, Unknown

SERVER_WAIT_S = 30.0  # within the minutes in which Discord recognises a repeated nonce
BANNED_WAIT_S = 600.0  # a 429 that does not come from Discord itself: 10,000 bad answers in ten minutes
TOO_MANY_LATE_EDITS = 30046  # Discord JSON error codes: edits of messages older than an hour
FINAL = {
    10008: "The message was deleted: there is nothing to correct.",
    50005: "The message is not this bot's to change.",
    50021: "A message of Discord's own cannot be changed.",
    160002: "A correction is a reply, and that needs the permission Read Message History.",
}
UNKNOWN_BOT = "Discord refuses the bot token. Reset it in the Developer Portal and set the new one."
NO_CHANNEL = (
    "Discord does not let the bot post in {where}. Check that the channel exists, that the bot is on its server, "
    "and that it may View Channel, Send Messages and Embed Links there."
)


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise Refused, RetryLater or Unknown for what goes wrong inside. `where` names the resource."""
    try:
        yield
    except discord.LoginFailure as exc:
        raise Refused(UNKNOWN_BOT) from exc
    except discord.RateLimited as exc:
        raise RetryLater(f"Discord asks to wait before {where}.", after_s=exc.retry_after) from exc
    except discord.HTTPException as exc:
        raise _answered(exc, where) from exc
    except aiohttp.ClientConnectorError as exc:
        raise RetryLater(f"Discord cannot be reached for {where}.", after_s=SERVER_WAIT_S) from exc
    except (TimeoutError, aiohttp.ClientError, OSError) as exc:
        raise Unknown(f"Discord gave no answer for {where}.") from exc


def _answered(exc: discord.HTTPException, where: str) -> Refused | RetryLater:
    match exc.status:
        case _ if exc.code in FINAL:
            return Refused(f"{FINAL[exc.code]} (Discord says: {exc.text or exc.code})")
        case _ if exc.code == TOO_MANY_LATE_EDITS:
            return RetryLater(f"Discord asks to wait before changing {where}.", after_s=BANNED_WAIT_S)
        case 401:
            return Refused(UNKNOWN_BOT)
        case 403 | 404:
            return Refused(f"{NO_CHANNEL.format(where=where)} (Discord says: {exc.text or exc.status})")
        case 429:
            return RetryLater(f"Discord shuts the bot out for {where}.", after_s=BANNED_WAIT_S)
        case status if status >= 500:
            return RetryLater(f"Discord answers {status} for {where}.", after_s=SERVER_WAIT_S)
        case status:
            return Refused(f"Discord does not take the message for {where} ({status}): {exc.text}")
