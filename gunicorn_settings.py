"""How gunicorn serves the board, in a checkout as where the wheel is installed.

`bolysttavla serve` gives gunicorn this file. In a checkout `gunicorn app:server` finds `gunicorn.conf.py` by
itself, which takes everything from here; elsewhere: `gunicorn --config python:gunicorn_settings app:server`.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))  # the board may be started from another folder

import app
from dashboard.access.binding import why_not_bind
from dashboard.shell.settings import SettingError, Settings

try:
    _settings = Settings.from_environment()
except SettingError as error:
    sys.exit(str(error))
bind = _settings.address.removeprefix("http://")
workers = 2
threads = 4
worker_class = "dashboard.shell.worker.PatientWorker"
worker_connections = 800  # of each worker: under the 1 024 open files a process usually may have
keepalive = 75  # seconds: longer than a proxy keeps a silent connection, so that it is the proxy that closes
logger_class = "dashboard.shell.logs.ServerLog"
preload_app = True  # the workers share what is read before they part
max_requests = 50_000
max_requests_jitter = 5_000
loglevel = "warning"  # `serve` prints the one line a user needs
control_socket_disable = True  # nothing of the board's is open but its port
forwarded_allow_ips = ""  # what a header says of a sender opens nothing, not even from this machine


_refreshing: list[subprocess.Popen[bytes]] = []


def on_starting(server: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    """Refuse addresses that others reach, also those given on the command line; a unix socket has no host."""
    _refuse_open([address[0] for address in server.cfg.address if isinstance(address, tuple)])


def _refuse_open(bound: list[str]) -> None:
    if why := why_not_bind(bound, _settings):
        sys.exit(why)


def when_ready(server: Any) -> None:  # noqa: ANN401 - the same
    """Work out what the workers share, and let a process of its own refresh the official figures.

    The workers need neither network nor writing.
    """
    names = [listener.sock.getsockname() for listener in server.LISTENERS]
    _refuse_open([name[0] for name in names if isinstance(name, tuple)])  # sockets that systemd handed over
    app.server.config["BOLYST_AHEAD"](datetime.now(UTC).date())
    if _settings.refresh_hours:
        command = [str(Path(__file__).with_name("command.py")), "refresh", "--every"]
        _refreshing.append(
            subprocess.Popen(  # noqa: S603 - our own program, with arguments and no shell
                [sys.executable, *command, str(_settings.refresh_hours)], stdout=subprocess.DEVNULL
            )
        )


def on_exit(_server: object) -> None:
    """Stop it; it stops by itself when the board is gone, but not at once."""
    for process in _refreshing:
        process.terminate()


def post_fork(_server: object, _worker: object) -> None:
    """Let go of connections made before the workers parted, without closing them for the parent."""
    app.board_engine().dispose(close=False)
