"""A web process of its own: everything it answers, what it imports, and what it touches of the intake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from terms.words import speaker

ROOT = Path(__file__).resolve().parents[1]
PANELS = {"cards", "effect", "goals", "status", "target-groups"}
ADDRESSES = ["/", "/metode", "/tilgjenge", "/healthz", "/readyz", "/metrics"]
EXCUSES = [speaker("nb")("shell.panel_failed"), speaker("nb")("shell.no_data")]

DRAW_EVERYTHING = """
import json, sys
from urllib.parse import unquote

touched = []
FILES, NETWORK = {"open", "sqlite3.connect", "os.listdir"}, {"socket.connect", "socket.getaddrinfo"}

def listen(event, values):
    if event in FILES | NETWORK:
        text = unquote(repr(values))
        if "inntak-" in text or event in NETWORK:
            touched.append(f"{event} {text}")

sys.addaudithook(listen)
import app
client = app.server.test_client()
answers = {address: client.get(address).status_code for address in %(addresses)r}
drawn = {}
for callback in client.get("/_dash-dependencies").get_json():
    ids = [given["id"] for given in callback["inputs"]]
    if ids == ["filters-query"] and callback["output"].endswith(".children"):
        panel = callback["output"].removesuffix(".children")
        given = [{"id": "filters-query", "property": "data", "value": "sprak=nb&fylke=15"}]
        body = {"output": callback["output"], "outputs": {"id": panel, "property": "children"},
                "inputs": given, "changedPropIds": ["filters-query.data"], "state": []}
        answer = client.post("/_dash-update-component", json=body)
        drawn[panel] = [answer.status_code, answer.get_data(as_text=True)]
modules = [m.__file__ for m in list(sys.modules.values()) if getattr(m, "__file__", None)]
print(json.dumps({"answers": answers, "drawn": drawn, "modules": modules, "touched": touched}))
"""


def web_process(folder, board_url, intake_url):
    """What a web process answers, what it imported, and what it touched that is named as an intake."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    environment |= {"PYTHONPATH": str(ROOT), "BOLYST_DATABASE_URL": board_url}
    environment |= {"BOLYST_INTAKE_DATABASE_URL": intake_url}
    code = DRAW_EVERYTHING % {"addresses": ADDRESSES}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def drawn_whole(seen):
    """Whether every address answered and every panel was drawn without an excuse; says which was not."""
    assert seen["answers"] == dict.fromkeys(ADDRESSES, 200)
    assert set(seen["drawn"]) >= PANELS
    for panel, (status, drawn) in seen["drawn"].items():
        assert status == 200, panel
        assert "data-drawn" in drawn, panel
        assert not [excuse for excuse in EXCUSES if excuse in drawn], panel
    return True
