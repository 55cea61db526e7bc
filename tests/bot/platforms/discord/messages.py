"""Messages to draw in tests: one of each kind a channel gets, in our own invented words."""

from dataclasses import replace

from bot.cards import Bullets, Button, Buttons, Card, Heading, Line, Message, Quotation, Run, Tone

LEDE = (
    "Estonia's navy boarded and detained the tanker Meridian Star in the Gulf of Finland on Tuesday, "
    "the third boarding this year, the defence ministry said."
)
KASK = "We will not look away when a ship without a flag and without insurance passes our shore."
HOSTILE = (
    "@everyone <@123> <@&9> <#5> </story:1> <t:1> <:x:1> [free](https://evil.example) # big\n> quote\n- list "
    "**b** __u__ ~~s~~ ||spoiler|| `code` ```py\nx``` \\*not\\* *|* https://evil.example/a_b_(c)?q=*x* <https://e.example>"
)


def line(text: str, *, small: bool = False) -> Line:
    """A line of one plain run."""
    return Line((Run(text),), small=small)


def story_card(title: str = "Estonia detains a tanker", *, tone: Tone = Tone.NEW, story: str = "amber-otter") -> Card:
    """An item of a digest with every kind of block."""
    return Card(
        (
            Line((Run(f"{tone.name} · Estonia → Russia · sanctions", bold=True),)),
            Heading(title, url="https://balticwire.example/tanker"),
            line(LEDE),
            Bullets(((Run("Estonia → Russia: detained the tanker (done)"),), (Run("Russia → Estonia: warned"),))),
            Quotation(
                KASK,
                (
                    Run("Foreign Minister Maarja Kask", bold=True),
                    Run(", via "),
                    Run("Baltic Wire", italic=True, url="https://balticwire.example/tanker#:~:text=We%20will"),
                ),
            ),
            line(f"Baltic Wire +3 outlets · 2 h · {story}", small=True),
            Buttons((Button("Details", "details", story), Button("Source", url="https://balticwire.example/tanker"))),
        ),
        tone=tone,
        choice=(title, story),
    )


def digest() -> Message:
    """A digest: its head, two items, one-liners, a footer."""
    return Message(
        (
            Card((Heading("Foreign-policy digest"), line("Tue 10 March, 18:00 Europe/Kyiv", small=True))),
            story_card(),
            story_card("Chile and Bolivia open talks on Arica", tone=Tone.UPDATE, story="calm-heron"),
            Card((Bullets(((Run("NEW", bold=True), Run(" · Portugal → Morocco: signed a cable pact · wide-ibis")),)),)),
            Card((line("8 feeds: 7 ok, 1 stale (Volga Post 31 h) · 12 read · `/story details 2`", small=True),)),
        ),
        "Foreign-policy digest: Estonia detains a tanker; Chile and Bolivia open talks on Arica",
    )


def correction() -> Message:
    """A corrected story."""
    return Message((story_card("Estonia detains two tankers", tone=Tone.CORRECTION),), "Correction: two tankers")


def corrected() -> Message:
    """A digest of which one quotation and one sentence no longer stand."""
    before = story_card(tone=Tone.CORRECTION)
    _, heading, lede, rows, quotation, *rest = before.blocks
    assert isinstance(lede, Line)
    assert isinstance(quotation, Quotation)
    told = Line((Run("Correction 14:05 Europe/Kyiv: ", bold=True), Run("Baltic Wire withdrew this quotation.")))
    struck = (Line((replace(lede.runs[0], strike=True),)), rows, replace(quotation, strike=True))
    card = replace(before, blocks=(line("CORRECTION · Estonia → Russia", small=True), heading, told, *struck, *rest))
    return Message((card,), "Foreign-policy digest: Estonia detains a tanker")


def details() -> Message:
    """The first page of details, with its buttons."""
    return Message(
        (
            Card((Heading("Estonia detains a tanker"), line("NEW · first seen 10 March 09:00 · Estonia, Russia"))),
            Card((Bullets(((Run("[COERCE] Estonia → Russia — detained the tanker — done — evidence ¶2"),),)),)),
            Card((Quotation(KASK, (Run("Maarja Kask, ¶4", url="https://balticwire.example/t#:~:text=We"),)),)),
            Card(
                (
                    line("Quotes are verbatim; other lines are machine-extracted.", small=True),
                    Buttons(
                        (
                            Button("Next page", "page", "amber-otter 2"),
                            Button("Share to channel", "share", "amber-otter"),
                        )
                    ),
                )
            ),
        ),
        "Details: Estonia detains a tanker",
    )


def empty() -> Message:
    """A slot with nothing to say."""
    return Message((Card((line("Nothing qualifies: 8 feeds, 12 articles, no story. Next 18:00."),)),), "Nothing new")


def hostile() -> Message:
    """Markup of every kind in every field."""
    run = Run(HOSTILE, bold=True, italic=True)
    return Message(
        (
            Card(
                (
                    Heading(HOSTILE, url="https://evil.example/)](<x>"),
                    Line((run, Run(HOSTILE, url="javascript:alert(1)"))),
                    Bullets(((Run(HOSTILE),),)),
                    Quotation(HOSTILE, (Run(HOSTILE, url="https://ok.example/a)b"),)),
                    line(HOSTILE, small=True),
                    Buttons((Button("@everyone **x**", "details", "a:b"), Button("go", url="javascript:alert(1)"))),
                ),
                choice=("@everyone `x` " * 20, "amber-otter"),
            ),
        ),
        HOSTILE,
    )


GOLDEN = {
    "digest": digest,
    "update": lambda: Message((story_card(tone=Tone.UPDATE),), "Update: Estonia detains a tanker"),
    "correction": correction,
    "corrected": corrected,
    "details": details,
    "empty": empty,
    "hostile": hostile,
}
