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


def _statbank(table: str) -> tuple[str, str]:
    """Name of a table of Statistics Norway, and its address."""
    return f"SSB {table}", f"https://www.ssb.no/statbank/table/{table}"


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
_FETCHED = (
    ("population_0_5", "Barn 0–5 år", "Barn 0–5 år", "Children aged 0–5", "person", "neutral", "07459"),
    ("population_6_15", "Barn 6–15 år", "Barn 6–15 år", "Children aged 6–15", "person", "neutral", "07459"),
    ("population_16_19", "Unge 16–19 år", "Unge 16–19 år", "Young people aged 16–19",
     "person", "neutral", "07459"),
    ("population_0_19", "Barn og unge 0–19 år", "Barn og unge 0–19 år", "Children and young people aged 0–19",
     "person", "neutral", "07459"),
    ("population_growth", "Folketilvekst", "Folketilvekst", "Population growth",
     "person", "neutral", "06913"),
    ("net_migration", "Nettoinnflytting", "Nettoinnflytting", "Net migration", "person", "neutral", "06913"),
    ("in_migration", "Innflyttinger", "Innflyttingar", "In-migration", "person", "neutral", "06913"),
    ("immigrants_employed", "Sysselsatte innvandrere 15–74 år", "Sysselsette innvandrarar 15–74 år",
     "Employed immigrants aged 15–74", "person", "up", "13563"),
    ("immigrants_employed_share", "Sysselsatte blant innvandrere 15–74 år",
     "Sysselsette blant innvandrarar 15–74 år", "Employed among immigrants aged 15–74", "%", "up", "13563"),
    ("residents_employed_share", "Sysselsatte blant bosatte 15–74 år",
     "Sysselsette blant busette 15–74 år", "Employed among residents aged 15–74", "%", "up", "13563"),
    ("residents_16_plus", "Bosatte 16 år og eldre", "Busette 16 år og eldre", "Residents aged 16 and over",
     "person", "neutral", "09429"),
    ("higher_education", "Bosatte med høyere utdanning", "Busette med høgare utdanning",
     "Residents with higher education", "person", "up", "09429"),
    ("low_income_share", "Personer i husholdninger med lavinntekt", "Personar i hushald med låginntekt",
     "Persons in low-income households", "%", "down", "06947"),
    ("persistent_low_income_share", "Personer i husholdninger med vedvarende lavinntekt",
     "Personar i hushald med vedvarande låginntekt", "Persons in households with persistent low income",
     "%", "down", "12944"),
    ("free_income_per_inhabitant", "Frie inntekter per innbygger", "Frie inntekter per innbyggjar",
     "Unrestricted revenue per inhabitant", "kr", "neutral", "12134"),
    ("net_operating_result_share", "Netto driftsresultat av brutto driftsinntekter",
     "Netto driftsresultat av brutto driftsinntekter", "Net operating result of gross operating revenue",
     "%", "neutral", "13542"),
)  # fmt: skip
"""Indicators without figures until the first refresh; names end before the unit, which stands beside them."""
INDICATORS = [
    dict(zip(COLUMNS, (*row[:4], unit, "neutral", summable, *row[4:]), strict=True))
    for rows, unit, summable in ((_PERSONS, "person", "1"), (_SHARES, "%", "0"))
    for row in rows
] + [
    dict(zip(COLUMNS, (*row[:6], str(int(row[4] == "person")), *_statbank(row[6])), strict=True))
    for row in _FETCHED
]
"""Population and immigration are neither good nor bad in themselves; a share has no rows in the seeds."""
SHARES = [
    {
        "indicator": "immigrant_share",
        "counted": "immigrants_total",
        "base": "population",
        "exact": "1",
        "source": "regnes ut: innvandrere / folkemengde 1.1.",
    },
    {
        "indicator": "immigrants_employed_share",
        "counted": "immigrants_employed",
        "base": "immigrants_total",
        "exact": "0",
        "source": "SSB 13563; andelen er av dem på 15–74 år, en del av alle innvandrere",
    },
]
"""Which count of which a share is: where either is hidden, the share would tell it.

One that is not `exact` is of a part of its base, and is never worked out from the two.
"""
