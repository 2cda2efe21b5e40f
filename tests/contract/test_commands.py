"""The commands that programs call: names, options and documents that must not drift."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from streams.cli import main

ROOT = Path(__file__).parents[2]
DATELINE = Path(sys.executable).parent / "dateline"

PINNED = {
    "broker": {"--port", "--data"},
    "topics": {"--check", "--namespace"},
    "worker": {"--name", "--metrics-port", "--namespace"},
    "publish": {"--namespace"},
    "tail": {"--from-beginning", "--since", "--offset", "--json", "--limit", "--until-end", "--timeout",
             "--min-severity", "--namespace"},
    "explain": {"--json", "--jsonl", "--article"},
    "run": {"--jsonl", "--out", "--article", "--no-expiry", "--sort"},
    "demo": {"--keep"},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PINNED))
def test_a_pinned_command_keeps_its_options(name: str) -> None:
    options = {option for parameter in main.commands[name].params for option in parameter.opts}

    assert options >= PINNED[name]


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    readme = (ROOT / "README.md").read_text()

    assert f"dateline {name}" in readme or f"make {name}" in readme


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_says_what_it_is_for(name: str) -> None:
    command = main.commands[name]

    assert (command.help or "").strip().endswith(".")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"


def test_the_console_script_and_the_module_are_the_same_program() -> None:
    by_script = subprocess.run([DATELINE, "--help"], capture_output=True, text=True, check=True).stdout
    by_module = subprocess.run(
        [sys.executable, "-m", "streams", "--help"], capture_output=True, text=True, check=True
    ).stdout

    assert by_script == by_module
    assert all(name in by_script for name in PINNED)


def test_help_does_not_wait_for_the_pipeline_to_load() -> None:
    code = "import sys, streams.cli; print(*[m for m in ('faust', 'kafka', 'trafilatura') if m in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert loaded.split() == []
