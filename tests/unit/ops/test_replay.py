"""What a replay decides without a broker: order, ranges, what belongs to it, what it says."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.alert import Alert
from streams.delivery.message import Incoming
from streams.engine import AT_THE_START, Key, LiveOrder
from streams.ops.errors import OpsError
from streams.ops.replay import read_offsets
from streams.ops.replay.anew import Makers, Recipe, make
from streams.ops.replay.leftovers import namespace_of
from streams.ops.replay.live import Belongs, key_of
from streams.ops.replay.pace import Speed
from streams.ops.replay.span import Span
from streams.ops.replay.spool import Spool
from streams.ops.replay.writer import renamed, topics_of
from streams.ops.spans import span
from streams.settings import Settings
from streams.topics import Names
from tests.load import pages
from tests.unit.ops.test_diff import alert


def order_of(live: list[tuple[int, Key]], wanted: list[Key]) -> list[Key]:
    order = LiveOrder(wanted)
    for place, key in live:
        order.note(place, key)
    order.settle()
    fed = order.first()
    for place, key in live:
        fed += order.at(place, key)
    return fed


A, B, C, D = (0, 1, "a", "FR"), (0, 2, "b", "FR"), (1, 1, "c", "FR"), (1, 2, "d", "FR")


def test_desks_are_fed_in_the_order_of_live_not_in_that_of_the_pages() -> None:
    live = [(3, D), (5, B), (6, A), (9, C)]

    assert order_of(live, [A, B, C, D]) == [D, B, A, C]


def test_a_repeat_has_no_place_of_its_own() -> None:
    live = [(0, A), (1, B), (2, A), (3, B), (4, C)]

    assert order_of(live, [A, B, C]) == [A, B, C]


def test_what_live_lacks_goes_behind_the_last_of_its_partition_with_a_smaller_offset() -> None:
    lacking = (0, 3, "x", "FR")
    live = [(0, B), (1, C), (2, A), (3, D)]

    assert order_of(live, [A, B, C, D, lacking]) == [B, C, A, lacking, D]


def test_a_record_of_the_same_page_is_not_in_front_of_what_live_lacks() -> None:
    lacking = (0, 1, "z", "FR")

    assert order_of([(0, A), (1, B)], [A, B, lacking]) == [lacking, A, B]


def test_what_has_nothing_before_it_goes_to_the_start_by_page_position_then_article() -> None:
    lacking = [(2, 7, "b", "FR"), (2, 7, "a", "FR"), (2, 1, "z", "FR"), (0, 0, "q", "FR")]

    assert order_of([(4, A)], [A, *lacking]) == [(0, 0, "q", "FR"), (2, 1, "z", "FR"), *lacking[1::-1], A]


def test_a_repeat_does_not_draw_what_live_lacks_behind_it() -> None:
    lacking = (0, 3, "x", "FR")

    assert order_of([(0, A), (1, C), (2, A)], [A, C, lacking]) == [A, lacking, C]


def test_what_is_not_wanted_has_no_place_but_others_may_stand_behind_it() -> None:
    lacking = (0, 3, "x", "FR")

    assert order_of([(0, C), (1, A), (2, D)], [C, D, lacking]) == [C, lacking, D]


@given(st.integers(0, 2**32), st.integers(0, 30), st.integers(0, 12))
def test_each_wanted_record_is_fed_once_and_those_of_live_in_its_order(seed: int, known: int, lacking: int) -> None:
    rng = random.Random(seed)
    keys = [(rng.randrange(3), rng.randrange(20), f"a{rng.randrange(9)}", "FR") for _ in range(known + lacking)]
    keys = list(dict.fromkeys(keys))
    rng.shuffle(keys)
    on_record, wanted = keys[:known], [key for key in keys if rng.random() < 0.8]
    live = list(enumerate([key for key in on_record for _ in range(rng.choice((1, 1, 2)))]))

    fed = order_of(live, wanted)

    assert sorted(fed) == sorted(wanted)
    assert [key for key in fed if key in on_record] == [key for key in on_record if key in wanted]


def test_the_last_place_says_how_far_live_must_be_read() -> None:
    order = LiveOrder([A, (0, 9, "x", "FR")])
    for place, key in enumerate([A, B, C, D]):
        order.note(place, key)

    assert order.settle() == 1
    assert order.last == 1
    assert LiveOrder([]).last == AT_THE_START


@pytest.mark.parametrize(
    ("text", "bounds"),
    [('{"0": 5}', {0: (5, None)}), ('{"0": [5, 9], "3": [1, null]}', {0: (5, 9), 3: (1, None)})],
)
def test_offsets_are_read_from_a_file(tmp_path: Path, text: str, bounds: dict[int, tuple[int, int | None]]) -> None:
    file = tmp_path / "offsets.json"
    file.write_text(text)

    assert read_offsets(file) == bounds


@pytest.mark.parametrize(
    "text", ["", "[1]", "{}", '{"x": 1}', '{"0": -1}', '{"0": [1]}', '{"0": [null, 3]}', '{"0": true}']
)
def test_a_file_of_another_form_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "offsets.json"
    file.write_text(text)

    with pytest.raises(OpsError, match=r"offsets\.json"):
        read_offsets(file)


def test_a_range_knows_its_pages() -> None:
    found = Span({0: (5, 9), 1: (0, 0)}, {0: 0, 1: 0})

    assert found.pages == 4
    assert (0, 5) in found
    assert (0, 9) not in found
    assert (1, 0) not in found
    assert (7, 0) not in found
    assert not found.from_earliest


def told(page: tuple[int, int], version: int = 1) -> Alert:
    return Alert.decode(alert(country="FR", version=version, page=page))


def test_an_alert_belongs_to_the_range_if_its_page_arrived_in_it() -> None:
    belongs = Belongs(Span({0: (5, 9)}, {0: 0}), 1000, 2000)
    belongs.note((0, 5, "a", "FR"), 1000, (3, 40))
    belongs.note((0, 4, "b", "FR"), 900, (3, 39))

    assert belongs(told((0, 5)), 1000, told_inside=False)
    assert not belongs(told((0, 4)), 900, told_inside=False)
    assert not belongs(told((0, 5)), 1500, told_inside=False)


def test_where_one_millisecond_holds_pages_of_both_sides_the_desks_decide_then_the_sources() -> None:
    belongs = Belongs(Span({0: (5, 9)}, {0: 0}), 1000, 2000)
    belongs.note((0, 5, "a", "FR"), 1000, (3, 40))
    belongs.note((0, 4, "b", "FR"), 1000, (3, 41))
    belongs.note((0, 4, "b", "KE"), 1500, (2, 77))

    assert belongs(told((0, 4), version=2), 1000, told_inside=True)
    assert belongs(told((0, 5)), 1000, told_inside=False)
    assert not belongs(told((0, 4)), 1000, told_inside=False)
    assert belongs.doubtful() == {3: 41}
    belongs.note_told(told((0, 5)), 1000)
    assert not belongs(told((0, 5)), 1000, told_inside=False)


def test_the_head_of_a_desk_record_says_whose_it_is_and_nonsense_nothing() -> None:
    value = {"page": {"id": "p", "position": [2, 7]}, "article": {"article_id": "a_1"}, "country": "FR", "more": 1}

    assert key_of(json.dumps(value).encode()) == (2, 7, "a_1", "FR")
    assert key_of(json.dumps(value | {"page": {"id": "p"}}).encode()) is None
    assert key_of(b"nonsense") is None
    assert key_of(None) is None


def test_pages_are_made_anew_in_processes_as_in_this_one_and_in_their_order() -> None:
    recipe = Recipe(Names("eu"), {}, frozenset())
    incoming = [
        Incoming("eu.pages.raw", 1, number, 1_700_000_000_000 + number, None, value)
        for number, value in enumerate([*pages("seed", 3, seed=1), b"nonsense", *pages("wire", 40, seed=2)])
    ]

    with Makers() as makers:
        made = list(makers.make_all(recipe, iter(incoming)))

    assert [one.page for one in made] == [(1, number) for number in range(len(incoming))]
    assert [[out.value for _, out in one.records] for one in made] == [
        [out.value for _, out in make(recipe, page).records] for page in incoming
    ]
    assert made[0].articles == 2
    (refused,) = made[3].rejected
    assert refused.value == b"nonsense"
    assert refused.topic == "eu.pages.raw.rejected"
    assert dict(refused.headers)["dateline-source"] == b"eu.pages.raw:1:3"


def test_an_article_that_live_would_reject_for_its_size_is_rejected_here_too() -> None:
    (value,) = pages("wire", 1, seed=3)
    recipe = Recipe(Names(), {"articles.enriched": 2000}, frozenset())

    made = make(recipe, Incoming("pages.raw", 0, 4, 1, None, value))

    assert not made.records
    (refused,) = made.rejected
    assert refused.topic == "articles.split.rejected"
    assert dict(refused.headers)["dateline-reason"] == b"output-too-large"
    assert dict(refused.headers)["dateline-source"] == b"pages.raw:0:4"


def test_a_term_that_is_taken_out_is_not_known() -> None:
    paragraphs = (
        "Kenyan police closed a market on Tuesday after traders had protested for a second day, a spokesman said.",
        "The traders say that the new fees are too high. A Kenyan court will hear them next week, their lawyer said.",
        "Officers stood at the gates all morning while stalls were taken down, and nobody was hurt.",
    )
    text = "\n\n".join(("Kenyan police close a market", *paragraphs))
    page = Incoming("pages.raw", 0, 0, 1, None, json.dumps({"text": text, "id": "p"}).encode())

    with_it = make(Recipe(Names(), {}, frozenset()), page)
    without = make(Recipe(Names(), {}, frozenset({"Kenyan"})), page)

    assert [out.key for _, out in with_it.records] == [b"KE"]
    assert [out.key for _, out in without.records] == [b"ZZ"]


def test_a_spool_gives_back_what_was_put_aside() -> None:
    with Spool() as spool:
        places = [spool.put({"n": number, "value": bytes(number)}) for number in range(50)]

        assert spool.get(places[37]) == {"n": 37, "value": bytes(37)}
        assert spool.get(places[0]) == {"n": 0, "value": b""}
        assert spool.get(spool.put("last")) == "last"


def test_speed_counts_from_the_first_on_and_over_the_last_half_minute() -> None:
    speed = Speed()

    assert speed.text(0, 1000, 0.0) == ""
    assert speed.text(1, 1000, 5.0) == ""
    assert speed.text(201, 1000, 7.0) == "100/s, 8 s left"
    assert speed.text(221, 1000, 47.0) == "0.5/s, 25 min 58 s left"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (0.42, "0.4 s"), (12.4, "12 s"), (72, "1 min 12 s"), (7200, "2 h"), (97_300, "1 d 3 h")],
)
def test_lengths_of_time_read_easily(seconds: float, text: str) -> None:
    assert span(seconds) == text


def test_a_replay_has_topics_of_its_own_and_none_that_it_does_not_write() -> None:
    assert namespace_of(Settings(namespace=""), "x") == "replay-x"
    assert namespace_of(Settings(namespace="eu"), "x") == "eu-replay-x"
    names = {topic.name for topic in topics_of("replay-x")}

    assert {"replay-x.alerts.ke", "replay-x.articles.enriched", "replay-x.articles.duplicates"} <= names
    assert not names & {"replay-x.pages.raw", "replay-x.desks.state"}
    assert names <= set(renamed("", "replay-x").values())
    assert renamed("eu", "eu-replay-x")["eu.alerts.zz"] == "eu-replay-x.alerts.zz"
