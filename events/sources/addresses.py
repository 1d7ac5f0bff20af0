"""Which addresses a source may lead to: public ones, and those in private ranges that the operator named."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address

# `is_global` lets these pass: ways to write an IPv4 address inside an IPv6 one, groups of receivers, and the one
# public address at which a large cloud answers its own machines.
_ALSO_REFUSED = tuple(
    ip_network(net)
    for net in (
        "168.63.129.16/32",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "::ffff:0:0/96",
        "::/96",
        "fec0::/10",
    )
)


def is_public(address: Address) -> bool:
    """Whether anybody's machine, and not ours or a neighbour's, answers there."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return not any(address.version == net.version and address in net for net in _ALSO_REFUSED)


def parsed(text: str) -> Address | None:
    """An address written as a number, with its zone dropped; None for anything else."""
    try:
        return ip_address(text.split("%", 1)[0])
    except ValueError:
        return None


class PrivateHosts:
    """The hosts in private ranges that may be reached all the same: `host`, `host:port`, `[::1]:port`.

    A name is matched as it stands in the URL, never by what it leads to: naming 127.0.0.1 opens no other name that
    points there.
    """

    def __init__(self, entries: Iterable[str] = ()) -> None:
        self._entries = frozenset(entry.strip().lower() for entry in entries if entry.strip())

    def names(self, host: str, port: int) -> bool:
        bare = host.lower().strip("[]").rstrip(".")
        forms = {bare, f"[{bare}]", f"{bare}:{port}", f"[{bare}]:{port}"} if ":" in bare else {bare, f"{bare}:{port}"}
        return not forms.isdisjoint(self._entries)


def shown(url: str) -> str:
    """An address fit for a log line: without its query, its fragment and any user name, where secrets lie."""
    try:
        split = urlsplit(url)
        host = split.hostname or ""
        port = f":{split.port}" if split.port else ""
    except ValueError:
        return "the address"
    if not host:
        return f"{split.scheme or 'the address'}:…" if split.scheme else "the address"
    printable = "".join(c if c.isprintable() else "?" for c in f"{host}{port}{split.path}")
    return f"{split.scheme}://{printable[:200]}"


def host_of(url: str) -> str:
    """Host and port as the address writes them, in small letters: what pauses and failures are counted by."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    try:
        return f"{urlsplit(url).scheme.lower()}://{host_of(url)}"
    except ValueError:
        return ""
