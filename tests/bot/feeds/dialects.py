"""Feeds for the tests of this room, written from their parts."""

NAMESPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(*items: str, channel: str = "<title>The Lantern</title>", declaration: str = '<?xml version="1.0"?>') -> str:
    """RSS 2.0 around the insides of its items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'{declaration}<rss version="2.0" {NAMESPACES}><channel>{channel}{inside}</channel></rss>'


def rdf(*items: str) -> str:
    """RSS 1.0, whose items stand beside the channel."""
    inside = "".join(f'<item rdf:about="urn:{number}">{item}</item>' for number, item in enumerate(items))
    return (
        f'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {NAMESPACES}'
        f' xmlns="http://purl.org/rss/1.0/"><channel rdf:about="urn:c"><title>The Lantern</title></channel>{inside}'
        "</rdf:RDF>"
    )


def atom(*entries: str, attributes: str = "") -> str:
    """Atom 1.0 around the insides of its entries."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    head = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" {attributes}>'
    return f"{head}<title>The Lantern</title>{inside}</feed>"
