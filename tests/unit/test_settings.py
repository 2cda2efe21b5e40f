import os
from datetime import timedelta
from pathlib import Path

import pytest

from streams.settings import SettingsError, read_settings


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("DATELINE_"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("text", "seconds"), [("8", 8), ("0.5", 0.5), ("50ms", 0.05), ("2h", 7200), ("7d", 604_800), ("PT1M", 60)]
)
def test_durations_are_seconds_unless_a_unit_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, text: str, seconds: float
) -> None:
    monkeypatch.setenv("DATELINE_SHUTDOWN_GRACE", text)
    assert read_settings().shutdown_grace == timedelta(seconds=seconds)


def test_the_command_line_wins_and_none_leaves_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_NAMESPACE", "staging")
    assert read_settings(namespace=None).namespace == "staging"
    assert read_settings(namespace="other").namespace == "other"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATELINE_BROKER", "localhost", "DATELINE_BROKER: 'localhost' is not host:port"),
        ("DATELINE_BROKER", "a:1,b:99999", "'b:99999' is not host:port"),
        ("DATELINE_METRICS_PORT", "many", "DATELINE_METRICS_PORT: "),
        ("DATELINE_BROKR", "x:1", r"DATELINE_BROKR is no setting of Dateline: is DATELINE_BROKER meant\?"),
        ("DATELINE_METRIC_PORT", "1", "is DATELINE_METRICS_PORT meant"),
        ("DATELINE_LEASE", "soon", "DATELINE_LEASE: can't read the duration: write 15 "),
        ("DATELINE_LEASE", "0", "DATELINE_LEASE: .*greater than or equal to 1 second"),
        ("DATELINE_REQUEST_TIMEOUT", "1ms", "DATELINE_REQUEST_TIMEOUT: .*greater than or equal to 1 second"),
        ("DATELINE_SHUTDOWN_GRACE", "-5", "DATELINE_SHUTDOWN_GRACE: can't read the duration"),
        ("DATELINE_SHUTDOWN_GRACE", "PT0S", "DATELINE_SHUTDOWN_GRACE: .*greater than 0"),
        ("DATELINE_COPY_WINDOW", "0", "DATELINE_COPY_WINDOW: .*greater than 0"),
        ("DATELINE_STORY_WINDOW", "99999999999d", "DATELINE_STORY_WINDOW: .*less than or equal to 3650 days"),
        ("DATELINE_STORY_WINDOW", "P999999999D", "DATELINE_STORY_WINDOW: .*less than or equal to 3650 days"),
    ],
)
def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=says) as caught:
        read_settings()
    assert "\n" not in str(caught.value)


def test_a_password_comes_from_its_file_and_is_in_no_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("hunter2\n")
    monkeypatch.setenv("DATELINE_SASL_PASSWORD_FILE", str(secret))
    monkeypatch.setenv("DATELINE_SASL_PASSWORD", "other")
    settings = read_settings(security_protocol="SASL_PLAINTEXT", sasl_username="desk")
    assert settings.connection()["sasl_plain_password"] == "hunter2"
    assert "other" not in repr(settings)
    secret.unlink()
    with pytest.raises(SettingsError, match="can't read"):
        settings.connection()


def test_certificates_that_can_not_be_used_are_one_line(tmp_path: Path) -> None:
    settings = read_settings(security_protocol="SSL", tls_ca_file=tmp_path / "absent.pem")
    with pytest.raises(SettingsError, match=r"DATELINE_TLS_\*"):
        settings.connection()


def test_variables_of_others_with_the_same_prefix_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SERVICE_HOST", "10.0.0.1")
    monkeypatch.setenv("DATELINE_PORT_9092_TCP", "tcp://10.0.0.1:9092")
    assert read_settings().broker == "localhost:9092"
