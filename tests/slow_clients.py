"""Clients that hold their sockets: half-sent heads and bodies, slow readers, silent connections."""

from __future__ import annotations

import socket
from contextlib import contextmanager

KINDS = ("head", "body", "answer", "idle")
BIG = "/_dash-component-suites/plotly/package_data/plotly.min.js"


def hold(port, kind):
    """A socket that has begun, and does not go on."""
    sock = socket.socket()
    if kind == "answer":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.settimeout(5)
    sock.connect(("127.0.0.1", port))
    host = f"Host: 127.0.0.1:{port}\r\n"
    if kind == "head":
        sock.sendall(f"GET / HTTP/1.1\r\n{host}X-Slow: ".encode())
    elif kind == "body":
        head = f"POST /_dash-update-component HTTP/1.1\r\n{host}Content-Type: application/json\r\n"
        sock.sendall(f'{head}Content-Length: 900\r\n\r\n{{"output":'.encode())
    elif kind == "answer":
        sock.sendall(f"GET {BIG} HTTP/1.1\r\n{host}\r\n".encode())
    else:
        sock.sendall(f"GET /healthz HTTP/1.1\r\n{host}\r\n".encode())
    return sock


@contextmanager
def holding(port, kind, count=100):
    """Many such sockets for a while."""
    socks = []
    try:
        socks += [hold(port, kind) for _ in range(count)]
        yield socks
    finally:
        for sock in socks:
            sock.close()
