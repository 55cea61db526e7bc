"""What a channel has seen of stories that turned out to be one. Pure."""

from bot.model import Snapshot


def united(earlier: Snapshot, later: Snapshot) -> Snapshot:
    """All that either snapshot holds; where both tell of one act or article, what was shown later."""
    return Snapshot(
        acts={**earlier.acts, **later.acts},
        speakers=tuple(sorted({*earlier.speakers, *later.speakers})),
        quotes=tuple(dict.fromkeys((*earlier.quotes, *later.quotes))),
        versions={**earlier.versions, **later.versions},
        openings={**earlier.openings, **later.openings},
        updates=earlier.updates + later.updates,
    )
