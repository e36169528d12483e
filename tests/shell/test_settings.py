from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.shell.settings import SETTINGS, SettingError, Settings

README = Path(__file__).resolve().parents[2] / "README.md"


def test_without_variables_the_board_is_this_machines_own():
    settings = Settings.from_environment({})
    assert settings.host == "127.0.0.1"
    assert settings.rounding_base == 3
    assert settings.port == 8050
    assert settings.home == "15"
    assert not settings.public
    assert settings.refresh_hours == 0  # a laptop without internet asks nobody by itself
    assert not settings.open_to_others
    assert settings.address == "http://127.0.0.1:8050"
    assert settings.database_url == "sqlite:///var/bolysttavla.db"
    assert settings.intake_database_url == "sqlite:///var/inntak.db"


def test_variables_change_settings():
    given = {"BOLYST_HOST": "0.0.0.0", "BOLYST_PORT": "9000", "BOLYST_HOME": "1580", "BOLYST_PUBLIC": "ja"}  # noqa: S104
    settings = Settings.from_environment(given)
    assert settings.address == "http://0.0.0.0:9000"
    assert settings.home == "1580"
    assert settings.public
    assert settings.open_to_others


def test_an_empty_variable_is_one_that_is_not_set():
    assert Settings.from_environment({"BOLYST_PORT": " "}).port == 8050


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOLYST_PORT", "http"),
        ("BOLYST_PORT", "0"),
        ("BOLYST_PORT", "70000"),
        ("BOLYST_HOME", "Haram"),
        ("BOLYST_HOME", "158"),
        ("BOLYST_PUBLIC", "kanskje"),
        ("BOLYST_HOST", "to ord"),
        ("BOLYST_ROUNDING_BASE", "2"),
        ("BOLYST_REFRESH_HOURS", "-1"),
        ("BOLYST_REFRESH_HOURS", "9000"),
        ("BOLYST_REFRESH_HOURS", "daglig"),
        ("BOLYST_ROUNDING_BASE", "11"),
        ("BOLYST_ROUNDING_BASE", "tre"),
        ("BOLYST_DATABASE_URL", "var/bolysttavla.db"),
        ("BOLYST_DATABASE_URL", "mysql://x/y"),
        ("BOLYST_INTAKE_DATABASE_URL", "sqlite:///var/bolysttavla.db"),
        ("BOLYST_SSB_URL", "data.ssb.no"),
    ],
)
def test_a_bad_value_is_refused_with_the_variables_name_and_the_value(name, value):
    with pytest.raises(SettingError, match=name) as refused:
        Settings.from_environment({name: value})
    assert f"«{value}»" in str(refused.value)


def test_a_password_is_never_shown():
    given = {"BOLYST_DATABASE_URL": "postgresql://tavle:hemmelig@db/tavle"}
    assert Settings.from_environment(given).shown("BOLYST_DATABASE_URL") == "postgresql://tavle:***@db/tavle"
    with pytest.raises(SettingError) as refused:
        Settings.from_environment({"BOLYST_DATABASE_URL": "mysql://tavle:hemmelig@db/tavle"})
    assert "hemmelig" not in str(refused.value)


def test_the_web_process_knows_no_intake():
    assert Settings.from_environment({}).for_web().intake_database_url == ""


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_can_be_shown(setting):
    assert Settings.from_environment({}).shown(setting.name) == setting.default


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_has_a_line_in_the_readme(setting):
    assert any(setting.name in line for line in README.read_text(encoding="utf-8").splitlines())


def test_the_readme_names_no_setting_that_is_not_there():
    named = set(re.findall(r"BOLYST_[A-Z_]+", README.read_text(encoding="utf-8")))
    assert named <= {setting.name for setting in SETTINGS}
