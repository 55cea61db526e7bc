"""A feed's bytes into UTF-8 that an XML parser can take: encoding, forbidden characters, too many entries."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
DECLARED = re.compile(rb"""<\?xml[^>]{1,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
META = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
STATEFUL = ("iso-2022", "hz", "utf-7")  # ASCII bytes that are not ASCII text
NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, 2.2
REFERENCE = re.compile(r"&#(?:([0-9]{1,20})|[xX]([0-9a-fA-F]{1,20}));")
ENTRY_END = re.compile(rb"</(?:[A-Za-z][\w.-]{0,20}:)?(?:item|entry)\s{0,20}>")


def to_utf8(body: bytes, content_type: str) -> bytes:
    """Decode by what the bytes are, then by what is said of them; take out what XML does not allow.

    Bytes that are valid UTF-8 are UTF-8 whatever the server says; no other encoding looks like it by chance.
    """
    text = _decode(body, content_type).lstrip("\ufeff \t\r\n\0")
    return REFERENCE.sub(_allowed, NO_CHARACTER.sub("", text)).encode("utf-8", "ignore")


def first_entries(body: bytes, count: int) -> bytes:
    """Cut out whatever stands between the last entry wanted and the end of the last entry, so that the tail still
    closes what the head opens."""
    ends = [found.end() for found in ENTRY_END.finditer(body)]
    return body if len(ends) <= count else body[: ends[count - 1]] + body[ends[-1] :]


def decode_html(page: bytes) -> str:
    """A page as text; what it says of itself in its first bytes comes after what the bytes are."""
    found = META.search(page[:2048])
    return _decode(page, f"charset={found[1].decode('ascii')}" if found else "").lstrip("\ufeff")


def _decode(body: bytes, content_type: str) -> str:
    for encoding in _candidates(body, content_type):
        try:
            return body.decode(encoding)
        except (LookupError, ValueError):
            continue
    return body.decode("windows-1252", "replace")


def _candidates(body: bytes, content_type: str) -> tuple[str, ...]:
    for bom, encoding in BOMS:
        if body.startswith(bom):
            return (encoding,)
    declared = tuple(name for name in (_charset(content_type), _declared(body)) if name)
    if any(name.startswith(STATEFUL) for name in declared):
        return (*declared, "utf-8")
    return ("utf-8", *(name for name in declared if _is_plain(name)))


def _is_plain(encoding: str) -> bool:
    """ISO-8859-1 is read as windows-1252, as browsers do (WHATWG Encoding); codecs that are no character set, or slow
    by design, are left out."""
    return encoding not in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "punycode", "idna"}


def _charset(content_type: str) -> str:
    found = CHARSET.search(content_type)
    return found[1].lower() if found else ""


def _declared(body: bytes) -> str:
    found = DECLARED.search(body[:400])
    return found[1].decode("ascii").lower() if found else ""


def _allowed(reference: re.Match[str]) -> str:
    """A character reference as it is where it names a character, else U+FFFD."""
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    is_character = number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD
    return reference[0] if is_character or 0x10000 <= number <= 0x10FFFF else "\ufffd"
