"""The look-again job: are the pages of articles that were posted still there? A few an hour."""

from datetime import timedelta

import structlog

from bot.decide.withdrawal import after_look
from bot.jobs.outside import Outside

MAX_LOOKS = 20  # a run
POSTED_WITHIN = timedelta(days=3)
AGAIN_AFTER = timedelta(hours=6)
SOON_AFTER = timedelta(minutes=50)  # a page that was missing: at the next run

log = structlog.get_logger()


async def look_again(outside: Outside) -> int:
    """Ask for the pages that were not looked at for longest; return how many articles were found withdrawn."""
    now, found = outside.now(), 0
    waiting = await outside.store.articles.to_look_at(
        posted_since=now - POSTED_WITHIN, before=now - AGAIN_AFTER, missing_before=now - SOON_AFTER, limit=MAX_LOOKS
    )
    for article in waiting:
        look = after_look(article.missing_since, await outside.fetcher.status(article.url), outside.now())
        await outside.store.articles.looked_at(article.article_id, outside.now(), missing_since=look.missing_since)
        if look.withdrawn and await outside.store.articles.withdraw(article.article_id, look.withdrawn):
            found += 1
            log.info("article_withdrawn", url=article.url, reason="its page is gone")
    return found
