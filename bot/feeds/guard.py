"""Which addresses may be connected to: decided on the final socket address, after every name has been resolved.

Sources: the IANA special-purpose address registries (IPv4 and IPv6), and the clouds' own metadata addresses.
"""

import errno
import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import aiohttp

REFUSED_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; Alibaba's metadata
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's platform address
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata at .192
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, deprecated
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
GLOBAL_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")  # leaves out ::/96, v4-mapped, NAT64, ULA, link-local, multicast
REFUSED_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address
        "3fff::/20",  # documentation
    )
)
MESSAGE = "address not allowed"  # the same words for every address, so that the connector keeps the error's class


class AddressRefused(PermissionError):
    """The guard refused a socket address; nothing was sent."""


def is_allowed(address: str, port: int, allow_hosts: frozenset[str]) -> bool:
    """May a connection be opened to this IP literal and port?

    Only global unicast addresses may. A loopback address may where `allow_hosts` names it with its port, as
    "127.0.0.1:8123", "[::1]:8123" or "localhost:8123". Whatever is not an IP literal is refused.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.is_loopback:
        literal = f"[{ip}]" if ip.version == 6 else str(ip)
        return not allow_hosts.isdisjoint({f"{literal}:{port}", f"localhost:{port}"})
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not any(ip in network for network in REFUSED_V4)
    return ip.is_global and ip in GLOBAL_UNICAST_V6 and not any(ip in network for network in REFUSED_V6)


def guarded_connector(allow_hosts: frozenset[str], **limits: Any) -> aiohttp.TCPConnector:
    """A connector that asks `is_allowed` about each socket address. `limits` are those of aiohttp.TCPConnector."""
    return aiohttp.TCPConnector(socket_factory=_guarded_socket(allow_hosts), **limits)


def is_refusal(error: BaseException) -> bool:
    """Did a connection fail because the guard refused (one of) its addresses?"""
    return isinstance(error, aiohttp.ClientConnectorError) and MESSAGE in str(error.os_error)


def _guarded_socket(allow_hosts: frozenset[str]) -> Callable[[Any], socket.socket]:
    def open_socket(addr_info: Any) -> socket.socket:
        family, kind, protocol, _, (address, port, *_) = addr_info
        if not is_allowed(address, port, allow_hosts):
            raise AddressRefused(errno.EPERM, MESSAGE)
        return socket.socket(family=family, type=kind, proto=protocol)

    return open_socket
