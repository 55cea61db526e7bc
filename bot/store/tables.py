"""The tables of the database. Owns no statement; `migrations` builds what is declared here."""

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

from bot.store.columns import Json, flag, index_of_some, json_value, key, moment, number, to, unique_where, words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

feeds = Table(
    "feeds",
    metadata,
    key(),
    Column("url", Text, nullable=False, unique=True),
    words("outlet"),
    flag("pages"),
    words("etag"),
    words("last_modified"),
    words("body_sha256"),
    Column("interval_s", Float, nullable=False),
    moment("next_poll", nullable=True),
    moment("last_ok", nullable=True),
    moment("last_entry", nullable=True),
    number("failures"),
    words("trouble"),
    flag("announced"),
    flag("seeded"),
    Index("ix_feeds_next_poll", "next_poll"),
)

stories = Table(
    "stories",
    metadata,
    Column("number", Integer, primary_key=True),
    # written right after the number is known, in the same transaction
    Column("id", String(64), nullable=True, unique=True),
    moment("first_seen"),
    moment("changed"),
    sqlite_autoincrement=True,  # a number, and so an id, is never given twice
)

# A story that was found to be another one: its id leads there for ever.
merges = Table(
    "merges",
    metadata,
    to("story", "stories.number", primary_key=True),
    to("into", "stories.number"),
    moment("at"),
    words("why"),
    Index("ix_merges_into", "into"),
)

# An article is recognised by its address; without one by its guid within the feed; without that by its words within
# the outlet. The strongest key it has is unique.
articles = Table(
    "articles",
    metadata,
    key(),
    to("feed_id", "feeds.id", ondelete="SET NULL", nullable=True),
    words("outlet"),
    words("url"),
    words("guid"),
    words("fingerprint"),
    words("entry_sha256"),
    moment("first_seen"),
    flag("seeded"),
    number("newest"),  # the number of the newest version
    to("story", "stories.number", nullable=True),
    words("why"),  # why it is in its story
    moment("withdrawn", nullable=True),  # when its outlet was seen to have taken it back
    moment("looked_at", nullable=True),  # when its page was last looked for again after it was posted
    moment("missing_since", nullable=True),  # when the page was first not there
    Index("ix_articles_feed_guid", "feed_id", "guid"),
    Index("ix_articles_outlet_fingerprint", "outlet", "fingerprint"),
    index_of_some("ix_articles_story", "story"),
    index_of_some("ix_articles_withdrawn", "withdrawn"),
    unique_where("uq_articles_url", "url", where="url <> ''"),
    unique_where("uq_articles_guid", "feed_id", "guid", where="url = '' AND guid <> ''"),
    unique_where(
        "uq_articles_fingerprint", "outlet", "fingerprint", where="url = '' AND guid = '' AND fingerprint <> ''"
    ),
)

versions = Table(
    "versions",
    metadata,
    key(),
    to("article_id", "articles.id"),
    number("number"),
    words("sha256"),
    moment("published", nullable=True),
    moment("fetched"),
    flag("full_text"),
    words("language"),
    flag("wanted"),
    words("dated"),
    words("set_aside"),  # why it cannot be read, or ""
    words("title"),
    words("text"),  # last, so that SQLite finds the others without walking through it
    UniqueConstraint("article_id", "number"),
    Index("ix_versions_fetched", "fetched"),
)

readings = Table(
    "readings",
    metadata,
    key(),
    to("version_id", "versions.id", unique=True),  # reading again replaces
    words("extractor"),
    words("language"),
    flag("relevant"),
    Column("score", Float, nullable=False),
    json_value("record"),
)

# What the ledger holds: an act once, however many tell of it. Made from `actions`, which keep what each telling says.
acts = Table(
    "acts",
    metadata,
    key(),
    words("key"),  # type, actor and recipient
    words("type"),
    words("actor"),  # codes joined by a comma, else a name in lower case
    words("recipient"),
    words("status"),
    words("phrase"),
    to("story", "stories.number"),
    moment("first_told"),
    moment("last_told"),
    moment("changed"),
    Index("ix_acts_key", "key", "first_told"),
    Index("ix_acts_story", "story"),
)

actions = Table(
    "actions",
    metadata,
    key(),
    to("version_id", "versions.id"),
    to("article_id", "articles.id"),
    to("act", "acts.id", nullable=True),
    flag("superseded"),  # a newer version of the article has been read
    moment("told"),
    words("type"),
    words("mode"),
    words("actor"),
    words("actor_codes"),  # " USA GBR "
    words("actor_kind"),
    words("recipient"),
    words("recipient_codes"),
    words("recipient_kind"),
    words("status"),
    words("phrase"),
    number("start"),
    number("end"),
    number("paragraph"),
    words("reported_by"),
    Index("ix_actions_version_id", "version_id"),
    Index("ix_actions_article_id", "article_id"),
    Index("ix_actions_act", "act"),
)

# One row for each actor, recipient and status of an act. Every index holds all columns that a question may name, so
# that an answer is read off it in order, without touching the table.
act_parties = Table(
    "act_parties",
    metadata,
    key(),
    to("act", "acts.id"),
    words("actor"),
    words("recipient"),
    words("type"),
    words("status"),
    moment("changed"),
    Index("ix_act_parties_act", "act"),
    Index("ix_act_parties_actor", "actor", "changed", "act", "type", "status", "recipient"),
    Index("ix_act_parties_recipient", "recipient", "changed", "act", "type", "status", "actor"),
    Index("ix_act_parties_pair", "actor", "recipient", "changed", "act", "type", "status"),
    Index("ix_act_parties_type", "type", "changed", "act", "status"),
    Index("ix_act_parties_status", "status", "changed", "act"),
    Index("ix_act_parties_changed", "changed", "act"),
)

# The later act carries out or denies the earlier one.
act_links = Table(
    "act_links",
    metadata,
    to("earlier", "acts.id", primary_key=True),
    to("later", "acts.id", primary_key=True),
    Index("ix_act_links_later", "later"),
)

quotes = Table(
    "quotes",
    metadata,
    key(),
    to("version_id", "versions.id"),
    words("speaker"),
    words("speaker_codes"),
    words("words"),
    number("start"),
    number("end"),
    number("paragraph"),
    Index("ix_quotes_version_id", "version_id"),
    Index("ix_quotes_speaker", "speaker"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("channel", Text, primary_key=True),
    json_value("times"),
    words("zone"),
    json_value("days"),
    moment("since", nullable=True),
    moment("last_slot", nullable=True),
    flag("paused"),
    json_value("topics"),
    json_value("regions"),
    flag("breaking"),
)

follows = Table(
    "follows",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    moment("until", nullable=True),
    flag("mute"),
)

postings = Table(
    "postings",
    metadata,
    key(),
    words("channel"),
    words("kind"),
    words("key"),
    moment("at"),
    json_value("stories"),
    Column("message", Json, nullable=True),  # what the parts draw; none where it cannot be corrected
    Column("corrects", Integer, nullable=True),  # the posting that a correction changes
    words("considered"),  # the state of its cited articles for which a correction was last considered
    UniqueConstraint("channel", "kind", "key"),
    Index("ix_postings_at", "at"),
    index_of_some("ix_postings_corrects", "corrects"),
)

deliveries = Table(
    "deliveries",
    metadata,
    key(),
    to("posting_id", "postings.id"),
    number("part"),
    json_value("payload"),
    Column("token", String(25), nullable=False, unique=True),
    words("state"),
    number("tries"),
    moment("due"),
    moment("claimed", nullable=True),
    words("remote_id"),
    words("error"),
    words("operation"),  # post | edit | reply
    words("target"),  # the remote id of the message that is edited or replied to
    UniqueConstraint("posting_id", "part"),
    Index("ix_deliveries_state_due", "state", "due"),
)

citations = Table(
    "citations",
    metadata,
    key(),
    to("posting_id", "postings.id"),
    to("version_id", "versions.id"),
    words("sha256"),
    number("start"),
    number("end"),
    number("paragraph"),
    words("words"),
    flag("struck"),  # shown as no longer so
    Index("ix_citations_posting_id", "posting_id"),
    Index("ix_citations_version_id", "version_id"),
)

shown = Table(
    "shown",
    metadata,
    to("posting_id", "postings.id", primary_key=True),
    Column("story", String(64), primary_key=True),
    words("channel"),
    json_value("snapshot"),
    Index("ix_shown_channel_story", "channel", "story"),
)
