"""The 23 fields of the BOLYST annual report form: keys, labels in bokmål and nynorsk, lettered answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["line", "title", "date", "places", "prose", "several", "single", "stubs"]
GOALS = "Mål og eventuelle delmål med prosjektet."
# The ministry changed its name on 1 January 2014; forms of both names are in use.
MINISTRIES = (
    "KRD",
    "KMD",
    "Kommunal- og regionaldepartementet",
    "Kommunal- og moderniseringsdepartementet",
)


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


@dataclass(frozen=True)
class FormField:
    """One row of the form; the first label is the one shown to users."""

    key: str
    kind: FieldKind
    labels: tuple[str, ...]
    options: tuple[Option, ...] = ()

    @property
    def heading(self) -> bool:
        """Whether the row stands above the questions, where a label is short and ends with a colon."""
        return self.kind in {"line", "title", "date", "places"}


FIELDS = (
    FormField("deadline", "line", ("Frist",)),
    FormField("sent_to", "line", ("Sendes til", "Sendast til")),
    FormField(
        "report_type",
        "title",
        (
            "Årlig rapport BOLYST",
            "Årleg rapport BOLYST",
            "Årsrapport BOLYST",
            "Sluttrapport BOLYST",
            "Avsluttende rapport BOLYST",
            "Avsluttande rapport BOLYST",
        ),
    ),
    FormField("to", "line", ("Til",)),
    FormField("from", "line", ("Fra", "Frå")),
    FormField("date", "date", ("Dato",)),
    FormField("municipalities", "places", ("Kommune", "Kommuner", "Kommunar")),
    FormField(
        "project_name", "line", ("Prosjektnavn", "Prosjektnamn", "Prosjektets navn", "Namn på prosjektet")
    ),
    FormField("project_leader", "line", ("Prosjektleder", "Prosjektleiar")),
    FormField(
        "steering_group_leader",
        "line",
        (
            "Leder i styringsgruppen",
            "Leiar i styringsgruppa",
            "Leder av styringsgruppen",
            "Leiar av styringsgruppa",
        ),
    ),
    FormField("county_contact", "line", ("Kontaktperson i fylkeskommunen", "Kontaktperson i fylkeskommuna")),
    FormField("anchoring", "several", ("Forankring av prosjektet",), ANCHORING),
    FormField(
        "goals",
        "prose",
        (
            f"{GOALS} I hvilken grad har prosjektet nådd eller er prosjektet på vei til å nå sine mål?",
            f"{GOALS} I kva grad har prosjektet nådd eller er prosjektet på veg til å nå måla sine?",
        ),
    ),
    FormField(
        "target_groups",
        "prose",
        (
            "Målgrupper for prosjektet, når prosjektet frem til disse?",
            "Målgrupper for prosjektet, når prosjektet fram til desse?",
        ),
    ),
    FormField(
        "results",
        "prose",
        (
            "Resultat som er oppnådd i form av aktiviteter eller tiltak",
            "Resultat som er oppnådde i form av aktivitetar eller tiltak",
        ),
    ),
    FormField(
        "progress",
        "stubs",
        (
            "Vurdering av framdrift i forhold til opprinnelig plan",
            "Vurdering av framdrifta i høve til opphavleg plan",
        ),
        PROGRESS,
    ),
    FormField(
        "geographic_effect",
        "single",
        (
            "Oppnådde resultater. Hvor geografisk konsentrert har prosjektet hatt/vil ha effekt?",
            "Oppnådde resultat. Kor geografisk konsentrert har prosjektet hatt/vil ha effekt?",
            "Hvor geografisk konsentrert har prosjektet hatt/vil ha effekt?",
            "Kor geografisk konsentrert har prosjektet hatt/vil ha effekt?",
        ),
        GEOGRAPHIC_EFFECT,
    ),
    FormField(
        "method",
        "prose",
        ("Kort beskrivelse av metodikk i prosjektet", "Kort skildring av metodikk i prosjektet"),
    ),
    FormField(
        "transfer_value",
        "prose",
        (
            "Overføringsverdi for eksempel til andre lokalsamfunn",
            "Overføringsverdi til dømes til andre lokalsamfunn",
        ),
    ),
    FormField(
        "external_communication",
        "prose",
        (
            "Ekstern kommunikasjon og deltakelse på samlinger med utgangspunkt i prosjektet",
            "Ekstern kommunikasjon og deltaking på samlingar med utgangspunkt i prosjektet",
        ),
    ),
    FormField("accounts", "prose", ("Regnskap", "Rekneskap")),
    FormField(
        "policy_goals",
        "several",
        (
            "Hvilke målsettinger i distrikts- og regionalpolitikken hører prosjektet inn under?",
            "Kva målsetjingar i distrikts- og regionalpolitikken høyrer prosjektet inn under?",
        ),
        POLICY_GOALS,
    ),
    FormField(
        "continuation",
        "prose",
        (
            "Gi en kort omtale av hvordan arbeidet er tenkt videreført etter prosjektets slutt",
            "Gje ein kort omtale av korleis arbeidet er tenkt vidareført etter at prosjektet er slutt",
        ),
    ),
)

BY_KEY = {field.key: field for field in FIELDS}
ORDER = {field.key: number for number, field in enumerate(FIELDS)}
