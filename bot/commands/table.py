"""The one table of commands. Platforms, manifests and docs/commands.md are made from it."""

from bot.commands import actions, digest, feeds, following, quotes, search, sitrep, sources, status, story, why
from bot.commands.command import Command, Param, ParamKind

STORY = Param("story", "Number in the latest digest, or story id", ParamKind.STORY, required=True)
PAGE = Param("page", "Page, from 1", ParamKind.WHOLE)
WHAT = Param(
    "what",
    "A country or body, a pair like US > Russia, a topic, a region, or a story by number or id",
    ParamKind.SUBJECT,
    required=True,
    greedy=True,
)
FOR = Param("for", "How long: 12h, 3d, 2w, 1m, or until 2026-03-01; for good if left out")

COMMANDS: tuple[Command, ...] = (
    Command(
        "story",
        "details",
        "All that is known of one story, with its evidence",
        story.details,
        (STORY, PAGE),
    ),
    Command(
        "story",
        "timeline",
        "How one story went: every act and change of status, dated",
        story.timeline,
        (STORY, PAGE),
    ),
    Command(
        "story", "sources", "Who tells one story: each voice, its copies, versions", sources.sources, (STORY, PAGE)
    ),
    Command(
        "story",
        "quotes",
        "Who is quoted in one story, word for word, by speaker",
        quotes.quotes,
        (STORY, Param("speaker", "A speaker's name or a part of it; all if left out", greedy=True), PAGE),
    ),
    Command("story", "share", "Show what is known of one story to the whole channel", story.share, (STORY, PAGE)),
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
            PAGE,
        ),
    ),
    Command(
        "search",
        "",
        "Full text of all stored articles; filters like from:US type:sanction since:30d",
        search.search,
        (
            Param("words", "Words that must all occur", required=True, greedy=True),
            Param("from", "Articles that tell an act of this party, like US or EU members", ParamKind.ACTOR),
            Param("to", "Articles that tell an act upon this party", ParamKind.ACTOR),
            Param("type", "Articles that tell such an act, like sanction or talks", ParamKind.ACTION_TYPE),
            Param("outlet", "An outlet's name or a part of it", ParamKind.OUTLET),
            Param("since", "24h, 7d, 2w, or a date like 2026-03-01"),
            PAGE,
        ),
    ),
    Command(
        "follow", "", "Have this channel's digest favour what is named", following.follow, (WHAT, FOR), manages=True
    ),
    Command("mute", "", "Keep what is named out of this channel's digest", following.mute, (WHAT, FOR), manages=True),
    Command(
        "unfollow",
        "",
        "Neither follow nor mute what is named any more",
        following.unfollow,
        (Param("what", "What is followed or muted here, or all", ParamKind.FOLLOWED, required=True, greedy=True),),
        manages=True,
    ),
    Command("following", "", "What this channel follows and mutes, and until when", following.following, (PAGE,)),
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
    Command("digest", "pause", "Post no digest here until it is resumed", digest.pause, manages=True),
    Command(
        "digest", "resume", "Post digests again; those of the pause are not made good", digest.resume, manages=True
    ),
    Command("digest", "history", "The last ten digests of this channel, with their stories", digest.history),
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
    Command("sitrep", "status", "Feeds, articles, stories, this channel's next digest and deliveries", status.status),
)
