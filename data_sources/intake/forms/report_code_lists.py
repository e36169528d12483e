"""The lettered answers of the BOLYST annual report form, in bokmål and nynorsk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One lettered answer; labels are the words printed after the letter, without the letter."""

    letter: str
    labels: tuple[str, ...]


def _options(*labels: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(letter, words) for letter, words in zip("abcdefghi", labels, strict=False))


ANCHORING = _options(
    ("Styringsgruppe",),
    ("Forankring i befolkningen", "Forankring i befolkninga"),
    (
        "Samarbeid med andre aktører lokalt, regionalt eller nasjonalt",
        "Samarbeid med andre aktørar lokalt, regionalt eller nasjonalt",
    ),
)
PROGRESS = _options(
    ("Følger opprinnelig plan", "Følgjer opphavleg plan", "Følgjer opprinneleg plan"),
    ("Forsinket pga", "Forsinket på grunn av", "Forseinka pga", "Forseinka på grunn av"),
    (
        "Det er foretatt følgende justering",
        "Det er gjort følgjande justering",
        "Det er føreteke følgjande justering",
    ),
)
GEOGRAPHIC_EFFECT = _options(
    ("Helt lokal effekt", "Heilt lokal effekt"),
    ("Effekten kommer innen flere kommuner i regionen", "Effekten kjem innan fleire kommunar i regionen"),
    ("Effekten kommer i hele fylket", "Effekten kjem i heile fylket"),
    ("Effekten kommer i eget og andre fylker", "Effekten kjem i eige og andre fylke"),
    (
        "Effekten kommer i eget fylke, samt andre fylker og/eller utenfor Norge",
        "Effekten kjem i eige fylke, samt andre fylke og/eller utanfor Noreg",
    ),
    ("Vet ikke/ikke relevant", "Veit ikkje/ikkje relevant"),
)
POLICY_GOALS = _options(
    ("Stabilisere eller øke befolkningen", "Stabilisere eller auke folketalet"),
    ("Styrke, sikre eller etablere arbeidsplasser", "Styrkje, sikre eller etablere arbeidsplassar"),
    (
        "Opprettholde/videreutvikle eksisterende virksomhet eller bidra til nyetableringer",
        "Halde ved lag/vidareutvikle eksisterande verksemd eller medverke til nyetableringar",
    ),
    ("Økt innovasjon eller innovasjonsevne", "Auka innovasjon eller innovasjonsevne"),
    (
        "Økt kompetanse (både realkompetanse og formalkompetanse) for målgruppen",
        "Auka kompetanse (både realkompetanse og formalkompetanse) for målgruppa",
    ),
    (
        "Økt tilgjengelighet (bedre veier, havner, andre transporttiltak og breibånd)",
        "Auka tilgjenge (betre vegar, hamner, andre transporttiltak og breiband)",
    ),
    ("Styrke regionale sentra", "Styrkje regionale senter"),
    (
        "Å gjøre stedet/kommunen/området mer attraktivt som bosted eller lokaliseringssted for bedrifter",
        "Å gjere staden/kommunen/området meir attraktiv som bustad eller lokaliseringsstad for bedrifter",
    ),
    (
        "Å gjøre stedet/kommunen/området mer attraktivt som reisemål",
        "Å gjere staden/kommunen/området meir attraktiv som reisemål",
    ),
)
