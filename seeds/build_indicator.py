"""The official indicators of the seeds: their names, and the tables and copies they were read from."""

from __future__ import annotations

CATEGORY, REASON = "SSB 09817", "IMDi befolkning_innvandringsgrunn"
POPULATION, SETTLEMENT = "SSB 07459", "IMDi bosatt_anmodede"
VIA_IMDI = "IMDi; evensrii/Telemark@2f2c211"
VIA_P02 = "IMDi; Samarbeidsdesken/p02-ukraina@fc298da"
VIA_CATEGORY = "SSB; bengler/imdi-dataset@75e9b97"
COLUMNS = (
    *("indicator", "name_nb", "name_nn", "name_en"),
    *("unit", "direction", "summable", "source_table", "source"),
)
_PERSONS = (
    ("population", "Folkemengde", "Folkemengd", "Population", POPULATION,
     f"{VIA_CATEGORY} (2007–2015); SSB; oystess/valg_analyser@5eb9e54 (2016–2026)"),
    ("immigrants_total", "Innvandrere", "Innvandrarar", "Immigrants", f"{CATEGORY}; {REASON}",
     f"{VIA_CATEGORY} (2007–2015); {VIA_IMDI} (2016–2021)"),
    ("immigrants_labour", "Arbeidsinnvandrere", "Arbeidsinnvandrarar", "Labour immigrants",
     REASON, VIA_IMDI),
    ("immigrants_family", "Familieinnvandrere", "Familieinnvandrarar", "Family immigrants",
     REASON, VIA_IMDI),
    ("immigrants_refugees_and_family", "Flyktninger og deres familieinnvandrede",
     "Flyktningar og familieinnvandrarane deira", "Refugees and their family immigrants",
     REASON, VIA_IMDI),
    ("immigrants_education_other", "Innvandrere med utdanning eller annen grunn",
     "Innvandrarar med utdanning eller annan grunn", "Immigrants for education or other reasons",
     REASON, VIA_IMDI),
    ("norwegian_born_to_immigrants", "Norskfødte med innvandrerforeldre",
     "Norskfødde med innvandrarforeldre", "Norwegian-born to immigrant parents",
     CATEGORY, VIA_CATEGORY),
    ("settled_refugees", "Bosatte flyktninger", "Busette flyktningar", "Settled refugees",
     SETTLEMENT, f"{VIA_IMDI} (2012–2022); {VIA_P02} (2023–2024)"),
    ("settlement_requested", "Anmodning om bosetting", "Oppmoding om busetting", "Settlement requested",
     SETTLEMENT, f"{VIA_IMDI} (2007–2022); {VIA_P02} (2024)"),
    ("settlement_decided", "Vedtatt bosetting", "Vedteken busetting", "Settlement decided",
     SETTLEMENT, f"{VIA_IMDI} (2012–2022); {VIA_P02} (2024)"),
)  # fmt: skip
_SHARES = (
    ("immigrant_share", "Innvandrere som andel av folkemengden", "Innvandrarar som del av folkemengda",
     "Immigrants as a share of the population", f"{CATEGORY}; {REASON}; {POPULATION}",
     "regnes ut: innvandrere / folkemengde 1.1."),
)  # fmt: skip
INDICATORS = [
    dict(zip(COLUMNS, (*row[:4], unit, "neutral", summable, *row[4:]), strict=True))
    for rows, unit, summable in ((_PERSONS, "person", "1"), (_SHARES, "%", "0"))
    for row in rows
]
"""No indicator is good or bad in itself, so none gets a colour; a share has no rows of its own."""
SHARES = [
    {
        "indicator": "immigrant_share",
        "counted": "immigrants_total",
        "base": "population",
        "source": "regnes ut: innvandrere / folkemengde 1.1.",
    }
]
"""Which count of which a share is: where either is hidden, the share would tell it."""
