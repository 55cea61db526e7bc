"""One address per article: what is not part of the address is taken off. Fetches nothing."""

import re
from urllib.parse import urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say how a reader came, never what is read. Seen in feeds of the BBC (at_), The Guardian (cmp),
# The New York Times (smid, partner, emc), Le Monde (xtor), Deutsche Welle (maca), Al Jazeera (traffic_source).
TRACKING = re.compile(
    r"""(?x) (?: utm[_-].* | at_.* | ns_(?:mchannel|source|campaign|linkname|fee) | pk_.* | mtm_.* | _hs.* | hsa_.*
    | (?:fb|g|d|y|tw|tt)clid | msclkid | irclickid | [gw]braid | li_fat_id | mc_[ce]id | igsh(?:id)? | mkt_tok
    | cmp(?:id)? | smid | smtyp | emc | ftcamp | xtor | maca | traffic_source | ref_src | ref_url | ocid | taid
    | s_cid | mbid | spm | __twitter_impression )""",
    re.IGNORECASE,
)
TRACKING_PAIRS = {(name, "rss") for name in ("partner", "source", "src", "ref", "mod")} | {("partner", "rssnyt")}

WHITE_SPACE = re.compile(r"\s")


def canonical_url(url: str) -> str:
    """Strip tracking parameters, fragment, user name and default port; lower-case scheme and host.

    Other parameters keep their order and spelling, for some addresses are nothing without them. What is no http
    address comes back as it is, without the white space around it.
    """
    url = url.strip()
    try:
        parts = urlsplit(WHITE_SPACE.sub("%20", url))
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.rstrip(".")
    netloc = host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", _without_tracking(parts.query), ""))


def is_web_url(url: str) -> bool:
    """Is it an absolute http or https address with a host?"""
    try:
        parts = urlsplit(url)
        return parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def without_credentials(url: str) -> str:
    """An address as anybody may see it: without the user and password that some feeds want."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _without_tracking(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair))


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return bool(TRACKING.fullmatch(name)) or (name.lower(), value.lower()) in TRACKING_PAIRS
