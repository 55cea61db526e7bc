"""What is wrong with the Slack set-up, each finding a sentence with its next step. Only asks; changes nothing."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.failures import TROUBLE, Trouble, code_of, next_step
from bot.platforms.slack.manifest import SCOPES

_NEEDED_FOR = {
    "channels:read": "to know who created a channel",
    "chat:write": "to post",
    "chat:write.public": "to post in public channels it was not invited to",
    "commands": "to answer commands",
    "users:read": "to know admins and owners",
}


async def findings(client: AsyncWebClient, *, app_token: str, signing_secret: str) -> tuple[str, ...]:
    """Check tokens, scopes and the way commands arrive. Empty when all is well."""
    ways = await _app_token(client, app_token) if app_token else _other_way(signing_secret)
    return (*await _bot_token(client), *ways)


async def _bot_token(client: AsyncWebClient) -> tuple[str, ...]:
    if not client.token:
        return ("No Slack bot token is set: copy it (xoxb-…) from the app's OAuth page.",)
    try:
        answer = await client.auth_test()
    except TROUBLE as error:
        return (f"Slack's auth.test failed ({_reason(error)}). {_step(error)}",)
    granted = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes", "")).split(",")}
    return tuple(
        f"The Slack app lacks the scope {scope}, {_NEEDED_FOR[scope]}: add it on the OAuth page and install again."
        for scope in SCOPES
        if scope not in granted
    )


async def _app_token(client: AsyncWebClient, app_token: str) -> tuple[str, ...]:
    try:
        await client.apps_connections_open(app_token=app_token)
    except TROUBLE as error:
        step = "Make an app-level token (xapp-…) with connections:write and turn Socket Mode on."
        return (f"Slack's Socket Mode cannot be opened ({_reason(error)}). {step}",)
    return ()


def _other_way(signing_secret: str) -> tuple[str, ...]:
    if signing_secret:
        return ()
    socket, http = "an app-level token (xapp-…) for Socket Mode", "the signing secret for requests to /slack/events"
    return (f"Slack commands cannot arrive: set {socket}, or {http}.",)


def _reason(error: Trouble) -> str:
    return code_of(error) or "no reason given" if isinstance(error, SlackApiError) else "no answer"


def _step(error: Trouble) -> str:
    return next_step(code_of(error)) if isinstance(error, SlackApiError) else "Check the network and the base URL."
