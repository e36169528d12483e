"""Where `gunicorn app:server` looks for its settings in a checkout; they are in gunicorn_settings.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the board may be started from another folder

from gunicorn_settings import *  # noqa: F403 - gunicorn reads every name of its own from here
