"""How gunicorn serves the board; beside app.py, where `gunicorn app:server` finds it by itself."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the board may be started from another folder

import app
from dashboard.settings import Settings

_settings = Settings.from_environment()
bind = _settings.address.removeprefix("http://")
workers = 2
threads = 4
worker_class = "gthread"
preload_app = True  # the workers share what is read before they part
max_requests = 50_000
max_requests_jitter = 5_000
loglevel = "warning"  # `serve` prints the one line a user needs
control_socket_disable = True  # nothing of the board's is open but its port


def post_fork(_server: object, _worker: object) -> None:
    """Let go of connections made before the workers parted, without closing them for the parent."""
    app.board_engine().dispose(close=False)
