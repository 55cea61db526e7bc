"""What a speaker says of the occasion and not of the world: greetings, order of business, calls for questions."""

import re

_HOUSEKEEPING = re.compile(
    r"""(?ix)
    ^(?:[A-Z][\w.\x20]{1,40}:\s*)?[“"]?
    (?: good\ (?:morning|afternoon|evening|day)\b | hello\b | welcome,?\ (?:everyone|everybody|all)\b
      | thank\ you\ (?:all|everyone|everybody|very\ much\ for\ (?:coming|being|joining))\b
      | (?:with\ that|ok(?:ay)?|all\ right),?\ (?:go\ ahead|i|let|we|happy|questions)\b | go\ ahead\b | next\ question\b
      | any\ (?:other\ |more\ )?questions\b | last\ (?:one|question)\b )
    | \b(?:items?|announcements?|read-?outs?|things?|points?|words?|notes?)\ (?:here\ )?at\ the\ (?:top|outset|start)\b
    | \b(?:take|answer|turn\ to|get\ to|open\ it\ up\ (?:to|for))\ (?:some\ |a\ few\ |any\ )?
      (?:of\ )?(?:your\ )?questions\b
    """
)


def is_housekeeping(sentence: str) -> bool:
    """Tell whether a sentence only opens, orders or closes an occasion."""
    return bool(_HOUSEKEEPING.search(sentence))
