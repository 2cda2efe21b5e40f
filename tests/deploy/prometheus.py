"""A real Prometheus with the rules that are checked in, on a free port, gone at the end."""

import json
import shutil
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from streams.ops.broker import free_port

CONFIGURATION = Path("deploy/prometheus/prometheus.yml")
START_SECONDS = 30.0


@dataclass(frozen=True)
class Series:
    """One series of an answer."""

    labels: Mapping[str, str]
    points: tuple[tuple[float, float], ...]
    """Unix time and value, ascending."""

    @property
    def last(self) -> float:
        """The newest value."""
        return self.points[-1][1]


@dataclass(frozen=True)
class Prometheus:
    """A running server."""

    url: str

    def query(self, expression: str, *, at: float) -> list[Series]:
        """Evaluate at one moment."""
        found = self._ask("query", query=expression, time=at)
        return [Series(one["metric"], (_point(one["value"]),)) for one in found]

    def query_range(self, expression: str, *, start: float, end: float, step: float) -> list[Series]:
        """Evaluate at every step between two moments."""
        found = self._ask("query_range", query=expression, start=start, end=end, step=step)
        return [Series(one["metric"], tuple(_point(value) for value in one["values"])) for one in found]

    def _ask(self, what: str, **parameters: str | float) -> list[dict[str, Any]]:
        url = f"{self.url}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=30) as answer:
            data = json.load(answer)["data"]
        assert data["resultType"] in {"vector", "matrix"}, data
        found: list[dict[str, Any]] = data["result"]
        return found


def _point(value: tuple[float, str]) -> tuple[float, float]:
    return value[0], float(value[1])


@contextmanager
def prometheus(target: str, folder: Path, *, every: str = "1s") -> Iterator[Prometheus]:
    """Run Prometheus for the block.

    Args:
        target: ``host:port`` of a worker, in place of the names that the configuration looks up.
        folder: for its data.
        every: scrape and evaluation interval.
    """
    program = shutil.which("prometheus")
    assert program is not None
    configuration = yaml.safe_load(CONFIGURATION.read_text())
    configuration["global"] = {"scrape_interval": every, "evaluation_interval": every}
    configuration["rule_files"] = [str((CONFIGURATION.parent / name).resolve()) for name in configuration["rule_files"]]
    for job in configuration["scrape_configs"]:
        del job["dns_sd_configs"]
        job["static_configs"] = [{"targets": [target]}]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(configuration))
    address = f"127.0.0.1:{free_port()}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                program,
                f"--config.file={folder / 'prometheus.yml'}",
                f"--storage.tsdb.path={folder / 'data'}",
                f"--web.listen-address={address}",
                "--log.level=warn",
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _await_ready(process, address, folder / "log")
        yield Prometheus(f"http://{address}")
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_ready(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        try:
            with urllib.request.urlopen(f"http://{address}/-/ready", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
