"""Addresses that may be used: in production not our own, and paths that can be filled."""

import ipaddress
import socket
from string import Formatter
from urllib.parse import urlsplit


def keberatan_alamat(alamat: str) -> str:
    """Why production must not use this address, as a predicate (Indonesian); empty when it may."""
    try:
        bagian = urlsplit(alamat)
        host, _port = (bagian.hostname or "").rstrip("."), bagian.port
    except ValueError:
        return "bukan alamat yang sah"
    if bagian.scheme != "https":
        return "wajib https://"
    if not host:
        return "tidak menyebut nama server"
    return "menunjuk komputer ini sendiri" if _diri_sendiri(host) else ""


def isian_sama(jalur: str, bawaan: str) -> bool:
    """Has this path the same blanks as the usual one, so that a call can fill it?"""
    try:
        return _isian(jalur) == _isian(bawaan)
    except ValueError:
        return False


def _isian(jalur: str) -> set[tuple[str | None, ...]]:
    """The blanks, each with whatever it asks for beside its name."""
    return {(nama, *cara) for _, nama, *cara in Formatter().parse(jalur) if nama is not None}


def _diri_sendiri(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    ip = _ip(host)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    return ip is not None and (ip.is_loopback or ip.is_unspecified)


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The number a resolver makes of this host without asking anybody, also of ``127.1``."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.ip_address(socket.inet_aton(host))
    except OSError:
        return None
