"""What Slack's refusals and a broken line mean for the caller, as our own errors. Pure."""

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.errors import Refused, RetryLater, SitrepError, Unknown
from bot.model import Channel

_WAIT_S = 30.0  # where Slack asks to wait and does not say how long (Web API: rate limits)

_NEXT_STEP: Mapping[str, str] = {
    "account_inactive": "The app was removed from the workspace: install it again and set the new bot token.",
    "cannot_reply_to_message": "The message cannot be answered: see the correction in the next digest.",
    "cant_update_message": "The message is not this app's to change; its thread says what changed.",
    "channel_not_found": "The app cannot see it: invite it with /invite, or choose another channel.",
    "edit_window_closed": "The workspace forbids to change messages so late; the thread says what changed.",
    "invalid_auth": "The bot token is not valid: copy it anew from the app's OAuth page.",
    "is_archived": "The channel is archived: unarchive it or choose another channel.",
    "message_not_found": "The message was deleted: there is nothing to correct.",
    "missing_scope": "The app lacks a scope: compare its scopes with the manifest and install it again.",
    "not_authed": "No bot token is set: copy it from the app's OAuth page.",
    "not_in_channel": "The app is not a member: invite it with /invite.",
    "restricted_action": "A workspace setting forbids the app to post here: ask a workspace admin.",
    "thread_not_found": "The message was deleted: there is nothing to answer.",
    "token_expired": "The bot token has expired: copy a new one from the app's OAuth page.",
    "token_revoked": "The bot token was revoked: install the app again and set the new bot token.",
}
_PASSING = frozenset({"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org"})
_UNCERTAIN = frozenset({"fatal_error", "internal_error"})  # Slack: some aspect of the operation may have succeeded

Trouble = SlackApiError | aiohttp.ClientError | TimeoutError | AttributeError
TROUBLE = (SlackApiError, aiohttp.ClientError, TimeoutError, AttributeError)
"""What a call to Slack raises. AttributeError: slack_sdk reads a plain-text answer (a proxy's) as a mapping."""


def failure_of(error: Trouble, channel: Channel) -> SitrepError:
    """Return the error to raise for what a call about a channel raised."""
    if isinstance(error, SlackApiError):
        return _refusal(error, channel)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return RetryLater(f"Slack cannot be reached, nothing was sent to {channel.id}.", after_s=_WAIT_S)
    return Unknown(f"Slack gave no answer about {channel.id}: the message may have arrived.")


def code_of(error: SlackApiError) -> str:
    """Slack's own word for what went wrong, "" where the answer held none."""
    answer: Any = getattr(error.response, "data", None)  # slack_sdk hands on a bare response where JSON is broken
    return str(answer.get("error", "")) if isinstance(answer, Mapping) else ""


def next_step(code: str) -> str:
    """Say what to do about one of Slack's errors."""
    return _NEXT_STEP.get(code, "See the method's errors in Slack's reference.")


def _refusal(error: SlackApiError, channel: Channel) -> SitrepError:
    code, status = code_of(error), _status_of(error)
    if status == 429 or code in _PASSING:
        return RetryLater(f"Slack asks to wait before posting to {channel.id}.", after_s=_retry_after_s(error))
    if code in _UNCERTAIN or (not code and not 400 <= status < 500):
        return Unknown(f"Slack failed while posting to {channel.id}: the message may have arrived.")
    return Refused(f"Slack will not post to {channel.id} ({code or status}). {next_step(code)}")


def _retry_after_s(error: SlackApiError) -> float:
    written = str(error.response.headers.get("Retry-After", ""))
    return float(written) if written.isdecimal() else _WAIT_S


def _status_of(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0))
