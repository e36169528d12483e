"""Drive the board of a checkout in this process, through its addresses only, and store what it shows.

Run by `net.py` with the checkout's own Python, in an empty folder, with the checkout on the path.
"""

from __future__ import annotations

import json
import logging
import os
import re
import resource
import sqlite3
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import plan
import shown
from visitor import QUERY, Board, Catch, outputs

TOOK = re.compile(r"\b\d+,\d+ s\b")
ONE_IN = 8
"""Of the panels asked for a selection that is not asked for all."""


def say(words):
    """Tell the one who waits."""
    sys.stderr.write(f"{words}\n")


def collect(catch, *, quick, papers):
    """Everything, in an order in which nothing changes what is asked for later."""
    board = Board(catch)
    for name, step in (
        ("panels", lambda: _panels(board, quick=quick)),
        ("pages", lambda: [board.page(each) for each in plan.pages(quick=quick)]),
        ("controls", lambda: _controls(board, quick=quick)),
        ("another day", lambda: _another_day(board, quick=quick)),
        ("files", lambda: [board.get(each) for each in plan.files(quick=quick)]),
        ("kept papers", lambda: _kept_papers(board, papers, quick=quick)),
        ("commands", lambda: _commands(catch, quick=quick)),
        ("outlines", lambda: _with_outlines(board)),
        ("taken in", lambda: None if quick else _taken_in(board)),
        ("links", lambda: None if quick else _links(board)),
    ):
        began = time.monotonic()
        step()
        took = f"{time.monotonic() - began:.1f} s"
        catch.note(f"time {name}", took)
        say(f"  {name}: {took}")


def _panels(board, *, quick):
    for asked in plan.panels(quick=quick):
        for callback in board.panels():
            output = callback["output"]
            lot = int(sha256(f"{asked.query} {output}".encode()).hexdigest()[:6], 16)
            if asked.every or lot % ONE_IN == 0:
                board.ask(callback, {QUERY: asked.query}, asked.query)


def _controls(board, *, quick):
    """Everything with other inputs than the query: filters, menu of papers, trend, letters, files sent in."""
    few = plan.selections()[: 3 if quick else 30]
    for language in ("nn",) if quick else plan.LANGUAGES:
        for query in few:
            said = plan.spoken(query, language)
            _ask(board, ("filters-query", "data"), _chosen(query) | {QUERY: said}, f"filters {said}")
        for path in (*plan.VIEWS[:5], "/prosjekt/haram-integrering"):
            for query in few[: 1 if quick else 8]:
                asked = f"{path}?{plan.spoken(query, language)}"
                _ask(board, ("papers-menu", "children"), {("papers-asked", "data"): asked}, f"menu {asked}")
        for group in plan.GROUPS[:: 8 if quick else 1]:
            for query in few[:1] if quick else ("fylke=15", "kommune=1580", "fylke=alle&aar=2012-2014"):
                said = plan.spoken(query, language)
                values = {("target-groups-trend-group", "value"): group, QUERY: said}
                _ask(board, ("target-groups-trend", "children"), values, f"trend {group} {said}")
        for project in plan.PROJECTS[:: 8 if quick else 1]:
            said = plan.spoken("fylke=alle", language)
            values = {("reporting-remind", "value"): project, QUERY: said}
            _ask(board, ("reporting-reminder", "children"), values, f"letter {project} {said}")
        _uploads(board, language)


def _uploads(board, language):
    said = plan.spoken("fylke=15", language)
    for callback in board.served:
        if any(element.startswith("uploads-") for element, _ in outputs(callback)):
            values = {QUERY: said, ("uploads-undo-choice", "value"): "1"}
            board.ask(callback, values, f"uploads {said}")


def _ask(board, output, values, address):
    callback = board.named(output)
    if callback is None:
        board.catch.put(address, ".".join(output), shown.Layers("no such callback", "", ""))
    else:
        board.ask(callback, values, address)


def _chosen(query):
    """Values of the filter controls for a query."""
    given = dict(part.split("=", 1) for part in query.split("&") if part)
    first, _, last = given.get("aar", "").partition("-")
    several = {name: given[key].split(",") if key in given else [] for name, key in SEVERAL}
    return {
        ("filters-programme", "value"): given.get("program", "alle"),
        ("filters-county", "value"): given.get("fylke", "alle"),
        **{(f"filters-{name}", "value"): value for name, value in several.items()},
        ("filters-year-from", "value"): first or None,
        ("filters-year-to", "value"): last or first or None,
    }


SEVERAL = (("municipalities", "kommune"), ("projects", "prosjekt"), ("groups", "gruppe"))


def _another_day(board, *, quick):
    """The panels and two papers on a day within the time of the projects."""
    os.environ["NET_DAY"] = plan.IN_PROJECT_TIME
    for at, query in enumerate(plan.LATE[1:3] if quick else plan.LATE):
        said = plan.spoken(query, plan.LANGUAGES[at % 3])
        for callback in board.panels():
            board.ask(callback, {QUERY: said}, f"{plan.IN_PROJECT_TIME} {said}")
        if not quick:
            for name in ("council.pdf", "steering.docx", "tertial-1.pdf"):
                board.get(f"/papir/{name}?{said}", known_as=f"{plan.IN_PROJECT_TIME} /papir/{name}?{said}")
            for name in ("oppfolging", "rapportering", "tiltak", "endringar"):
                address = f"/eksport/{name}.csv?{said}"
                board.get(address, known_as=f"{plan.IN_PROJECT_TIME} {address}")
    os.environ["NET_DAY"] = plan.TODAY


def _kept_papers(board, papers, *, quick):
    """Papers of before, opened by their id: on screen, and as files. The rows come from an older catch."""
    with sqlite3.connect("board.db") as base:
        base.row_factory = sqlite3.Row
        own = [dict(row) for row in base.execute("select * from snapshot order by id")]
        for row in papers or []:
            marks, columns = ", ".join("?" for _ in row), ", ".join(row)
            insert = f"insert or ignore into snapshot ({columns}) values ({marks})"  # noqa: S608 - our own rows
            base.execute(insert, list(row.values()))
    board.catch.note("papers", json.dumps(own, ensure_ascii=False))
    for row in (papers or own)[:: 12 if quick else 10]:
        board.page(f"/papir/{row['id']}?sprak=nn")
        for ending in ("pdf", "docx"):
            board.get(f"/papir/{row['id']}.{ending}")


def _run(catch, words, name="", made=None):
    """Run a command of the checkout and keep what it says, its exit code, and a file it makes."""
    ran = subprocess.run(
        [sys.executable, str(Path(os.environ["NET_CHECKOUT"]) / "app.py"), *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "110"},
    )
    told = f"exit {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
    for place in (os.environ["NET_CHECKOUT"], str(Path.cwd())):
        told = told.replace(place, "…")
    text = TOOK.sub("* s", told)
    address = f"bolysttavla {name or ' '.join(words)}"
    catch.put(address, "command", shown.Layers(text, "", text))
    for path in sorted(Path().glob(made)) if made else []:
        catch.put(address, path.name, shown.of_file(path.read_bytes(), path.suffix.lstrip(".")))


def _commands(catch, *, quick):
    _run(catch, ["--help"])
    for name in plan.COMMANDS[:: 4 if quick else 1]:
        _run(catch, [name, "--help"])
    for path in sorted(plan.REPORTS.iterdir())[: 4 if quick else None]:
        if path.suffix != ".json":
            _run(catch, ["read", "--json", str(path)], f"read --json {path.name}")
            if not quick:
                _run(catch, ["read", str(path)], f"read {path.name}")
    if quick:
        return
    _run(catch, ["check"])
    _run(catch, ["finst-ikkje"])
    _run(catch, ["template", "--out", "tom.xlsx"], made="tom.xlsx")
    _run(catch, ["template", "--project", "haram-integrering", "--out", "haram.xlsx"], made="haram.xlsx")
    _run(catch, ["template", "--project", "finst-ikkje"])
    _run(catch, ["paper", "--kommune", "Haram", "--year", "2014", "--out", "sak.pdf"], made="sak.pdf")
    _run(catch, ["paper", "--kommune", "9999", "--out", "feil.pdf"])
    series = ["paper", "--kind", "tertial", "--fylke", "15", "--each", "prosjekt", "--format", "docx"]
    _run(catch, [*series, "--out", "papir/"], made="papir/*.docx")
    _run(catch, ["paper", "--kommune", "1580,1535", "--out", "{date}/{place}.pdf"], made="2026*/*.pdf")
    _run(catch, ["paper", "--fylke", "15", "--out", "bok.xlsx"], made="bok.xlsx")
    form = [
        "form",
        "--project",
        "haram-integrering",
        "--year",
        "2014",
        "--lang",
        "nn",
        "--out",
        "skjema.docx",
    ]
    _run(catch, form, made="skjema.docx")
    _run(catch, form)


def _with_outlines(board):
    """The map, which is drawn when there are outlines to draw; alone, as nothing else reads them."""
    squares = []
    for county in plan.COUNTIES:
        values = {("filters-county", "value"): county, QUERY: plan.spoken(f"fylke={county}", "nn")}
        told = board.answer(board.named(("filters-query", "data")), values).get_json()["response"]
        squares += [each["value"] for each in told["filters-municipalities"]["options"]]
    drawn = [_square(number, at) for at, number in enumerate(sorted(set(squares)))]
    Path("squares.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": drawn}), encoding="utf-8"
    )
    _run(board.catch, ["outlines", "--file", "squares.geojson"])
    board.get("/boundaries.geojson", known_as="/boundaries.geojson with outlines")
    for query in ("fylke=15", "kommune=1580", "prosjekt=haram-integrering", "fylke=alle"):
        said = plan.spoken(query, "nn")
        _ask(board, ("effect", "children"), {QUERY: said}, f"with outlines {said}")


def _square(number, at):
    """A municipality as a square of its own in a grid over Norway."""
    west, south = 5 + at % 20, 59 + at // 20 / 2
    ring = [[west, south], [west + 0.4, south], [west + 0.4, south + 0.3], [west, south + 0.3], [west, south]]
    about = {"kommunenummer": number, "municipality": number}
    return {"type": "Feature", "properties": about, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _taken_in(board):
    """Files taken in and undone by the command, and what the board shows of it; it changes the data."""
    catch = board.catch
    form = str(plan.REPORTS / "form_nynorsk.pdf")
    brought = ["import", form, "--project", "haram-integrering"]
    for at, words in enumerate(
        (["--preview"], ["--preview", "--json", "--lang", "nn"], ["--yes"], ["--yes"])
    ):
        _run(catch, [*brought, *words], f"import form_nynorsk.pdf {at} {' '.join(words)}")
    _run(
        catch,
        ["import", "haram.xlsx", "--project", "haram-integrering", "--preview", "--annotated", "merka.xlsx"],
    )
    _run(catch, ["batches"], "batches after import")
    for language in plan.LANGUAGES:
        for query in ("prosjekt=haram-integrering", "fylke=15"):
            said = plan.spoken(query, language)
            for callback in board.panels():
                board.ask(callback, {QUERY: said}, f"after import {said}")
        for callback in board.served:
            if any(element.startswith("uploads-") for element, _ in outputs(callback)):
                values = {QUERY: said, ("uploads-undo-choice", "value"): "1"}
                board.ask(callback, values, f"uploads after import {said}")
    _run(catch, ["undo", "1"])
    _run(catch, ["batches"], "batches after undo")


def _links(board):
    """Every address the board links to answers as it did; files are only listed."""
    for path, link in sorted(board.links.items()):
        if re.match(r"/(eksport|papir|skjema|mal|assets)\b", path):
            board.catch.put("links", path, shown.Layers("linked to", "", ""))
        else:
            status = board.client.get(link).status_code
            board.catch.put("links", path, shown.Layers(f"status {status}", "", ""))


def main():
    """Collect into the file named first; `quick` or `full` second; papers of an older catch third."""
    logging.disable(logging.NOTSET)
    target, mode, *older = sys.argv[1:]
    _run_seed()
    catch = Catch(Path(target))
    papers = json.loads(Path(older[0]).read_text(encoding="utf-8")) if older else None
    began = time.monotonic()
    collect(catch, quick=mode == "quick", papers=papers)
    count = catch.file.execute("select count(*) from item").fetchone()[0]
    used = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    catch.note("mode", mode)
    catch.note("time", f"{time.monotonic() - began:.1f} s")
    say(f"{mode}: {count} items in {time.monotonic() - began:.0f} s, {used:.0f} s of them on a core")


def _run_seed():
    command = [sys.executable, str(Path(os.environ["NET_CHECKOUT"]) / "app.py"), "seed"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
