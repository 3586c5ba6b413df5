"""Which hosts of the internet the server may speak to: public ones, never its own network."""

import ipaddress
import socket
import threading
from functools import cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}

# RFC 6890 and the registries of special addresses that it set up; what Python calls global has changed with its
# versions. 168.63.129.16 is public by its number, and what a cloud's machines ask about themselves.
_CLOSED_4 = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
)
# Addresses of IPv6 that are public lie in 2000::/3, but for those that carry an IPv4 address or are examples.
_OPEN_6 = "2000::/3"
_CLOSED_6 = ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")


@cache
def _networks(texts: tuple[str, ...]) -> tuple:
    return tuple(map(ipaddress.ip_network, texts))


def is_public(address: Address, port: int) -> bool:
    """Return whether an address is one of the public internet and the port one of the web's, 80 or 443."""
    if port not in PORTS.values():
        return False
    if address.version == 4:
        return not any(address in network for network in _networks(_CLOSED_4))
    within = address in ipaddress.ip_network(_OPEN_6)
    return within and not any(address in network for network in _networks(_CLOSED_6))


def resolve(host: str, port: int, *, seconds: float) -> list[Address]:
    """Return the addresses of a host, each once, in the order to try them.

    Raises OSError when there are none, TimeoutError when the answer takes longer than `seconds`.
    """
    found: list = []
    # The system's resolver keeps no limit of ours, so it is left behind when it is late.
    asking = threading.Thread(target=_ask, args=(host, port, found), daemon=True)
    asking.start()
    asking.join(max(seconds, 0))
    if not found:
        raise TimeoutError("the name of the host was not resolved in time")
    if isinstance(found[0], OSError):
        raise found[0]
    return list(dict.fromkeys(found[0]))


def _ask(host: str, port: int, found: list) -> None:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found.append([ipaddress.ip_address(answer[4][0]) for answer in answers])
    except (OSError, ValueError) as error:
        found.append(error if isinstance(error, OSError) else OSError(str(error)))
