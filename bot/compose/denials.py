"""How somebody says that it was not so. Pure data."""

import re

_NO_PART = r"(?:had|has|have) nothing to do with|(?:had|has|have|played|plays) no (?:part|role|hand) in"
DENIES = re.compile(rf"(?i)\b(?:den(?:y|ies|ied|ying)|{_NO_PART})\b")
"""Any denial, of whatever it may be."""
DENIES_A_PART = re.compile(
    rf"(?i)\b(?:den(?:y|ies|ied|ying) (?:any|all|having|being|that|playing|taking|responsibility|involvement)\b"
    rf"|{_NO_PART}"
    r"|reject(?:s|ed)? (?:the |all |any |such )?(?:accusation|allegation|claim|charge)s?\b)"
)
"""A denial that stands by itself: whoever hears it knows what is denied."""
