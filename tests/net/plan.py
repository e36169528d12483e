"""What the net asks for: selections, addresses, files and commands, the same at every commit.

Nothing here is read from the board's own code, as all of that may be renamed; these are its addresses.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STORIES = ROOT / "docs" / "brukarhistorier.md"
REPORTS = ROOT / "tests" / "data" / "reports"
LANGUAGES = ("nn", "nb", "en")
TODAY, IN_PROJECT_TIME = "2026-11-30", "2014-09-15"
"""The day it always is, and one on which measures are late, reports are due and years are unfinished."""
VIEWS = ("/", "/styringsgruppe", "/fylke", "/prosjekt", "/data", "/metode", "/metode/data", "/tilgjenge")
NAMES = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
PROJECTS, COUNTIES, PROGRAMMES = NAMES["projects"], NAMES["counties"], NAMES["programmes"]
GROUPS, MUNICIPALITIES = NAMES["groups"], NAMES["municipalities"]
TABLES, PICTURES, PAPERS, BOOKS = NAMES["tables"], NAMES["pictures"], NAMES["papers"], NAMES["books"]
FIRST, LAST = 2008, 2026
SELECTIONS = 200

INTERESTING = (
    "fylke=alle",
    "fylke=15",
    *(f"kommune=1580&aar={year}" for year in (2013, 2014, 2021, 2024)),
    "kommune=1580",
    "prosjekt=vesteralen-innvandrere-en-ressurs",
    "kommune=1866,1867,1868,1870,1871,1874",
    "prosjekt=haram-integrering&aar=2014",
    "fylke=15&kommune=1535,1580&aar=2012-2014",
    "fylke=alle&aar=2013",
    "fylke=alle&aar=2010-2015",
    *(f"fylke={county}" for county in COUNTIES if county != "15"),
    *(f"prosjekt={project}" for project in PROJECTS if not project.startswith("vesteralen")),
    *(f"program={programme}" for programme in PROGRAMMES),
    *(f"fylke=15&gruppe={group}" for group in GROUPS),
    "fylke=alle&gruppe=immigrants,refugees",
    "prosjekt=haram-integrering,vestnes-god-integrering",
    "prosjekt=haram-integrering,hitra-inn,lierne-inn,snasa-inn,utsira-rovaer-bolyst,dalen-bolyst",
    "program=bolyst&fylke=15&kommune=1535,1580&prosjekt=haram-integrering&gruppe=immigrants&aar=2012-2014",
    "kommune=1534",
    "kommune=1507",
    "kommune=1520&aar=2019-2021",
    "kommune=0301",
    "fylke=56&aar=1999",
    "fylke=03&kommune=0301&gruppe=seasonal_workers&aar=2001",
    "program=finst-ikkje&prosjekt=finst-ikkje&gruppe=finst-ikkje&kommune=9999&fylke=99",
    "aar=20x4&sidan=2014-02-31&liknande=8&ukjent=1&fylke=15",
    "",
    "fylke=15&sidan=2014-06-30",
    "fylke=alle&sidan=2012-01-01",
    "prosjekt=haram-integrering&sidan=2015-01-01",
    "kommune=1580&liknande=kostra",
    "kommune=1580&liknande=3-2-2-1",
    "kommune=1866&liknande=0-0-0-9&aar=2014",
    "kommune=1515&liknande=kostra&aar=2020",
)
LATE = (
    "fylke=alle",
    "fylke=15",
    "fylke=15&aar=2014",
    "kommune=1580",
    "prosjekt=haram-integrering",
    "prosjekt=vesteralen-innvandrere-en-ressurs",
    "program=bolyst&aar=2013-2014",
    "fylke=18&sidan=2014-01-01",
)
FILES = (
    *(query for query in INTERESTING[:12]),
    "prosjekt=vestnes-god-integrering",
    "program=bolyst&aar=2013",
    "fylke=18",
    "fylke=15&gruppe=immigrants",
    "kommune=1580&liknande=kostra",
    "fylke=56&aar=1999",
    "prosjekt=haram-integrering&sidan=2014-01-01",
    "kommune=1507",
)
ODD = (
    "/finst-ikkje",
    "/prosjekt/finst-ikkje",
    "/papir/finst-ikkje",
    "/papir/K7M3P-9QXWT",
    "/papir/K7M3P9QXWT.pdf",
    "/papir?id=k7m3p 9qxwt&sprak=nn",
    "/papir/finst-ikkje.pdf?sprak=nn",
    "/papir/council.pdf?fylke=15&aar=20x4",
    "/papir/council.docx?kommune=9999",
    "/papir/bestilling/finst-ikkje",
    "/papir/bestilling/finst-ikkje/status.json",
    "/eksport/finst-ikkje.csv",
    "/eksport/maal.csv?fylke=99&sprak=en",
    "/eksport/finst-ikkje.svg?sprak=nn",
    "/eksport/arbeidsbok/finst-ikkje.xlsx",
    "/eksport/arbeidsbok.xlsx?tabell=maal,finst-ikkje",
    "/eksport/arbeidsbok.xlsx?tabell=maal&utsnitt=K7M3P-9QXWT&fylke=15",
    "/eksport/arbeidsbok.xlsx?tabell=maal&utsnitt=finst&fylke=15",
    "/skjema/finst-ikkje.docx",
    "/skjema/haram-integrering.docx?aar=1",
    "/mal/finst-ikkje.xlsx",
    "/healthz",
    "/readyz",
    "/boundaries.geojson",
    "/katalog.jsonld",
    "/katalog.ttl",
    "/metrics",
    "/?kommune=1534",
    "/?sprak=xx",
)
COMMANDS = ("seed", "serve", "check", "read", "import", "batches", "undo", "template", "outlines", "refresh")
COMMANDS += ("paper", "form")


class Asked(NamedTuple):
    """One selection in one language: its query, and whether every panel is asked, or about one in eight."""

    query: str
    every: bool


def selections():
    """About 200 selections: the interesting ones, and others drawn at random, always the same."""
    dice = random.Random(12)  # noqa: S311 - a sample, no secret
    drawn = list(INTERESTING)
    while len(drawn) < SELECTIONS:
        parts = []
        if dice.random() < 0.25:
            parts.append(f"program={dice.choice(PROGRAMMES)}")
        place = dice.random()
        if place < 0.35:
            parts.append(f"fylke={dice.choice(COUNTIES)}")
        elif place < 0.75:
            parts.append(
                "kommune=" + ",".join(sorted(dice.sample(MUNICIPALITIES, dice.choice((1, 1, 2, 4)))))
            )
        else:
            parts.append("prosjekt=" + ",".join(sorted(dice.sample(PROJECTS, dice.choice((1, 1, 2, 3))))))
        if dice.random() < 0.3:
            parts.append("gruppe=" + ",".join(sorted(dice.sample(GROUPS, dice.choice((1, 2))))))
        if dice.random() < 0.6:
            first = dice.randint(FIRST, LAST)
            last = dice.choice((first, min(first + dice.randint(1, 4), LAST)))
            parts.append(f"aar={first}" if first == last else f"aar={first}-{last}")
        if dice.random() < 0.15:
            parts.append(f"sidan={dice.randint(2012, 2015)}-0{dice.randint(1, 9)}-15")
        if dice.random() < 0.15:
            parts.append(f"liknande={dice.choice(('kostra', '1-0-0-0', '2-2-1-0', '0-3-3-9'))}")
        query = "&".join(parts)
        if query not in drawn:
            drawn.append(query)
    return drawn


def spoken(query, language):
    """Query with its language first, as the board writes it."""
    return f"sprak={language}&{query}".rstrip("&")


def panels(*, quick):
    """Selections the panels are drawn for, each with its language."""
    every = selections()
    if quick:
        few = (*INTERESTING[:4], *INTERESTING[7:9], every[-1], every[-2])
        return [Asked(spoken(query, LANGUAGES[at % 3]), every=True) for at, query in enumerate(few)]
    dice = random.Random(13)  # noqa: S311 - the same
    whole = {"nn": 40, "nb": 14, "en": 14}
    asked = []
    for language in LANGUAGES:
        first = [*every[:12], *dice.sample(every[12:], whole[language] - 12)]
        asked += [Asked(spoken(query, language), every=query in first) for query in every]
    return asked


def stories():
    """Addresses of the user stories, and the files each takes along."""
    found = []
    for line in STORIES.read_text(encoding="utf-8").splitlines():
        if re.match(r"\| \d+ \|", line):
            cells = line.strip("|").split("|")
            address = cells[3].strip().strip("`")
            query = address.partition("?")[2]
            found.append(address)
            found += [f"{path}?{query}" for path in re.findall(r"`(/[^`]+)`", cells[5])]
    return list(dict.fromkeys(found))


def pages(*, quick):
    """Addresses of pages, whose whole layout is compared."""
    own = [f"/prosjekt/{project}" for project in PROJECTS]
    if quick:
        return [f"{path}?{spoken('fylke=15', LANGUAGES[at % 3])}" for at, path in enumerate((*VIEWS, own[7]))]
    asked = [f"{path}?{spoken('fylke=15', language)}" for path in (*VIEWS, *own) for language in LANGUAGES]
    asked += [f"{path}?{spoken(query, 'nn')}" for path in VIEWS[:5] for query in selections()[::8]]
    asked += [*VIEWS, *own[:3], *(each for each in ODD if not each.startswith("/eksport"))]
    return list(dict.fromkeys([*asked, *stories()]))


def files(*, quick):
    """Addresses of files people take, without papers that are asked for again by id."""
    asked = []
    for at, query in enumerate(FILES[1:3] if quick else FILES):
        for language in (LANGUAGES[at % 3],) if quick or at >= 2 else LANGUAGES:
            said = spoken(query, language)
            asked += [f"/eksport/{name}.csv?{said}" for name in TABLES]
            asked += [f"/eksport/{name}.svg?{said}" for name in PICTURES]
            asked += [f"/papir/{name}.pdf?{said}" for name in PAPERS]
            asked += [
                f"/papir/{name}.docx?{said}"
                for name in (PAPERS[::3] if quick else PAPERS[:: 1 + 2 * (language != "nn")])
            ]
            asked += [f"/eksport/arbeidsbok/{name}.xlsx?{said}" for name in (BOOKS[:2] if quick else BOOKS)]
            asked += [f"/eksport/tabellar/{BOOKS[at % 5]}.zip?{said}"]
            asked += [f"/eksport/arbeidsbok.xlsx?{said}&tabell=maal,dekning"]
            asked += (
                [] if quick else [f"/eksport/{name}.png?{said}" for name in PICTURES[:: 1 + 5 * (at > 0)]]
            )
    for project in PROJECTS[7:8] if quick else PROJECTS:
        asked += [
            f"/skjema/{project}.docx",
            f"/skjema/{project}.pdf?sprak=nn",
            f"/skjema/{project}.docx?aar=2014",
        ]
        asked += [f"/eksport/arbeidsbok/prosjekt/{project}.xlsx?sprak=nb"]
        asked += [] if quick else [f"/papir/handover.pdf?sprak=nb&prosjekt={project}"]
    asked += ["/mal.xlsx", "/mal/haram-integrering.xlsx?sprak=nn"]
    asked += [] if quick else [f"/mal/{project}.xlsx" for project in PROJECTS[::4]]
    return list(
        dict.fromkeys([*asked, *ODD, *(each for each in stories() if re.match("/(eksport|skjema)", each))])
    )


SHOTS = (
    *(f"{path}?sprak=nn&fylke=15" for path in VIEWS),
    "/?sprak=nb&fylke=alle",
    "/?sprak=nb&kommune=1580&aar=2014",
    "/?sprak=en&kommune=1580&liknande=kostra",
    "/?sprak=nn&prosjekt=vesteralen-innvandrere-en-ressurs",
    "/?sprak=nb&fylke=56&aar=1999",
    "/fylke?sprak=nb&fylke=alle",
    "/fylke?sprak=en&prosjekt=haram-integrering,vestnes-god-integrering",
    "/styringsgruppe?sprak=nb&prosjekt=haram-integrering&aar=2014",
    "/data?sprak=en&fylke=alle",
    "/prosjekt/haram-integrering?sprak=nn",
    "/prosjekt/vesteralen-innvandrere-en-ressurs?sprak=nb",
    "/finst-ikkje?sprak=nb",
)
