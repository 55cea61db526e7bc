"""Which addresses may be fetched. Only the decision is asked: nothing is ever connected to."""

import socket

import pytest

from bot.feeds.guard import AddressRefused, guarded_connector, is_allowed

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "192.0.1.1",
    "172.15.0.1",
    "172.32.0.1",
    "2606:4700::1111",
    "2a00:1450:4001::1",
]
REFUSED = {
    "this network": "0.0.0.0",
    "this network, host": "0.1.2.3",
    "private 10": "10.0.0.1",
    "private 172": "172.16.5.4",
    "private 172, end": "172.31.255.255",
    "private 192": "192.168.1.1",
    "carrier-grade NAT": "100.64.0.1",
    "Alibaba metadata": "100.100.100.200",
    "loopback": "127.0.0.1",
    "loopback, other": "127.255.0.9",
    "link-local": "169.254.0.1",
    "cloud metadata": "169.254.169.254",
    "Oracle metadata": "192.0.0.192",
    "Azure platform": "168.63.129.16",
    "documentation 1": "192.0.2.1",
    "documentation 2": "198.51.100.1",
    "documentation 3": "203.0.113.1",
    "6to4 relay": "192.88.99.1",
    "benchmarks": "198.18.0.1",
    "multicast": "224.0.0.1",
    "multicast, organisation": "239.1.1.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6 unspecified": "::",
    "IPv6 loopback": "::1",
    "IPv6 multicast": "ff02::1",
    "IPv6 multicast, global": "ff0e::1",
    "v4-mapped loopback": "::ffff:127.0.0.1",
    "v4-mapped public": "::ffff:8.8.8.8",
    "v4-compatible": "::127.0.0.1",
    "v4-translated": "::ffff:0:7f00:1",
    "NAT64": "64:ff9b::7f00:1",
    "NAT64, local use": "64:ff9b:1::1",
    "6to4": "2002:7f00:1::",
    "Teredo": "2001::1",
    "ORCHID": "2001:20::1",
    "documentation IPv6": "2001:db8::1",
    "documentation IPv6, new": "3fff::1",
    "unique local": "fd00:ec2::254",
    "unique local fc": "fc00::1",
    "IPv6 link-local": "fe80::1",
    "IPv6 link-local with zone": "fe80::1%eth0",
    "site-local": "fec0::1",
    "discard": "100::1",
    "segment routing": "5f00::1",
    "decimal spelling": "2130706433",
    "hexadecimal spelling": "0x7f000001",
    "octal spelling": "0177.0.0.1",
    "short spelling": "127.1",
    "full-width digits": "１２７.0.0.1",
    "a name": "localhost",
    "nothing": "",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_global_unicast_address_is_allowed(address: str) -> None:
    assert is_allowed(address, 443, frozenset())


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED.keys())
def test_any_other_address_is_refused(address: str) -> None:
    assert not is_allowed(address, 80, frozenset())


@pytest.mark.parametrize(
    "address, entry",
    [
        ("127.0.0.1", "127.0.0.1:8123"),
        ("::1", "[::1]:8123"),
        ("127.0.0.1", "localhost:8123"),
        ("::1", "localhost:8123"),
    ],
)
def test_loopback_is_allowed_where_host_and_port_are_named(address: str, entry: str) -> None:
    assert is_allowed(address, 8123, frozenset({entry}))


@pytest.mark.parametrize(
    "address, port, entry",
    [
        ("127.0.0.1", 8124, "127.0.0.1:8123"),
        ("127.0.0.2", 8123, "127.0.0.1:8123"),
        ("127.0.0.1", 8123, "127.0.0.1"),
        ("::ffff:127.0.0.1", 8123, "127.0.0.1:8123"),
    ],
    ids=["another port", "another address", "no port", "mapped"],
)
def test_loopback_is_refused_under_any_other_name(address: str, port: int, entry: str) -> None:
    assert not is_allowed(address, port, frozenset({entry}))


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "fd00::1"])
def test_a_private_address_cannot_be_allowed_by_name(address: str) -> None:
    assert not is_allowed(address, 80, frozenset({f"{address}:80", f"[{address}]:80"}))


async def test_the_connector_refuses_a_socket_before_it_is_opened() -> None:
    async with guarded_connector(frozenset()) as connector:
        open_socket = connector._socket_factory
        assert open_socket is not None

        with pytest.raises(AddressRefused):
            open_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80)))
