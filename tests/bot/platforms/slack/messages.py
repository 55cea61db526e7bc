"""Messages as the desk composes them, for the Slack tests. Places and people are invented."""

from bot.cards import Bullets, Button, Buttons, Card, Heading, Line, Message, Quotation, Run, Tone

PASSAGE = "https://harbour.example/tug?a=1&b=2#:~:text=The%20tug%20stays"
WORDS = "The tug stays where it is until the pilots are home, and that is the end of it."


def item(number: int, tone: Tone = Tone.NEW, *, since: str = "") -> Card:
    """One full item of a digest."""
    story = f"tug-{number}"
    return Card(
        (
            Line((Run(f"{tone.upper()} · Estonia → Norway · seizure", bold=True),), small=True),
            Heading(f"{number}. Estonia holds Norwegian tug", url="https://harbour.example/tug?a=1&b=2"),
            Line((Run("Estonia held the tug in Tallinn on Monday after two pilots were not let ashore."),)),
            Bullets(
                (
                    (Run("Estonia → Norway: "), Run("held the tug", bold=True), Run(" (done)")),
                    (Run("Norway → Estonia: "), Run("asked for its release", bold=True), Run(" (urged)")),
                )
            ),
            Quotation(
                WORDS, (Run("Foreign Minister Kaarin Oja", bold=True), Run(", via "), Run("Harbour", url=PASSAGE))
            ),
            *((Line((Run(f"Since the last digest: {since}"),)),) if since else ()),
            Line(
                (Run("Harbour Daily", url="https://harbour.example/tug"), Run(f" +3 outlets · 2 h · {story}")),
                small=True,
            ),
            Buttons(
                (
                    Button("Details", "details", story),
                    Button("Follow", "follow", story),
                    Button("Source", url="https://harbour.example/tug"),
                )
            ),
        ),
        tone,
        choice=(story, "Estonia holds Norwegian tug"),
    )


def one_liner(number: int) -> Card:
    """One story in a line."""
    return Card(
        (
            Line(
                (
                    Run(f"{number}. UPDATE · "),
                    Run("Chile reopens Arica crossing", bold=True, url="https://andean.example/arica"),
                    Run(f" — Andean Post, 5 h · arica-{number}"),
                )
            ),
        ),
        Tone.UPDATE,
    )


TITLE = Card((Heading("Morning digest"), Line((Run("Mon 9 March 2026, 06:00 Europe/Kyiv"),), small=True)))
FOOTER = Card(
    (
        Line((Run("34 feeds: 32 ok, 2 stale (EEAS 31 h, NATO 403) · 214 read · 9 stories · next 18:00"),), small=True),
        Line((Run("Type /story details 2 for more."),), small=True),
    )
)

DIGEST = Message(
    (TITLE, *(item(n) for n in range(1, 6)), *(one_liner(n) for n in range(6, 13)), FOOTER),
    "Morning digest: 12 stories",
)
UPDATE = Message((item(1, Tone.UPDATE, since="Norway recalls its ambassador"),), "UPDATE: Estonia holds Norwegian tug")
CORRECTION = Message(
    (
        Card(
            (
                Line((Run("CORRECTION · tug-1", bold=True),), small=True),
                Line((Run("Harbour Daily changed its article: the quotation below is no longer in it."),)),
                Quotation("Nobody was hurt.", (Run("Captain Jaan Tamm", bold=True),)),
            ),
            Tone.CORRECTION,
        ),
    ),
    "CORRECTION: Estonia holds Norwegian tug",
)
CORRECTED = Message(
    (
        Card(
            (
                Line((Run("CORRECTION · Estonia → Norway · seizure", bold=True),), small=True),
                Heading("1. Estonia holds Norwegian tug", url="https://harbour.example/tug"),
                Line((Run("Correction 14:05 Europe/Kyiv: ", bold=True), Run("Harbour Daily withdrew this quotation."))),
                Line((Run("Estonia held the tug in Tallinn on Monday.", strike=True), Run(" Norway protested."))),
                Bullets(((Run("Estonia → Norway: held the tug (done)", strike=True),),)),
                Quotation(WORDS, (Run("Foreign Minister Kaarin Oja", bold=True),), strike=True),
                Line((Run("Harbour Daily, as it was", strike=True),), small=True),
            ),
            Tone.CORRECTION,
        ),
    ),
    "Morning digest: 1 story",
)
DETAILS = Message(
    (
        Card(
            (
                Heading("Estonia holds Norwegian tug"),
                Line((Run("UPDATE · first seen 06:10 · Europe · Estonia, Norway"),), small=True),
                Line((Run("In brief", bold=True),)),
                Line((Run("Estonia held the tug in Tallinn on Monday. Norway asked for its release."),)),
                Line((Run("Actions", bold=True),)),
                Bullets(((Run("[SEIZE] Estonia → Norway — held the tug — done — ¶2"),),)),
                Quotation(WORDS, (Run("Foreign Minister Kaarin Oja", bold=True), Run(" ¶4", url=PASSAGE))),
                Line(
                    (Run("sitrep 0.1 · 3f2a… · Quotes are verbatim; other lines are machine-extracted."),), small=True
                ),
            )
        ),
        Card((Buttons((Button("Next page", "page", "tug-1.2"), Button("Share to channel", "share", "tug-1"))),)),
    ),
    "Estonia holds Norwegian tug: details",
)
EMPTY = Message(
    (Card((Line((Run("Nothing qualifies this morning: 34 feeds, 214 read, 0 stories."),)),)),), "Nothing qualifies"
)

MARKUP = "<!channel> <@U123> @everyone *bold* _it_ ~no~ `code` &lt;b&gt; & <b> :fire: #general <https://x.example|y>"
STEERING = "\u202eright to left\u200b zero\u200dwidth \u2066isolated > quoted"
LONG = "a" * 4_000


def hostile(text: str) -> Message:
    """A message with one text in every field that takes one."""
    runs = (Run(text), Run(text, bold=True), Run(text, italic=True, url="https://x.example/?a=1&b=<2>|3"))
    return Message(
        (
            Card((Heading(text), Line(runs, small=True), Line((Run(text),), small=True))),
            Card((Heading(text, url="javascript:alert(1)"), Line(runs), Bullets((runs, runs)), Quotation(text, runs))),
            Card((Buttons((Button(text, "details", text[:100]), Button(text, url=f"https://x.example/{text}"))),)),
        ),
        text,
    )
