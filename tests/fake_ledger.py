"""The ledger in memory: the acts of each story, without what several stories have in common."""

from dataclasses import dataclass, replace

from bot.compose.acts import Act, acts_of
from bot.model import ActsAsked, RecordedAct, Story, ToldAct
from summarizer.model import Actor
from tests.fake_store import FakeStories


@dataclass
class FakeLedger:
    """LedgerStore."""

    stories: FakeStories

    async def ask(self, asked: ActsAsked, *, limit: int, offset: int = 0) -> tuple[RecordedAct, ...]:
        stories = [self.stories._story(story_id, None) for story_id in sorted(self.stories._ids())]
        found = [(act, story) for story in stories for act in acts_of(story) if _fits(act, asked)]
        recorded = [_recorded(number, act, story) for number, (act, story) in enumerate(found, 1)]
        recent = [act for act in recorded if asked.since is None or act.changed >= asked.since]
        newest = sorted(recent, key=lambda act: (act.changed, act.id), reverse=True)
        return tuple(newest[offset : offset + limit])

    async def parties(self, *, limit: int) -> tuple[str, ...]:
        acts = await self.ask(ActsAsked(), limit=99)
        names = (party for act in acts for party in _parties(act.told[0].telling.reading.actions[0].actor))
        return tuple(dict.fromkeys(names))[:limit]


def _recorded(number: int, act: Act, story: Story) -> RecordedAct:
    told = tuple(
        ToldAct(
            replace(e.telling, reading=replace(e.telling.reading, actions=(e.action,))),
            e.telling.stored.article.published or e.telling.stored.fetched,
            story.id,
        )
        for e in act.evidence
    )
    return RecordedAct(number, min(one.at for one in told), told)


def _fits(act: Act, asked: ActsAsked) -> bool:
    best = act.best
    return (
        (not asked.actors or bool(set(asked.actors) & set(_parties(best.actor))))
        and (not asked.recipients or bool(set(asked.recipients) & set(_parties(best.recipient))))
        and (not asked.types or best.type in asked.types)
        and (not asked.statuses or best.status in asked.statuses)
    )


def _parties(actor: Actor | None) -> tuple[str, ...]:
    return (actor.codes or (actor.name.casefold(),)) if actor else ()
