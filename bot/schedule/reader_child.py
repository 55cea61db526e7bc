"""What a reading process runs: an article in, a reading out, both as JSON. Never imported by the process that waits.

Importing it imports the whole extractor, so that a broken installation ends the process at its start and is not taken
for an article that cannot be read.
"""

import json
from datetime import datetime
from typing import Any

from bot.records import reading_to_record
from summarizer.model import Article
from summarizer.reading import read


def read_packed(payload: bytes) -> bytes:
    """Read one packed article."""
    return json.dumps(reading_to_record(read(_unpacked(json.loads(payload))))).encode()


def _unpacked(record: dict[str, Any]) -> Article:
    published = record.pop("published")
    return Article(**record, published=datetime.fromisoformat(published) if published else None)
