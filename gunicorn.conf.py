"""How gunicorn serves the board; beside app.py, where `gunicorn app:server` finds it by itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the board may be started from another folder

import app
from dashboard.settings import Settings

_settings = Settings.from_environment()
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


_refreshing: list[subprocess.Popen[bytes]] = []


def when_ready(_server: object) -> None:
    """Let a process of its own refresh the official figures: the workers need neither network nor writing."""
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
