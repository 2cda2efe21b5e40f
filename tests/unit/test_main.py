"""The console script at a signal, from its first moments on: no traceback, and the exit code that is documented."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

DATELINE = Path(sys.executable).parent / "dateline"
pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="sees by /proc when handlers are there")


@pytest.fixture
def silent() -> Iterator[str]:
    """A broker that takes connections and never answers: a command waits for it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def catches_sigterm(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text().split()
    return bool(int(status[status.index("SigCgt:") + 1], 16) >> (signal.SIGTERM - 1) & 1)


def ended(broker: str, command: list[str], number: signal.Signals, after: float) -> tuple[int, str]:
    """Return the exit code of a command that got a signal so long after its first line, and what it said."""
    if signal.getsignal(number) == signal.SIG_IGN:
        pytest.skip(f"{number.name} is ignored here, as nohup and a script's & have it")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    process = subprocess.Popen(
        [DATELINE, *command],
        env=kept | {"DATELINE_BROKER": broker},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        deadline = time.monotonic() + 20
        while not catches_sigterm(process.pid) and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(after)
        process.send_signal(number)
        process.wait(20)
        return process.returncode, process.communicate()[0].strip()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3, 1.0, 2.0])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_command_quietly(silent: str, number: signal.Signals, after: float) -> None:
    assert ended(silent, ["publish", "-"], number, after) == (128 + number, "")


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3, 1.0, 2.0])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_no_failure_of_a_worker(silent: str, number: signal.Signals, after: float) -> None:
    assert ended(silent, ["worker", "--metrics-port", "0"], number, after) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_no_failure_of_a_broker(silent: str, number: signal.Signals, tmp_path: Path) -> None:
    assert ended(silent, ["broker", "--port", "0", "--data", str(tmp_path)], number, 0.0) == (0, "")


@pytest.mark.parametrize(("closed", "code"), [("<&-", 3), (">&-", 0), ("<&- >&- 2>&-", 3)])
def test_a_stream_that_is_closed_is_an_empty_one(tmp_path: Path, closed: str, code: int) -> None:
    (tmp_path / "page.txt").write_text("Two people died when a bridge fell in Lima on Monday, Peru's government said.")
    what = "-" if "<" in closed else "page.txt"

    done = subprocess.run(
        ["bash", "-c", f"{DATELINE} explain {what} {closed}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_results_are_utf_8_in_every_locale(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Two people died when a bridge fell in Lima on Monday, Peru's government said.")
    latin = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}

    done = subprocess.run([DATELINE, "explain", "page.txt"], env=latin, cwd=tmp_path, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "╭─" in done.stdout.decode()


def test_a_signal_waits_for_the_end_of_an_import(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import os, signal, time\n"
        "try:\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    time.sleep(0.2)\n"
        "except BaseException as error:\n"
        "    raise ImportError from error\n"
    )
    program = (
        "import sys, time, streams.__main__ as main\n"
        "main._on_signals(main._unwind)\n"
        f"sys.path.insert(0, {str(tmp_path)!r})\n"
        "import slow\n"
        "print('loaded', flush=True)\n"
        "time.sleep(20)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (143, "loaded\n", "")


def test_a_signal_that_is_ignored_stays_ignored(silent: str) -> None:
    command = f"trap '' INT; exec {DATELINE} lag"
    process = subprocess.Popen(["bash", "-c", command], env=os.environ | {"DATELINE_BROKER": silent},
                               stderr=subprocess.PIPE, text=True)  # fmt: skip
    deadline = time.monotonic() + 20
    while not catches_sigterm(process.pid) and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)

    said = process.communicate(timeout=30)[1]

    assert process.returncode == 2
    assert "takes connections" in said
