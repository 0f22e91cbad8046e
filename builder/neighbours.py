"""Whether a site shares its host with others: browsers tell sites apart by host, not by folder, and let them read each other."""

from urllib.parse import urlsplit

OWN = {"localhost", "127.0.0.1", "::1"}
"""This machine, where a site is only looked at."""


def told_of_neighbours(address: str) -> str:
    """What is to be said of a site at this address; nothing for one that has a host of its own, or no address yet."""
    try:
        place = urlsplit(address)
        host = place.hostname or ""
    except ValueError:  # MkDocs refuses such an address in its own words
        return ""
    if not host or host in OWN or not place.path.strip("/"):
        return ""
    return (
        f"Other sites at {place.scheme}://{host}/ could read what people type or keep at {address}, "
        f"since browsers tell sites apart by host. If that is not all yours, use a host of its own, such as forms.example.org"
    )
