"""Flags win over the environment, the environment over defaults; a wrong value is told in one sentence."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import kg.settings
from kg.errors import InputError
from kg.resources import shipped
from kg.settings import Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, with no setting of the person who runs the tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ZHIZE_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_flag_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZE_PORT", "8001")
    assert Settings().port == 8001
    assert Settings(port=8002).port == 8002
    assert Settings(port=None).port == 8001


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZE_STORE", "")
    assert Settings().store is None


def test_a_foreign_variable_and_an_env_file_are_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZHIZE_SOAK", "1")
    (tmp_path / ".env").write_text("ZHIZE_PORT=1\n", encoding="utf-8")
    assert Settings().port == 8000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("WORKERS", "0"),
        ("LOG_LEVEL", "loud"),
        ("PRESENT", "86400"),
        ("PRESENT", "2021-02-30"),
        ("PRESENT", "2021年11月9日"),
        ("BASE_IRI", "w3id.org/zhize/id/"),
        ("BASE_IRI", "ftp://w3id.org/zhize/id/"),
        ("BASE_IRI", "https://w3id.org/zhize/id"),
        ("BASE_IRI", "https://w3id.org/zhize id/"),
        ("BASE_IRI", "https://w3id.org/<zhize>/"),
        ("BASE_IRI", "https:///"),
        ("BASE_IRI", "https://w3id.org/id#a/"),
        ("PUBLIC_ADDRESS", "example.org"),
        ("PUBLIC_ADDRESS", "https://example.org/a b"),
        ("PUBLIC_ADDRESS", "https://example.org/../x"),
        ("PUBLIC_ADDRESS", "https://example.org/zhize?x"),
        ("PROXIES", "localhost"),
        ("PROXIES", "10.0.0.0/33"),
        ("DATA", "~nobody-of-this-name/data"),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ZHIZE_{name}", value)
    with pytest.raises(InputError) as told:
        Settings()
    sentence = str(told.value)
    assert sentence.startswith(f"ZHIZE_{name}: ")
    assert value in sentence
    assert "\n" not in sentence
    assert "pydantic" not in sentence


def test_a_wrong_flag_is_told_as_the_flag() -> None:
    with pytest.raises(InputError, match=r"^--log-level: 'loud' is not one of critical"):
        Settings(log_level="loud")


def test_a_setting_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match=r"^--prot: there is no such setting; use one of data, store,"):
        Settings(prot=1)


@pytest.mark.parametrize("base", ["http://localhost:8000/id/", "https://w3id.org/zhize#", "https://例子.cn/职责/"])
def test_a_base_to_which_a_name_can_be_appended_is_taken(base: str) -> None:
    assert Settings(base_iri=base).base_iri == base


def test_the_shipped_documents_are_the_last_resort(tmp_path: Path) -> None:
    assert Settings().data_folder == shipped("data")
    (tmp_path / "data").mkdir()
    assert Settings().data_folder == shipped("data")
    (tmp_path / "data" / "organizations.toml").touch()
    assert Settings().data_folder == tmp_path / "data"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such folder"):
        _ = Settings(data=tmp_path / "none").data_folder


def test_the_store_lies_beside_the_documents(tmp_path: Path) -> None:
    (tmp_path / "mine" / "data").mkdir(parents=True)
    assert Settings(data="mine/data").store_folder == tmp_path / "mine" / ".zhize" / "store"
    assert Settings(data="mine/data", store="here").store_folder == tmp_path / "here"


def test_the_store_of_an_installation_lies_in_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kg.settings, "PACKAGE", tmp_path)
    (tmp_path / "shipped" / "data").mkdir(parents=True)
    settings = Settings(data=tmp_path / "shipped" / "data")
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache/of-me")
    assert settings.store_folder == Path("/var/cache/of-me/zhize/store")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert settings.store_folder == Path.home() / ".cache" / "zhize" / "store"


def test_the_present_is_today_where_the_documents_are_in_force() -> None:
    assert Settings(present="2021-11-09").present_date == date(2021, 11, 9)
    china = timezone(timedelta(hours=8))
    before, today, after = datetime.now(china).date(), Settings().present_date, datetime.now(china).date()
    assert before <= today <= after


@pytest.mark.parametrize("day", ["20211109", "2021-W45-2", "1636416000", "2021-02-30"])
def test_the_present_is_written_in_one_way(day: str) -> None:
    with pytest.raises(InputError, match="present"):
        Settings(present=day)
