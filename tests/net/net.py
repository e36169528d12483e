"""The net: what users see at one commit, held against what they see at another. See README.md."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
import zlib
from collections import Counter
from hashlib import sha256
from pathlib import Path

import plan
import shots

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("NET_DATA") or plan.ROOT.parent / "net-data")
BASELINE = "old"
LAYERS = {"text": ("text",), "said": ("text", "said"), "tree": ("text", "said", "tree")}
OWN = ("names.toml", "collect.py", "visitor.py", "plan.py", "shown.py", "clock/sitecustomize.py")
PAPER_ID = re.compile(r"\b[2-9A-HJKMNP-TV-Z]{5}[-\xad]?[2-9A-HJKMNP-TV-Z]{5}\b")
SHOWN_LINES, SHOWN_WIDTH = 12, 200


def say(words=""):
    """Print a line."""
    sys.stdout.write(f"{words}\n")


def version():
    """Hash of the net itself: what two versions of it caught cannot be compared."""
    return sha256(b"".join((HERE / name).read_bytes() for name in OWN)).hexdigest()[:12]


def environment(checkout, folder):
    """Environment of a checkout's process: its own code, databases of the folder, the clock stopped."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BOLYST_", "PYTHON"))}
    return kept | {
        "PYTHONPATH": os.pathsep.join((str(HERE / "clock"), str(checkout))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "NET_DAY": plan.TODAY,
        "NET_CHECKOUT": str(checkout),
        "BOLYST_DATABASE_URL": f"sqlite:///{folder / 'board.db'}",
        "BOLYST_INTAKE_DATABASE_URL": f"sqlite:///{folder / 'intake.db'}",
        "BOLYST_OUTLINES_URL": "http://127.0.0.1:9/none",
        "TZ": "UTC",
    }


def collected(checkout, mode, name):
    """Collect from a checkout, in a folder that is thrown away; the file of what was seen."""
    target = DATA / name / f"{mode}.sqlite"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="net-") as there:
        folder = Path(there)
        words = [
            str(checkout / ".venv/bin/python"),
            str(HERE / "collect.py"),
            str(folder / "catch.sqlite"),
            mode,
        ]
        older = DATA / BASELINE / f"{mode}.sqlite"
        if name != BASELINE and older.exists():
            (folder / "papers.json").write_text(about(older, "papers"), encoding="utf-8")
            words.append(str(folder / "papers.json"))
        with target.with_suffix(".log").open("w") as log:
            ran = subprocess.run(
                words, cwd=folder, env=environment(checkout, folder), stdout=log, stderr=log, check=False
            )
        told = target.with_suffix(".log").read_text(encoding="utf-8").splitlines()
        if ran.returncode:
            sys.exit("\n".join([f"collecting from {checkout} failed:", *told[-15:]]))
        with sqlite3.connect(folder / "catch.sqlite") as file:
            file.execute("insert or replace into about values ('net', ?)", (version(),))
            file.execute("insert or replace into about values ('commit', ?)", (commit(checkout),))
        shutil.copy(folder / "catch.sqlite", target)
    say("\n".join(line for line in told if line.startswith(("  ", mode)) and len(line) < SHOWN_WIDTH))
    return target


def commit(checkout):
    """Commit a checkout stands at."""
    words = ["git", "-C", str(checkout), "describe", "--always", "--dirty", "--exclude", "*"]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()


def about(path, name):
    """Fact that was noted while collecting."""
    with sqlite3.connect(path) as file:
        found = file.execute("select value from about where name = ?", (name,)).fetchone()
    return found[0] if found else ""


class Pair:
    """Two catches, open beside each other."""

    def __init__(self, old, new):
        for path in (old, new):
            if not Path(path).is_file():
                sys.exit(f"{path} is not there; collect it first")
        self.file = sqlite3.connect(new)
        self.file.execute("attach database ? as old", (str(old),))

    def differing(self, layers):
        """Items that differ or are in one only: address, part, and the hashes of both."""
        columns = ", ".join(f"o.{layer}, n.{layer}" for layer in layers)
        differs = " or ".join(f"o.{layer} is not n.{layer}" for layer in layers)
        query = (
            f"select coalesce(o.address, n.address), coalesce(o.part, n.part), {columns} "  # noqa: S608 - our own names
            "from old.item o full outer join main.item n on o.address = n.address and o.part = n.part "
            f"where {differs} order by 2, 1"
        )
        return self.file.execute(query).fetchall()

    def counts(self):
        """Number of items of each part in the old one."""
        return dict(self.file.execute("select part, count(*) from old.item group by part").fetchall())

    def text(self, name):
        """Text of a hash, wherever it is."""
        sides = [f"select packed from {side}.content where hash = ?1" for side in ("main", "old")]  # noqa: S608
        found = self.file.execute(f"{' union all '.join(sides)} limit 1", (name,)).fetchone()
        return zlib.decompress(found[0]).decode() if found else ""


def allowed():
    """Differences that are explained: where, in which lines, and why."""
    path = HERE / "allowed.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("allowed", []) if path.exists() else []
    return [(re.compile(row["where"]), re.compile(row.get("lines", ".*")), row["reason"]) for row in rows]


def changed_lines(before, after):
    """Lines that are in one of two texts only, marked - and +."""
    told = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in list(told)[2:] if not line.startswith("@@")]


def changes(pair, layers, hashes):
    """Lines of the first layer in which two items differ; none where they read the same."""
    for at, name in enumerate(layers):
        before, after = hashes[2 * at : 2 * at + 2]
        if before is None or after is None:
            return [
                "",
                "- is there" if before else "- is not there",
                "+ is there" if after else "+ is not there",
            ]
        texts = [pair.text(each) for each in (before, after)]
        exact = "tree" in layers
        if not exact:
            texts = [PAPER_ID.sub("«id»", text) for text in texts]
        if texts[0] != texts[1] and (exact or plain(texts[0]) != plain(texts[1])):
            return [f"  ({name})", *changed_lines(*texts)]
    return []


def plain(text):
    """Text as it reads, however it is divided into lines."""
    return "".join(text.split())


def compare(old, new, layer="tree", only="", most=12):
    """Say what differs between two catches; whether anything unexplained does."""
    if about(old, "net") != about(new, "net"):
        say("NB: collected with different versions of the net; collect both again with this one")
    pair, reasons, explained = Pair(old, new), allowed(), Counter()
    wrong, excused, shown = Counter(), Counter(), 0
    layers = LAYERS[layer]
    for address, part, *hashes in pair.differing(layers):
        if only and not re.search(only, f"{address} {part}"):
            continue
        lines = changes(pair, layers, hashes)
        if not lines:
            continue
        where = f"{address} {part}"
        reason = next(
            (why for place, line, why in reasons if place.search(where) and all(map(line.search, lines[1:]))),
            None,
        )
        if reason:
            excused[part] += 1
            explained[reason] += 1
            continue
        wrong[part] += 1
        if shown < most and wrong[part] <= 2:
            shown += 1
            say(f"\n{part}  at  {address}")
            say("\n".join(f"    {line[:SHOWN_WIDTH]}" for line in lines[:SHOWN_LINES]))
            say(f"    … {len(lines) - SHOWN_LINES} lines more" if len(lines) > SHOWN_LINES else "")
    _summary(pair.counts(), wrong, excused, explained, only)
    return bool(wrong)


def _summary(counts, wrong, excused, explained, only):
    for part in sorted(set(wrong) | set(excused)):
        more = f", {excused[part]} explained" if excused[part] else ""
        say(f"{part:45} {counts.get(part, 0):6} items, {wrong[part]} differ{more}")
    for reason, count in explained.most_common():
        say(f"explained {count} times: {reason}")
    held = f" (only «{only}»)" if only else ""
    say(f"{sum(counts.values())} items in {len(counts)} parts{held}: {sum(wrong.values())} differ")


def path_of(word, mode="full"):
    """File of a catch by its path, or by the name of the checkout it is of."""
    return Path(word) if word.endswith(".sqlite") else DATA / Path(word).name / f"{mode}.sqlite"


def main():
    """Run one command; 1 where something differs."""
    parser = argparse.ArgumentParser(prog="net.sh", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, purpose in (
        ("quick", "collect a covering set from a checkout and compare it with the baseline: about a minute"),
        ("full", "collect everything from a checkout and compare it with the baseline: about ten minutes"),
        ("baseline", "collect quick, full and shots from a checkout, to compare others with"),
        ("shots", "photograph the main views of a checkout and compare them with the baseline"),
        ("compare", "compare what was collected from two checkouts, without collecting again"),
        ("compare-shots", "compare pictures that were taken of two checkouts"),
    ):
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name.startswith("compare"):
            command.add_argument("old", help="name of a checkout, or a .sqlite file")
            command.add_argument("new", help="the same")
        else:
            command.add_argument("checkout", type=Path, help="folder of the checkout; it has its own .venv")
        if name == "compare":
            command.add_argument("--quick", action="store_true", help="what «quick» collected, not «full»")
        if name in {"quick", "full", "compare"}:
            for layer in LAYERS:
                command.add_argument(
                    f"--{layer}", dest="layer", action="store_const", const=layer, default="tree"
                )
            command.add_argument(
                "--only", default="", help="pattern in «address part», as goals or /eksport/"
            )
            command.add_argument("--most", type=int, default=12, help="differences to show")
        if "shots" in name:
            command.add_argument("--tolerance", type=int, default=40, help="pixels that may differ")
    sys.exit(run(parser.parse_args()))


def run(chosen):
    """Carry out a command."""
    if chosen.command == "compare-shots":
        return shots.compare(DATA / chosen.old / "shots", DATA / chosen.new / "shots", chosen.tolerance, say)
    if chosen.command == "compare":
        mode = "quick" if chosen.quick else "full"
        return compare(
            path_of(chosen.old, mode), path_of(chosen.new, mode), chosen.layer, chosen.only, chosen.most
        )
    checkout = chosen.checkout.resolve()
    if chosen.command == "baseline":
        for mode in ("quick", "full"):
            collected(checkout, mode, BASELINE)
        return photograph(checkout, BASELINE)
    if chosen.command == "shots":
        name = f"{BASELINE}-again" if checkout.name == BASELINE else checkout.name
        photograph(checkout, name)
        return shots.compare(DATA / BASELINE / "shots", DATA / name / "shots", chosen.tolerance, say)
    name = f"{BASELINE}-again" if checkout.name == BASELINE else checkout.name
    found = collected(checkout, chosen.command, name)
    return compare(path_of(BASELINE, chosen.command), found, chosen.layer, chosen.only, chosen.most)


def photograph(checkout, name):
    """Take the pictures of a checkout."""
    with tempfile.TemporaryDirectory(prefix="net-") as there:
        taken = shots.take(checkout, DATA / name / "shots", Path(there), environment(checkout, Path(there)))
    say(f"{taken} pictures of {name}")
    return 0


if __name__ == "__main__":
    main()
