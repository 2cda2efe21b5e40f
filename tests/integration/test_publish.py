"""Pages on their way in: counted when acknowledged, refused one by one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from streams.cli import main
from streams.ops import publish as publishing
from streams.ops.errors import OpsError
from streams.ops.sources import Source
from streams.settings import Settings
from streams.topics import MIB, Names
from tests.running import read_topic

pytestmark = pytest.mark.integration

DATELINE = Path(sys.executable).parent / "dateline"


def publish(environment: dict[str, str], *paths: Path | str, stdin: bytes = b"") -> Result:
    return CliRunner(env=environment).invoke(main, ["publish", *map(str, paths)], input=stdin)


def values(settings: Settings) -> list[bytes]:
    return [record.value for record in read_topic(settings, Names(settings.namespace).pages)]


def test_every_kind_of_file_arrives_and_is_counted(live: Settings, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text of one page.")
    (tmp_path / "b.jsonl").write_text('{"text": "one", "url": "https://a.example/1"}\nbroken\n')
    (tmp_path / "c.html").write_text("<p>Two</p>")

    result = publish(environment, tmp_path)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("4 of 4 pages acknowledged")
    records = read_topic(live, Names(live.namespace).pages)
    assert {record.value for record in records} == {
        b'{"text":"Text of one page."}', b'{"html":"<p>Two</p>"}', b"broken",
        b'{"text": "one", "url": "https://a.example/1"}',
    }  # fmt: skip
    assert b"https://a.example/1" in {record.key for record in records}


def test_standard_input_streams(live: Settings, environment: dict[str, str]) -> None:
    result = publish(environment, "-", stdin=b'{"text": "a"}\n{"text": "b"}\n')

    assert result.stdout.startswith("2 of 2")
    assert sorted(values(live)) == [b'{"text": "a"}', b'{"text": "b"}']


def test_what_cannot_be_published_is_told_in_one_line_each_and_the_rest_is_done(
    live: Settings, environment: dict[str, str], tmp_path: Path
) -> None:
    largest = json.dumps({"text": "x" * (8 * MIB - len('{"text": ""}'))})
    assert len(largest) == 8 * MIB
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    (tmp_path / "b.txt").write_text("x" * 9 * MIB)
    (tmp_path / "c.jsonl").write_text(largest + "\n" + json.dumps({"text": "y" * 9 * MIB}) + "\n")
    (tmp_path / "d.txt").write_text("good")

    result = publish(environment, tmp_path)

    assert result.exit_code == 3
    assert result.stdout.startswith("2 of 5 pages acknowledged")
    complaints = result.stderr.splitlines()
    assert len(complaints) == 3
    assert "a.txt: byte 3 is not UTF-8" in complaints[0]
    assert "b.txt: 9.0 MiB is more than the 8 MiB of a page; not published" in complaints[1]
    assert "c.jsonl:2: 9.0 MiB is more than" in complaints[2]
    assert sorted(map(len, values(live))) == [len('{"text":"good"}'), 8 * MIB]


def test_a_file_of_another_kind_is_told_and_the_rest_is_done(
    live: Settings, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("good")
    (tmp_path / "c.doc").write_text("?")

    result = publish(environment, tmp_path / "c.doc", tmp_path / "b.txt")

    assert result.exit_code == 3
    assert "c.doc: can't tell what it is" in result.stderr
    assert values(live) == [b'{"text":"good"}']


def test_without_topics_it_says_what_to_do(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")

    result = publish(environment, tmp_path)

    assert result.exit_code == 2
    assert "pages.raw is absent" in result.stderr
    assert "dateline topics" in result.stderr


def test_many_pages_wait_for_their_acknowledgement_within_bounds(
    live: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "PENDING_RECORDS", 10)
    pages = [Source(f"{number}", b'{"text": "%d"}' % number, 1) for number in range(500)]
    sizes: list[int] = []

    done = publishing.publish(live, pages, complain=pytest.fail, advance=sizes.append)

    assert (done.acknowledged, done.refused, sum(sizes)) == (500, 0, 500)
    assert sorted(values(live)) == sorted(page.value for page in pages)


def test_the_command_prints_no_traceback_when_its_reader_leaves(live: Settings, environment: dict[str, str]) -> None:
    done = subprocess.run(
        f"printf 'One page.' | {DATELINE} publish - | true",
        shell=True, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert "Traceback" not in done.stderr
    assert len(values(live)) == 1


def test_a_namespace_without_a_kafka_raises_one_line(settings: Settings) -> None:
    with pytest.raises(OpsError, match="is absent"):
        publishing.publish(settings, [], complain=pytest.fail)
