"""Settings: one row of name, default and help per environment variable, and the only reader of os.environ."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.access.binding import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping

YES, NO = {"1", "ja", "true"}, {"", "0", "nei", "false"}


@dataclass(frozen=True)
class Setting:
    """One environment variable; help is what the one who runs the board reads."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("BOLYST_DATABASE_URL", "sqlite:///var/bolysttavla.db", "databasen tavla leser"),
    Setting(
        "BOLYST_INTAKE_DATABASE_URL",
        "sqlite:///var/inntak.db",
        "databasen med rå deltakertall; bare innlesing og personvernsluse bruker den",
    ),
    Setting(
        "BOLYST_ROUNDING_BASE",
        "3",
        "små deltakertall rundes av til 0 eller dette (3–10); velges før databasen fylles",
    ),
    Setting("BOLYST_HOST", "127.0.0.1", "adressen tavla svarer på"),
    Setting("BOLYST_PORT", "8050", "porten tavla svarer på"),
    Setting(
        "BOLYST_HOME",
        "15",
        "hjemfylke (to siffer) eller hjemkommune (fire siffer)",
    ),
    Setting("BOLYST_PUBLIC", "0", "1 = vis det offentlige uten innlogging, også for andre maskiner"),
    Setting("BOLYST_SSB_URL", "https://data.ssb.no/api/pxwebapi/v2", "Statistikkbanken i SSB"),
    Setting(
        "BOLYST_REFRESH_HOURS", "0", "hent offisielle tall på nytt så ofte, i timer; 0 = aldri av seg selv"
    ),
    Setting("BOLYST_KLASS_URL", "https://data.ssb.no/api/klass/v1", "kodeverket Klass i SSB"),
    Setting(
        "BOLYST_OUTLINES_URL",
        "https://nedlasting.geonorge.no/geonorge/Basisdata/Kommuner/GeoJSON/"
        "Basisdata_0000_Norge_4258_Kommuner_GeoJSON.zip",
        "kommunegrensene hos Geonorge",
    ),
    Setting("BOLYST_PUBLISHER", "", "hvem som utgir de åpne dataene: navnet på organisasjonen"),
    Setting("BOLYST_PUBLISHER_NUMBER", "", "organisasjonsnummeret til utgiveren, ni siffer"),
    Setting(
        "BOLYST_CONTACT",
        "",
        "e-post eller nettside for spørsmål om de åpne dataene; en rolle, aldri en person",
    ),
    Setting("BOLYST_PUBLIC_URL", "", "adressen folk når tavla på; tavla svarer ikke på andre navn"),
    Setting("BOLYST_PAPER_QUOTA", "400", "så mange nye papir kan lages fra én nettadresse i timen"),
    Setting(
        "BOLYST_PAPER_DAYS", "3650", "så lenge blir papir laget på tavla tatt vare på, i dager; 0 = alltid"
    ),
    Setting("BOLYST_PAPER_MB", "1000", "så stor plass får arkivet av papir, i megabyte"),
)


class SettingError(ValueError):
    """A setting cannot be used; the message names the variable and says what to write."""


@dataclass(frozen=True)
class Settings:
    """What the board is run with.

    `home` is a county (two digits) or a municipality (four); `outlines` is where the municipality
    outlines lie when they have been fetched, `write_key` the secret of those who write on the web.
    """

    database_url: str
    intake_database_url: str
    rounding_base: int
    host: str
    port: int
    home: str
    public: bool
    ssb_url: str
    klass_url: str
    refresh_hours: int
    outlines_url: str
    publisher: str = ""
    publisher_number: str = ""
    contact: str = ""
    public_url: str = ""
    paper_quota: int = 400
    paper_days: int = 3650
    paper_mb: int = 1000
    outlines: Path = Path("var/outlines.geojson")
    write_key: Path = Path("var/skrivenokkel")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read every setting; an empty variable is one that is not set.

        Raises:
            SettingError: A value cannot be used.
        """
        given = {row.name: environ.get(row.name, "").strip() or row.default for row in SETTINGS}
        if given["BOLYST_DATABASE_URL"] == given["BOLYST_INTAKE_DATABASE_URL"]:
            advice = "Rå tall skal ligge i en annen database enn tavlas."
            raise _refused("BOLYST_INTAKE_DATABASE_URL", given, advice)
        return cls(
            database_url=_database("BOLYST_DATABASE_URL", given),
            intake_database_url=_database("BOLYST_INTAKE_DATABASE_URL", given),
            rounding_base=_rounding_base("BOLYST_ROUNDING_BASE", given),
            host=_matching("BOLYST_HOST", given, r"[\w.:-]+", "Skriv et vertsnavn eller en IP-adresse."),
            port=_port("BOLYST_PORT", given),
            home=_matching("BOLYST_HOME", given, r"\d{2}|\d{4}", "Skriv fylkes- eller kommunenummer."),
            public=_yes("BOLYST_PUBLIC", given),
            ssb_url=_web("BOLYST_SSB_URL", given),
            klass_url=_web("BOLYST_KLASS_URL", given),
            refresh_hours=_hours("BOLYST_REFRESH_HOURS", given),
            outlines_url=_web("BOLYST_OUTLINES_URL", given),
            publisher=given["BOLYST_PUBLISHER"],
            publisher_number=_matching(
                "BOLYST_PUBLISHER_NUMBER", given, r"(\d{9})?", "Skriv organisasjonsnummeret: ni siffer."
            ),
            contact=_matching(
                "BOLYST_CONTACT",
                given,
                r"([^@\s]+@[^@\s]+|https?://\S+)?",
                "Skriv en e-postadresse eller en nettside.",
            ),
            public_url=_web("BOLYST_PUBLIC_URL", given) if given["BOLYST_PUBLIC_URL"] else "",
            paper_quota=_number("BOLYST_PAPER_QUOTA", given, 1, 100_000),
            paper_days=_number("BOLYST_PAPER_DAYS", given, 0, 100_000),
            paper_mb=_number("BOLYST_PAPER_MB", given, 1, 1_000_000),
        )

    @property
    def open_to_others(self) -> bool:
        """Whether anyone but this machine's own users can reach the address."""
        return not is_loopback(self.host)

    def shown(self, name: str) -> str:
        """Write the setting as it may be read on a screen: without a password."""
        value = getattr(self, name.removeprefix("BOLYST_").lower())
        return _without_password(str(int(value) if isinstance(value, bool) else value))

    def for_web(self) -> Settings:
        """Leave out the intake: the web process has no way to raw counts."""
        return replace(self, intake_database_url="")

    @property
    def address(self) -> str:
        """Where a browser finds the board."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


def _refused(name: str, given: Mapping[str, str], advice: str) -> SettingError:
    return SettingError(f"{name}: «{_without_password(given[name])}» kan ikke brukes. {advice}")


def _without_password(value: str) -> str:
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", value)


def _matching(name: str, given: Mapping[str, str], pattern: str, advice: str) -> str:
    if not re.fullmatch(pattern, given[name]):
        raise _refused(name, given, advice)
    return given[name]


def _database(name: str, given: Mapping[str, str]) -> str:
    advice = "Skriv en adresse som sqlite:///var/tavle.db eller postgresql://bruker@vert/base."
    return _matching(name, given, r"(sqlite|postgresql)(\+\w+)?://.+", advice)


def _web(name: str, given: Mapping[str, str]) -> str:
    return _matching(name, given, r"https?://\S+", "Skriv en adresse som begynner med https://.").rstrip("/")


def _port(name: str, given: Mapping[str, str]) -> int:
    advice = "Skriv et tall fra 1 til 65535."
    port = int(_matching(name, given, r"[0-9]{1,5}", advice))
    if not 1 <= port <= 65535:  # noqa: PLR2004 - the ports there are
        raise _refused(name, given, advice)
    return port


def _hours(name: str, given: Mapping[str, str]) -> int:
    advice = "Skriv et antall timer fra 1 til 8760, eller 0 for aldri."
    hours = int(_matching(name, given, r"[0-9]{1,4}", advice))
    if hours > 8760:  # noqa: PLR2004 - the hours of a year
        raise _refused(name, given, advice)
    return hours


def _number(name: str, given: Mapping[str, str], least: int, most: int) -> int:
    advice = f"Skriv et helt tall fra {least} til {most}."
    number = int(_matching(name, given, r"[0-9]{1,7}", advice))
    if not least <= number <= most:
        raise _refused(name, given, advice)
    return number


def _rounding_base(name: str, given: Mapping[str, str]) -> int:
    advice = "Skriv et tall fra 3 til 10: med et mindre er det færre enn tre mulige tall bak et lite."
    return int(_matching(name, given, r"[3-9]|10", advice))


def _yes(name: str, given: Mapping[str, str]) -> bool:
    value = given[name].lower()
    if value not in YES | NO:
        raise _refused(name, given, "Skriv 1 eller 0.")
    return value in YES
