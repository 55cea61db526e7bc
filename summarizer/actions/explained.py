"""Why an act was kept or dropped: what the coder saw and what it decided. Values only."""

from dataclasses import dataclass

from summarizer.model import Action, ActionType


@dataclass(frozen=True, slots=True)
class NoAct:
    """A clause that tells no act, and why: "it is negated"."""

    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One decision of the coder.

    `trigger` are the words that tell the act ("imposed sanctions"), `rule` the lexicon's line that fits them ("impose +
    sanction"), `actor` and `recipient` the words taken for the parties, or "". `because` says where the status comes
    from. `action` is what is kept; where it is None, `dropped` says why the near-miss is no act. `start` is where the
    trigger stands in the text.
    """

    trigger: str
    rule: str
    type: ActionType | None
    actor: str
    recipient: str
    because: str
    action: Action | None
    dropped: str
    start: int
    paragraph: int
