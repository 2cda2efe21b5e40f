"""Workers that die or stand still at the worst moment, and what the readers see."""

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from schemas.article import SplitArticle
from streams.domain.stages import split_page
from streams.settings import Settings
from streams.topics import Names
from tests.load import pages
from tests.running import Worker, await_drained, compare, lag, publish, read_topic, workers

CRASH_POINTS = ("dedupe.before-send", "dedupe.before-commit", "dedupe.after-commit")
BAD = (b"\xff\xfe not text", b"{", b"[1]", b'{"text": " "}', b'{"text": 5}')


def unaccounted(settings: Settings) -> list[str]:
    """Return the pages that are neither cut into exactly their articles nor rejected exactly for a reason."""
    names = Names(settings.namespace)
    found: dict[tuple[int, int], set[str]] = {}
    for record in read_topic(settings, names.articles):
        item = SplitArticle.decode(record.value)
        assert item.page.position is not None
        found.setdefault(item.page.position, set()).add(item.article.article_id)
    rejected = {
        dict(record.headers)["dateline-source"].decode(): record
        for record in read_topic(settings, names.rejected(names.pages))
    }
    wrong = []
    for record in read_topic(settings, names.pages):
        position = (record.partition, record.offset)
        source = f"{record.topic}:{record.partition}:{record.offset}"
        if record.value in BAD:
            again = rejected.get(source)
            if again is None or (again.key, again.value) != (record.key, record.value):
                wrong.append(source)
            continue
        expected = {item.article.article_id for item in split_page(record.value, position=position).articles}
        if found.get(position, set()) != expected or source in rejected:
            wrong.append(source)
    return wrong


@pytest.mark.integration
def test_workers_that_die_at_the_crash_points_of_dedupe_lose_and_repeat_nothing(live: Settings, tmp_path: Path) -> None:
    publish(live, pages("seed", 60, seed=1))
    for number, point in enumerate(CRASH_POINTS):
        dying = Worker(live, tmp_path / f"{number}.log", "one", {"DATELINE_FAIL_POINT": f"{point}:2"})
        with workers(dying):
            assert dying.process.wait(60) == -signal.SIGKILL, dying.said[-2000:]
        assert lag(live) > 0
        publish(live, pages("seed", 20, seed=number + 2))
    with workers(Worker(live, tmp_path / "heir.log", "one")) as (heir,):
        await_drained(live)
        assert heir.end() == 0
    assert compare(live).none, compare(live)
    assert unaccounted(live) == []


def torment(settings: Settings, folder: Path, *, count: int, kills: int, zombies: int, seed: int) -> Counter[str]:
    """Publish pages while two workers are killed at random moments and others are stopped past their session.

    Returns:
        How often each exit status was seen.
    """
    rng = random.Random(seed)
    made = [*pages("wire", count - count // 4, seed=seed), *pages("seed", count // 4, seed=seed)]
    made += [rng.choice(BAD) for _ in range(max(5, count // 50))]
    rng.shuffle(made)
    parts = kills + zombies + 1
    statuses: Counter[str] = Counter()
    pair = [Worker(settings, folder / f"{name}.log", name) for name in ("one", "two")]
    deeds = ["kill"] * kills + ["zombie"] * zombies
    rng.shuffle(deeds)
    point = 0

    def revive() -> None:
        """Start again who ended by itself, as a supervisor would: at its crash point, or fenced by the other."""
        for worker in pair:
            if worker.process.poll() is not None:
                statuses["crash point" if worker.environment else str(worker.process.returncode)] += 1
                worker.environment = {}
                worker.start()

    try:
        for worker in pair:
            worker.start()
        pair[0].await_ready()
        for number in range(parts):
            publish(settings, made[len(made) * number // parts : len(made) * (number + 1) // parts])
            if number == len(deeds):
                break
            victim = rng.choice(pair)
            time.sleep(rng.random() * 1.5)
            revive()
            if deeds[number] == "kill":
                victim.end(signal.SIGKILL)
                statuses["killed"] += 1
                victim.environment = {}
                if point < len(CRASH_POINTS):
                    victim.environment = {"DATELINE_FAIL_POINT": f"{CRASH_POINTS[point]}:{rng.randrange(2, 6)}"}
                    point += 1
            else:
                if victim.environment:
                    victim.end(signal.SIGKILL)
                    victim.environment = {}
                    victim.start()
                # Only who holds partitions can become a zombie of them.
                victim.await_ready()
                # A session is 10 s for a worker with a name: its partitions go to the other one meanwhile.
                victim.send(signal.SIGSTOP)
                time.sleep(13)
                publish(settings, pages("wire", 20, seed=seed + number + 1))
                time.sleep(1)
                victim.send(signal.SIGCONT)
                statuses[f"zombie {victim.process.wait(30)}"] += 1
                victim.environment = {}
            victim.start()
        deadline = time.monotonic() + 240
        while lag(settings) > 0:
            assert time.monotonic() < deadline, f"{lag(settings)} unread: {pair[0].said[-1500:]}{pair[1].said[-1500:]}"
            revive()
            time.sleep(0.3)
        revive()
        for worker in pair:
            worker.await_ready()
            assert worker.end() == 0
    finally:
        for worker in pair:
            if worker.process.poll() is None:
                worker.send(signal.SIGCONT)
                worker.end(signal.SIGKILL)
    return statuses


@pytest.mark.integration
@pytest.mark.timeout(420)
def test_two_workers_killed_and_revived_lose_and_repeat_nothing(live: Settings, tmp_path: Path) -> None:
    statuses = torment(live, tmp_path, count=400, kills=3, zombies=1, seed=11)
    assert unaccounted(live) == []
    assert compare(live).none, (compare(live), statuses)


@pytest.mark.slow
@pytest.mark.integration
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_full_matrix_loses_and_repeats_nothing(live: Settings, tmp_path: Path, seed: int) -> None:
    began = time.monotonic()
    statuses = torment(live, tmp_path, count=2000, kills=10, zombies=3, seed=seed)
    wrong, difference = unaccounted(live), compare(live)
    names = Names(live.namespace)
    print(
        f"\nseed {seed}; faults: 10 kill -9, 3 of them followed by a crash point, 3 zombies; exits {dict(statuses)}; "
        f"inputs {len(read_topic(live, names.pages))}; outputs {len(read_topic(live, names.enriched))} desk records; "
        f"pages unaccounted {len(wrong)}; missing {difference.missing}, twice {difference.twice}, "
        f"foreign {difference.foreign}; {time.monotonic() - began:.0f} s"
    )
    assert wrong == []
    assert difference.none
