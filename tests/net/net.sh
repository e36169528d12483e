#!/bin/sh
# The net, with the Python of the checkout this file is in: tests/net/net.sh quick ../my-checkout
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../../.venv/bin/python" "$here/net.py" "$@"
