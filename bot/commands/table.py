"""The one table of commands. Platforms, manifests and docs/commands.md are made from it."""

from bot.commands import actions, digest, feeds, sitrep, story, why
from bot.commands.command import Command, Param, ParamKind

STORY = Param("story", "Number in the latest digest, or story id", ParamKind.STORY, required=True)

COMMANDS: tuple[Command, ...] = (
    Command(
        "story",
        "details",
        "All that is known of one story, with its evidence",
        story.details,
        (STORY, Param("page", "Page, from 1", ParamKind.WHOLE)),
    ),
    Command(
        "story",
        "timeline",
        "How one story went: every act and change of status, dated",
        story.timeline,
        (STORY, Param("page", "Page, from 1", ParamKind.WHOLE)),
    ),
    Command("story", "list", "Stories of the last three days", story.list_stories),
    Command(
        "actions",
        "",
        "Who did what to whom, over all stories: the latest first",
        actions.list_actions,
        (
            Param("from", "Who acts: a country, capital, code or group, like US or EU members", ParamKind.ACTOR),
            Param("to", "To whom, in the same words", ParamKind.ACTOR),
            Param("type", "Type of act, like sanction or talks", ParamKind.ACTION_TYPE),
            Param("status", "done, announced, ordered, threatened, urged, alleged, denied, conditional"),
            Param("since", "24h, 7d, 2w, or a date like 2026-03-01"),
            Param("page", "Page, from 1", ParamKind.WHOLE),
        ),
    ),
    Command(
        "why",
        "",
        "Why a story or an article was kept, dropped, grouped, merged or ranked",
        why.why,
        (
            Param(
                "id", "Number in the latest digest, story id, or an article's address", ParamKind.STORY, required=True
            ),
        ),
    ),
    Command("digest", "now", "Post the digest to this channel now", digest.now, manages=True),
    Command(
        "digest",
        "preview",
        "Show only you what the next digest would hold",
        digest.preview,
        (Param("explain", "explain: the sum that ranks each story, and why others are left out"),),
    ),
    Command(
        "digest",
        "schedule",
        "Set or show when this channel gets its digest, and of what",
        digest.schedule,
        (
            Param("times", "Like 08:00,18:30"),
            Param("zone", "IANA zone, like Europe/Kyiv", ParamKind.ZONE),
            Param("days", "daily, weekdays, weekends, or mon,wed,fri"),
            Param("topics", "Only these, like sanctions,nuclear; all for everything", ParamKind.TOPIC),
            Param("regions", "Only these, like europe,middle-east; all for everywhere", ParamKind.REGION),
            Param("breaking", "on or off: a line at once for what cannot wait"),
        ),
        manages=True,
    ),
    Command("feeds", "list", "Every feed with its health", feeds.list_feeds),
    Command(
        "feeds",
        "add",
        "Add a feed",
        feeds.add,
        (Param("url", "The feed's address", required=True), Param("outlet", "Name of the outlet")),
        manages=True,
    ),
    Command(
        "feeds",
        "remove",
        "Remove a feed; its articles stay",
        feeds.remove,
        (Param("feed", "Its address or outlet", ParamKind.FEED, required=True),),
        manages=True,
    ),
    Command("sitrep", "help", "Every command", sitrep.help_),
)
