"""Where a worker's CPU time goes: the running stack, looked at every few milliseconds of CPU time.

``python -m tests.bench.sampler worker …`` is ``dateline worker …`` with the sampler in
it. On SIGRTMIN it writes what it has counted so far to ``$BENCH_SAMPLES``.
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

INTERVAL_SECONDS = 0.005
ASK = signal.SIGRTMIN
PARTS = ("split", "enrich", "dedupe", "state", "metrics", "hops")
"""What a CPU second can be spent on. ``state``: entries of the desks and their transaction, but not the sending
itself. ``hops``: all reading, sending and committing, with the thread that the Kafka consumer has."""

_BY_FUNCTION = {
    "split_stage.<locals>.split": "split",
    "enrich_stage.<locals>.enrich": "enrich",
    "Desks.decide": "dedupe",
    "Desks.__init__": "state",
    "DeskPlan.install": "state",
}
_BY_FILE = {
    "streams/observe.py": "metrics",
    "streams/metrics.py": "metrics",
    "streams/delivery/partition.py": "state",
}


def part_of(frame: FrameType | None) -> str:
    """Return the part that a stack belongs to: the innermost frame that tells."""
    while frame is not None:
        code = frame.f_code
        part = _BY_FUNCTION.get(code.co_qualname) or _BY_FILE.get("/".join(code.co_filename.rsplit("/", 3)[-3:]))
        part = part or _BY_FILE.get("/".join(code.co_filename.rsplit("/", 2)[-2:]))
        if part is not None:
            return part
        frame = frame.f_back
    return "hops"


class Sampler:
    """Counts CPU seconds by part, and by function for what the bench's reader wants to lower."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.parts: Counter[str] = Counter()
        self.functions: Counter[str] = Counter()
        self._main, self._all = time.thread_time(), time.process_time()

    def start(self) -> None:
        """Begin to sample this process."""
        signal.signal(signal.SIGPROF, self._sample)
        signal.signal(ASK, self._write)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL_SECONDS, INTERVAL_SECONDS)

    def _sample(self, _number: int, frame: FrameType | None) -> None:
        # A long call into C gets one late sample, so each weighs what was spent since the last.
        main, everything = time.thread_time(), time.process_time()
        spent, beside = main - self._main, everything - self._all - (main - self._main)
        self._main, self._all = main, everything
        part = part_of(frame)
        self._count(part, _name(frame) if frame is not None else "?", spent)
        self._count("hops", "other threads", max(0.0, beside))

    def _count(self, part: str, function: str, seconds: float) -> None:
        self.parts[part] += seconds  # type: ignore[assignment] # seconds, not counts
        self.functions[f"{part} {function}"] += seconds  # type: ignore[assignment]

    def _write(self, _number: int, _frame: FrameType | None) -> None:
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps({"parts": self.parts, "functions": self.functions}))
        beside.rename(self._path)


def _name(frame: FrameType) -> str:
    code = frame.f_code
    return f"{'/'.join(code.co_filename.rsplit('/', 2)[-2:])}:{code.co_qualname}"


def main() -> None:
    """Run the command line of ``dateline`` under the sampler."""
    from streams.cli import main as dateline

    Sampler(Path(os.environ["BENCH_SAMPLES"])).start()
    sys.argv[0] = "dateline"
    try:
        dateline()
    finally:
        # The handler goes with the interpreter, and a sample after it would end the process as a signal does.
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main()
