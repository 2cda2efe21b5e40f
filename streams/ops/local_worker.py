"""A worker in a process of its own, watched through its metrics port."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from prometheus_client.parser import text_string_to_metric_families

from streams.ops.errors import OpsError

START_SECONDS = 60.0
"""Longest wait for its first yes on ``/ready``."""
STOP_SECONDS = 20.0
"""Longest wait for its end; its own deadline is shorter."""
PORT_LINE = re.compile(r"^metrics on (http://\S+)/metrics$", re.MULTILINE)


class LocalWorker:
    """One worker, as a context manager: started at once, gone when the block ends.

    Args:
        name: its stable name.
        environment: settings on top of this process's own.
        log: file for what it says.
    """

    def __init__(self, name: str, environment: Mapping[str, str], log: Path) -> None:
        self.log = log
        self.url = ""
        self._command = [sys.executable, "-m", "streams", "worker", "--name", name, "--metrics-port", "0"]
        self._environment = {**os.environ, **environment}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process id; 0 if it was not started."""
        return self._process.pid if self._process else 0

    def __enter__(self) -> Self:
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def await_ready(self) -> None:
        """Wait until it serves its partitions.

        Raises:
            OpsError: it ended, or is not ready in time.
        """
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            self.check()
            if not self.url:
                found = PORT_LINE.search(self.log.read_text(errors="replace"))
                self.url = found.group(1) if found else ""
            elif self._answers_yes():
                return
            time.sleep(0.1)
        raise OpsError(f"the worker was not ready within {START_SECONDS:.0f} s (log: {self.log})")

    def check(self) -> None:
        """Make sure that it lives.

        Raises:
            OpsError: it ended.
        """
        if self._process is not None and self._process.poll() is not None:
            said = [line for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
            last = said[-1][:300] if said else "it said nothing"
            raise OpsError(f"the worker ended with exit code {self._process.returncode}: {last} (log: {self.log})")

    def done(self) -> Counter[str]:
        """Return how many records it is done with, by stage.

        Raises:
            OpsError: it ended, or does not answer.
        """
        self.check()
        try:
            with urllib.request.urlopen(f"{self.url}/metrics?name[]=dateline_records_total", timeout=5) as answer:
                text = answer.read().decode()
        except OSError as error:
            self.check()
            raise OpsError(f"the worker does not answer at {self.url}/metrics (log: {self.log})") from error
        counts: Counter[str] = Counter()
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                if sample.name == "dateline_records_total":
                    counts[sample.labels["stage"]] += int(sample.value)
        return counts

    def _answers_yes(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False
