"""A worker of gunicorn in which no client holds a thread: the poller waits for the slow, threads only work.

gunicorn's own gthread hands a connection to a thread at its first byte, and the thread then waits for the
rest of the head, for the body, and for the client to take the answer: 8 slow clients stop 2 x 4 threads.
Closing makes it worse: the loop itself waits up to two seconds for each client that does not hang up.
More threads only move the number; gevent would let one heavy page hold up everybody of its process (our
pages are processor time, not waiting), and needs SQLite, psycopg and locks made before the fork to be
patched. So this is gthread with three changes: a request is gathered by the poller and given to a thread
when it is whole; an answer the client does not take at once is sent on by the poller; closing waits in the
poller too. Requests too large to gather (files) have a few threads of their own.

Everything waiting is bounded: seconds, connections, and bytes held. Where there are too many, the one that
has waited longest is let go.

Measured on two busy cores beside 100 slow sockets, p95 in ms of a page and of a callback (gthread | now):
none 12, 12 | 14, 12 · half-sent heads no answer | 11, 13 · half-sent bodies no answer | 14, 12 ·
answers not read no answer | 15, 11 · idle 9, 8 | 12, 10. Memory 240-350 | 240-440 MB, the most with answers
not read (4.7 MB each, uncompressed); six bodies of 50 MB took 1 570 MB | 13 MB.
"""

from __future__ import annotations

import errno
import os
import re
import selectors
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from gunicorn.http import errors
from gunicorn.workers.gthread import TConn, ThreadWorker

from dashboard.shell.posted import SMALL
from dashboard.shell.refusals import raw_answer

if TYPE_CHECKING:
    import socket
    from concurrent.futures import Future

HEAD = 32_768
"""Bytes of a request's head; gunicorn's own limits on lines are narrower."""
ASKING = 20.0
"""Seconds from a request's first byte until all of it is here."""
IDLE = 10.0
"""Seconds a new connection may be silent: browsers open some they may need."""
SILENT, UPLOAD = 10.0, 180.0
"""Seconds between two pieces of a file, and for the whole of it."""
SENDING, SLOWEST = 20.0, 10_000
"""Seconds for an answer to be taken, and one more for each so many bytes."""
LEAVING, DISCARDED = 5.0, 100_000_000
"""Seconds and bytes until a client that is told no has to have stopped sending."""
HELD = 64_000_000
"""Bytes of half-sent requests, and of answers not yet taken, in one worker."""
UPLOADS = 4
"""Threads for requests too large to be gathered."""
LOOK = 0.5
"""Seconds between two looks at who has waited too long."""
PIECE = 65_536
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*(?=\r\n)", re.IGNORECASE)
FRAMING = re.compile(rb"\r\n(?:content-length|transfer-encoding|expect)[ \t]*:", re.IGNORECASE)
FULL = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
NOTHING_THERE = {errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED}
TOO_LATE, HEAD_TOO_LARGE = 408, 431
STATUS = {"LimitRequestLine": 414, "LimitRequestHeaders": HEAD_TOO_LARGE, "ExpectationFailed": 417}


class Wire:
    """A socket whose thread never waits to write: what is not taken at once is kept for the poller."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._left: deque[memoryview] = deque()
        self.backlog = 0
        self.read_until = 0.0
        sock.setblocking(False)  # noqa: FBT003 - the socket's own

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a socket has
        """Everything else is the socket's."""
        return getattr(self._sock, name)

    def setblocking(self, _blocking: object) -> None:
        """Stay as it is, whatever gunicorn asks for."""

    settimeout = setblocking

    def recv(self, size: int) -> bytes:
        """Read, waiting for as long as a large request may take; a client too slow is one that left."""
        try:
            return self._sock.recv(size)
        except BlockingIOError:
            patience = min(SILENT, self.read_until - time.monotonic())
        with selectors.DefaultSelector() as selector:
            selector.register(self._sock, selectors.EVENT_READ)
            if patience <= 0 or not selector.select(patience):
                raise ConnectionResetError(errno.ECONNRESET, "the client was too slow")
        return self._sock.recv(size)

    def send(self, data: bytes) -> int:
        """Write all of it, now or later."""
        self.sendall(data)
        return len(data)

    def sendall(self, data: bytes) -> None:
        """Write what is taken at once, keep the rest."""
        left = memoryview(data)
        if not self.backlog:
            left = left[self._taken(left) :]
        if len(left):
            self._left.append(left)
            self.backlog += len(left)

    def sendfile(self, file: Any, offset: int = 0, count: int = 0) -> None:  # noqa: ANN401 - as a socket has it
        """Write a part of a file."""
        self.sendall(os.pread(file.fileno(), count, offset))

    def send_on(self) -> None:
        """Write what the client takes now of what is kept."""
        while self._left:
            first = self._left[0]
            taken = self._taken(first)
            self.backlog -= taken
            if taken < len(first):
                self._left[0] = first[taken:]
                return
            self._left.popleft()

    def _taken(self, data: memoryview) -> int:
        try:
            return self._sock.send(data)
        except BlockingIOError:
            return 0


class Line(TConn):  # type: ignore[misc]  # gunicorn is untyped
    """A connection: what has arrived of its next request, and until when it may wait."""

    def __init__(self, cfg: Any, sock: socket.socket, client: Any, server: Any) -> None:  # noqa: ANN401 - gunicorn's
        super().__init__(cfg, Wire(sock), client, server)
        self.arrived = bytearray()
        self.whole: int | None = None
        self.large = False
        self.state = ""
        self.until = 0.0
        self.keep = False
        self.discarded = 0

    def init(self) -> None:
        """Put what has arrived before the parser."""
        super().init()
        if self.arrived:
            self.parser.unreader.unread(bytes(self.arrived))
            self.arrived = bytearray()

    def complete(self) -> bool:
        """Whether a thread can serve the request without waiting, or it is too large to be gathered.

        A request whose length is not said plainly counts as large: it is read by a thread set aside.
        """
        if self.whole is None:
            end = self.arrived.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = bytes(self.arrived[: end + 2])
            lengths, framing = LENGTH.findall(head), FRAMING.findall(head)
            self.whole = end + 4 + (int(lengths[0]) if lengths else 0)
            self.large = len(framing) != len(lengths) or len(lengths) > 1 or self.whole > end + 4 + SMALL
        return self.large or len(self.arrived) >= self.whole

    def next_request(self) -> None:
        """Forget the request that was answered; what came after it is the beginning of the next."""
        self.arrived = bytearray(self.parser.unreader.take_buffered())
        self.whole, self.large = None, False


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is untyped
    """gunicorn's threads behind a poller that does all the waiting."""

    def __init__(self, *parts: Any, **named: Any) -> None:  # noqa: ANN401 - gunicorn's
        super().__init__(*parts, **named)
        self.parked: dict[Line, None] = {}
        self.looked = 0.0

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Refuse certificates: encrypting is the proxy's work."""
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise RuntimeError("the board does not encrypt by itself: put a proxy in front of it")

    def init_process(self) -> None:
        """Set threads aside for large requests."""
        self.uploads = ThreadPoolExecutor(max_workers=UPLOADS)
        super().init_process()

    def run(self) -> None:
        """Serve until told to stop."""
        super().run()
        self.uploads.shutdown(wait=False)

    def accept(self, listener: socket.socket) -> None:
        """Take a connection and wait for its request."""
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno in FULL:
                self._let_go_of_the_longest_waiting()
            elif error.errno not in NOTHING_THERE:
                raise
            return
        self.nr_conns += 1
        self._wait(Line(self.cfg, sock, client, listener.getsockname()), "asking", IDLE)

    def on_client_socket_readable(self, conn: Line, client: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Gather the next request of a connection that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait(conn, "asking", ASKING)
        self._gather(conn)

    def handle_request(self, req: Any, conn: Line) -> Any:  # noqa: ANN401 - gunicorn's
        """Serve; after a large request the connection is closed, as its body may not have been read."""
        if conn.large:
            req.force_close()
        return super().handle_request(req, conn)

    def handle_error(self, _req: Any, client: Wire, addr: Any, error: Exception) -> None:  # noqa: ANN401 - gunicorn's
        """Answer what is no HTTP with a sentence; nothing of it is repeated, in the answer or in the log."""
        name = type(error).__name__
        if isinstance(error, errors.ParseException | OSError) or name in STATUS:
            self.log.warning("Invalid request from %s: %s", (addr or ("",))[0], name)
            status = STATUS.get(name, 400)
        else:
            self.log.error("Error handling request", exc_info=error)
            status = 500
        client.sendall(raw_answer(status))

    def finish_request(self, conn: Line, served: Future[Any]) -> None:
        """Send on what the client has not taken; then keep the connection or close it."""
        try:
            conn.keep = bool(served.result()) and conn.parser is not None
        except Exception:  # noqa: BLE001 - it is logged where it happened
            conn.keep = False
        if conn.sock.backlog:
            self._wait(conn, "sending", SENDING + conn.sock.backlog / SLOWEST)
            self._lighten()
        else:
            self._answered(conn)

    def murder_pending(self) -> None:
        """Let go of those who have waited too long, and of the longest waiting where there are too many."""
        now = time.monotonic()
        if now - self.looked >= LOOK:
            self.looked = now
            for conn in [each for each in self.parked if each.until <= now or self._is_unwanted(each)]:
                if conn.state == "asking" and conn.arrived:
                    self._refuse(conn, TOO_LATE)
                else:
                    self._drop(conn)
            self._lighten()
        while self.nr_conns >= self.worker_connections and self._let_go_of_the_longest_waiting():
            pass

    def _is_unwanted(self, conn: Line) -> bool:
        return not self.alive and conn.state == "asking" and not conn.arrived

    def _lighten(self) -> None:
        """Let go of the longest waiting of those that hold memory, while it is too much."""
        holding = [(conn, len(conn.arrived) + conn.sock.backlog) for conn in self.parked]
        held = sum(size for _, size in holding)
        for conn, size in holding:
            if held <= HELD:
                return
            if size:
                held -= size
                self._drop(conn)

    def _let_go_of_the_longest_waiting(self) -> bool:
        if self.keepalived_conns:
            conn = self.keepalived_conns.popleft()
            self.poller.unregister(conn.sock)
            self._close(conn)
            return True
        oldest = next(iter(self.parked), None)
        if oldest is not None:
            self._drop(oldest)
        return oldest is not None

    def _wait(self, conn: Line, state: str, seconds: float) -> None:
        """Let the poller wait for a connection."""
        conn.state, conn.until = state, time.monotonic() + seconds
        self.parked[conn] = None
        event = selectors.EVENT_WRITE if state == "sending" else selectors.EVENT_READ
        does = {"asking": self._gather, "sending": self._send_on, "leaving": self._discard}[state]
        self.poller.register(conn.sock, event, partial(self._woken, conn, does))

    def _woken(self, conn: Line, does: Any, _sock: Any) -> None:  # noqa: ANN401 - a method, and the poller's
        if conn in self.parked:
            does(conn)

    def _unpark(self, conn: Line) -> None:
        del self.parked[conn]
        self.poller.unregister(conn.sock)

    def _gather(self, conn: Line) -> None:
        """Take what has arrived; give the request to a thread when it is whole."""
        data = self._received(conn)
        if data is None:
            return
        if not data:
            self._drop(conn)
            return
        if not conn.arrived:
            conn.until = time.monotonic() + ASKING
        conn.arrived += data
        self._give_to_a_thread(conn)

    def _give_to_a_thread(self, conn: Line) -> None:
        if conn.complete():
            self._unpark(conn)
            conn.data_ready = True
            conn.sock.read_until = time.monotonic() + (UPLOAD if conn.large else 0)
            pool = self.uploads if conn.large else self.tpool
            served = pool.submit(self.handle, conn)
            served.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))
        elif conn.whole is None and len(conn.arrived) > HEAD:
            self._refuse(conn, HEAD_TOO_LARGE)

    def _send_on(self, conn: Line) -> None:
        try:
            conn.sock.send_on()
        except OSError:
            self._drop(conn)
            return
        if not conn.sock.backlog:
            self._unpark(conn)
            self._answered(conn)

    def _answered(self, conn: Line) -> None:
        """Wait for the next request where the answer promised so; else say that nothing more comes."""
        if not conn.keep:
            self._leave(conn)
            return
        conn.next_request()
        if conn.arrived:
            self._wait(conn, "asking", ASKING)
            self._give_to_a_thread(conn)
            return
        conn.set_timeout()
        self.keepalived_conns.append(conn)
        reading = partial(self.on_client_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, reading)

    def _refuse(self, conn: Line, status: int) -> None:
        self._unpark(conn)
        try:
            conn.sock.sendall(raw_answer(status, bytes(conn.arrived[:HEAD])))
        except OSError:
            self._close(conn)
            return
        conn.arrived = bytearray()
        self._leave(conn)

    def _leave(self, conn: Line) -> None:
        """Close so that the client reads its answer first, also one that is still sending."""
        try:
            conn.sock.shutdown(1)
        except OSError:
            self._close(conn)
            return
        self._wait(conn, "leaving", LEAVING)

    def _discard(self, conn: Line) -> None:
        data = self._received(conn)
        if data is None:
            return
        conn.discarded += len(data)
        if not data or conn.discarded > DISCARDED:
            self._drop(conn)

    def _received(self, conn: Line) -> bytes | None:
        """What a connection has sent: nothing where it is closed, None where it was woken for nothing."""
        try:
            return bytes(conn.sock._sock.recv(PIECE))  # noqa: SLF001 - the socket within, which does not wait
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _drop(self, conn: Line) -> None:
        self._unpark(conn)
        self._close(conn)

    def _close(self, conn: Line) -> None:
        self.nr_conns -= 1
        conn.close()
