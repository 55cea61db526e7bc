"""What a Slack workspace holds and answers: channels, people, messages, and the Web API's methods over them.

Strict as Slack's documents; without any network, which is in tests/wire/slack.py.
"""

import itertools
import secrets
import time
from collections.abc import Callable
from typing import Any

from bot.platforms.slack.limits import violations

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-test", "xapp-test", "signing-secret-of-the-tests"
TEAM, CHANNEL, USER, ADMIN, CREATOR, BOT = "T0TEAM", "C0NEWS", "U0USER", "U0ADMIN", "U0CREATOR", "U0BOT"
SCOPES = frozenset({"channels:history", "channels:read", "chat:write", "chat:write.public", "commands", "users:read"})
UPDATE_ARGUMENTS = {"channel", "ts", "text", "blocks", "metadata"}  # of ours, what chat.update knows
NEEDS = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.info": "channels:read",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "users.info": "users:read",
}


class Workspace:
    """The state behind the Web API. `token_error` ("token_revoked") answers every call while it is set, `update_error`
    every update. `updates` are those that were made."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.ephemeral: list[dict[str, Any]] = []
        self.views: list[dict[str, Any]] = []
        self.refused: list[tuple[str, ...]] = []
        self.arrivals: list[float] = []
        self.scopes = set(SCOPES)
        self.channels = {CHANNEL: {"id": CHANNEL, "creator": CREATOR, "is_archived": False}}
        self.users = {ADMIN: {"id": ADMIN, "is_admin": True}}
        self.token_error = ""
        self.update_error = ""
        self.updates: list[dict[str, Any]] = []
        self.tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self._methods: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "apps.connections.open": self._open_connection,
            "auth.test": self._auth_test,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.postMessage": self._post_message,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.info": self._conversation,
            "conversations.replies": self._replies,
            "users.info": self._user,
            "views.open": self._open_view,
            "views.publish": self._open_view,
        }

    def answer(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        """Answer a call whose token was good."""
        known = self._methods.get(method)
        return known(body) if known else {"ok": False, "error": "unknown_method"}

    def trouble(self, method: str, token: str) -> dict[str, Any]:
        """What is wrong with a call before its body is looked at; empty when nothing is."""
        if not token:
            return {"error": "not_authed"}
        if token != (APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN):
            return {"error": "invalid_auth"}
        if self.token_error:
            return {"error": self.token_error}
        needed = NEEDS.get(method, "")
        return {"error": "missing_scope", "needed": needed} if needed and needed not in self.scopes else {}

    def store(self, body: dict[str, Any]) -> str:
        """Keep a message and return its ts."""
        ts = f"{time.time():.0f}.{next(self._numbers):06d}"
        self.messages.append({**body, "ts": ts, "user": BOT, "type": "message"})
        self.arrivals.append(time.monotonic())
        return ts

    def _refusal(self, body: dict[str, Any]) -> dict[str, Any] | None:
        place = self.channels.get(body.get("channel", ""))
        if place is None:
            return {"ok": False, "error": "channel_not_found"}
        if place["is_archived"]:
            return {"ok": False, "error": "is_archived"}
        drawn = {key: body[key] for key in ("text", "blocks", "metadata") if key in body}
        previews = {key: body.get(key, False) for key in ("unfurl_links", "unfurl_media")}
        if found := violations(drawn | previews):
            self.refused.append(found)
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": list(found)}}
        return None

    def _post_message(self, body: dict[str, Any]) -> dict[str, Any]:
        if refusal := self._refusal(body):
            return refusal
        if "thread_ts" in body and not self._parent(body["channel"], body["thread_ts"]):
            return {"ok": False, "error": "thread_not_found"}
        ts = self.store(body)
        return {"ok": True, "channel": body["channel"], "ts": ts, "message": self.messages[-1]}

    def _post_ephemeral(self, body: dict[str, Any]) -> dict[str, Any]:
        if refusal := self._refusal(body):
            return refusal
        self.ephemeral.append(body)
        return {"ok": True, "message_ts": f"{time.time():.6f}"}

    def _update(self, body: dict[str, Any]) -> dict[str, Any]:
        if unknown := body.keys() - UPDATE_ARGUMENTS:
            self.refused.append(tuple(sorted(unknown)))
            return {"ok": False, "error": "invalid_arguments"}
        if refusal := self._refusal(body):
            return refusal
        if self.update_error:
            return {"ok": False, "error": self.update_error}
        for message in self.messages:
            if (message["channel"], message["ts"]) == (body["channel"], body.get("ts")):
                message.update(body)
                self.updates.append(body)
                return {"ok": True, "channel": body["channel"], "ts": body["ts"]}
        return {"ok": False, "error": "message_not_found"}

    def _auth_test(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "url": "https://test.slack.com/", "team": "Test", "team_id": TEAM, "user_id": BOT}

    def _conversation(self, body: dict[str, Any]) -> dict[str, Any]:
        place = self.channels.get(body["channel"])
        return {"ok": True, "channel": place} if place else {"ok": False, "error": "channel_not_found"}

    def _parent(self, channel: str, ts: str) -> bool:
        """A reply to a reply is none: a thread hangs on a message of the channel itself."""
        return any(m["channel"] == channel and m["ts"] == ts and "thread_ts" not in m for m in self.messages)

    def _replies(self, body: dict[str, Any]) -> dict[str, Any]:
        if not self._parent(body["channel"], body["ts"]):
            return {"ok": False, "error": "thread_not_found"}
        return self._history(body, thread=body["ts"])

    def _history(self, body: dict[str, Any], *, thread: str | None = None) -> dict[str, Any]:
        start, size = int(body.get("cursor") or 0), int(body.get("limit") or 100)
        oldest, whole = float(body.get("oldest") or 0), body.get("include_all_metadata") in ("1", "true", "True")
        mine = [m for m in reversed(self.messages) if m["channel"] == body["channel"]]
        found = [m for m in mine if float(m["ts"]) >= oldest and m.get("thread_ts") == thread]
        more = str(start + size) if len(found) > start + size else ""
        page = [m if whole else {key: m[key] for key in m if key != "metadata"} for m in found[start : start + size]]
        return {"ok": True, "messages": page, "has_more": bool(more), "response_metadata": {"next_cursor": more}}

    def _user(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "user": self.users.get(body["user"], {"id": body["user"], "is_admin": False})}

    def _open_view(self, body: dict[str, Any]) -> dict[str, Any]:
        self.views.append(body)
        return {"ok": True, "view": body.get("view", {})}

    def _open_connection(self, body: dict[str, Any]) -> dict[str, Any]:
        ticket = secrets.token_hex(8)
        self.tickets.add(ticket)
        return {"ok": True, "url": ticket}
