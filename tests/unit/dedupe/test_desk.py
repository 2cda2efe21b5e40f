"""What a desk decides, and that it decides the same after a restart."""

import random
from datetime import timedelta

import pytest

from schemas.alert import Alert
from schemas.enriched import EventTime
from streams.domain import ids
from streams.domain.dedupe import Desk, DeskRules, likeness, memory
from tests.unit.dedupe.make import QUAKE, START, STRIKE, Kept, prose, record, said, toll


def test_the_first_article_of_an_event_is_an_alert_and_a_copy_of_it_is_none() -> None:
    desk = Kept()
    first = desk.take(record(QUAKE, page="a", title="Quake in Varzab", url="https://one.example/a"))
    copy = desk.take(record(QUAKE, page="b", title="Quake in Varzab", url="https://two.example/b", hours=1))

    assert said(first) == "new"
    assert first.alert is not None
    assert (first.alert.type, first.alert.version, first.alert.headline) == ("Alert", 1, "Quake in Varzab")
    assert first.alert.alert_id == ids.alert_id(first.alert.story.story_id, "TJ")
    assert said(copy) == "exact"
    assert copy.alert is None
    assert copy.decision is not None
    assert copy.decision.matched == record(QUAKE, page="a", title="Quake in Varzab").article.article_id
    assert (copy.decision.method, copy.decision.score) == ("text-hash", 1.0)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (QUAKE.upper(), "exact"),
        ("By Alma Writer. " + QUAKE + " (Reporting by Alma Writer)", "near"),
        (" ".join(QUAKE.split()[:40]), "truncated"),
        (QUAKE + prose(7), "truncated"),
        (prose(8, 90) + " " + QUAKE + prose(9, 120), "truncated"),
    ],
)
def test_a_copy_is_found_in_every_form(text: str, verdict: str) -> None:
    desk = Kept()
    desk.take(record(QUAKE, page="a"))
    desk.take(record(STRIKE, page="b"))

    assert said(desk.take(record(text, page="c", hours=2))) == verdict


def test_a_text_that_differs_in_one_ordinal_is_no_copy_and_another_story() -> None:
    text = prose(1, 200) + " The council adopted its 12th package of measures. " + prose(2, 60)
    desk = Kept()
    first = desk.take(record(text, page="a"))
    second = desk.take(record(text.replace("12th", "13th"), page="b", hours=1))

    assert said(second) == "new"
    assert first.decision is not None
    assert second.decision is not None
    assert first.decision.story_id != second.decision.story_id


def test_texts_of_one_template_with_other_names_or_numbers_are_no_copies() -> None:
    form = prose(3, 120) + " The bank of {} paid {} and {} and {} to {} and {} in {}. " + prose(4, 60)
    desk = Kept()
    desk.take(record(form.format("Lorvik", 12, 345, 678, "Aasland", "Berg", "Dahl"), page="a"))

    numbers = desk.take(record(form.format("Lorvik", 91, 222, 777, "Aasland", "Berg", "Dahl"), page="b"))
    names = desk.take(record(form.format("Takob", 12, 345, 678, "Sobirov", "Karimov", "Romit"), page="c"))
    assert said(numbers) not in {"exact", "near", "truncated"}
    assert said(names) not in {"exact", "near", "truncated"}


def test_the_same_event_in_other_words_joins_its_story_silently() -> None:
    desk = Kept()
    first = desk.take(record(QUAKE, page="a", title="Quake in Varzab", url="https://one.example/a"))
    told = (
        "Rescuers in Varzab searched collapsed mud-brick houses in Takob after the earthquake on Monday. The emergency "
        "ministry said landslides blocked the Romit valley road, and helicopters brought tents and generators to Takob."
    )
    second = desk.take(record(told, page="b", url="https://one.example/b", hours=3))

    assert said(second) == "same"
    assert second.alert is None
    assert first.decision is not None
    assert second.decision is not None
    assert second.decision.story_id == first.decision.story_id
    assert second.decision.method == "terms"


def test_a_repeat_of_page_position_and_article_changes_nothing_and_gives_no_decision() -> None:
    desk = Kept()
    item = record(QUAKE, page="a", position=(2, 77))
    desk.take(item)
    before = dict(desk.entries)
    repeat = desk.take(item)
    desk.take(record(QUAKE, page="b", position=(2, 78)))
    copy_again = desk.take(record(QUAKE, page="b", position=(2, 78)))

    assert repeat.decision is None
    assert desk.written[1] == 0
    assert before.items() <= desk.entries.items() or desk.written[1] == 0
    assert copy_again.decision is None


def test_offline_the_same_page_twice_is_an_exact_copy() -> None:
    desk = Kept()
    item = record(QUAKE, page="a", hours=None)
    desk.take(item)

    assert said(desk.take(item)) == "exact"


def test_deciding_twice_gives_the_same_and_changes_nothing() -> None:
    desk = Kept()
    desk.take(record(QUAKE, page="a"))
    item = record(STRIKE, page="b")
    once, twice = desk.desk.decide(item), desk.desk.decide(item)

    assert once.decision == twice.decision
    assert once.alert == twice.alert


def a_day(seed: int) -> list[tuple[str, float]]:
    """Return texts and hours of a busy day: events, copies, teasers, edits, out of order."""
    rng = random.Random(seed)
    events = [QUAKE, STRIKE, *(prose(100 + number, rng.randint(60, 700)) for number in range(25))]
    found: list[tuple[str, float]] = []
    for _ in range(240):
        words = rng.choice(events).split()
        kind = rng.random()
        if kind < 0.3:
            words = words[: max(len(words) // rng.randint(2, 5), 12)]
        elif kind < 0.6:
            for _ in range(len(words) // 12):
                words[rng.randrange(len(words))] = rng.choice(["amber", "falcon", "quiver"])
        found.append((" ".join(words), rng.uniform(0, 24 * 50)))
    return found


@pytest.mark.parametrize("expire", [True, False])
def test_a_restored_desk_decides_the_same_bytes_as_the_one_that_never_stopped(expire: bool) -> None:
    desk = Kept(rules=DeskRules(copy_window=timedelta(days=2), story_window=timedelta(days=6), expire=expire))
    messages = 0
    for number, (text, hours) in enumerate(sorted(a_day(5), key=lambda each: each[1] // 200)):
        item = record(
            text, page=f"p{number}", hours=hours, position=(0, number),
            url=f"https://site{number % 7}.example/{number}", quantities=[toll("killed", number % 5)],
            severity="Severe" if number % 3 else "Minor",
        )  # fmt: skip
        if number % 20 == 0:
            restored = desk.restored()
        other = restored.decide(item)
        mine = desk.take(item)
        assert mine.decision == other.decision
        assert mine.alert == other.alert
        assert mine.row is not None
        assert other.row is not None
        assert mine.row.encode() == other.row.encode()
        restored.apply(other)
        messages += mine.alert is not None
    assert messages > 20
    assert max(map(len, desk.entries.values())) < 64 * 1024


def test_a_desk_of_many_rows_decides_as_one_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = a_day(6)
    few, many = Kept(), Kept()
    for number, (text, hours) in enumerate(texts):
        item = record(text, page=f"p{number}", hours=hours / 50, quantities=[toll("killed", number % 5)])
        monkeypatch.setattr(likeness, "FEW_ROWS", 1 << 12)
        one = few.take(item)
        monkeypatch.setattr(likeness, "FEW_ROWS", 0)
        other = many.take(item)
        assert (one.decision, one.alert, one.merged) == (other.decision, other.alert, other.merged)
    assert few.entries == many.entries


def test_what_is_old_is_forgotten_and_its_entries_are_deleted() -> None:
    desk = Kept()
    desk.take(record(QUAKE, page="old", hours=0))
    for number in range(600):
        desk.take(record(prose(1000 + number, 60), page=f"p{number}", hours=24 * 40 + number / 60))

    assert said(desk.take(record(QUAKE, page="again", hours=24 * 40 + 11))) == "new"
    assert "a/00000000" not in desk.entries
    assert "s/00000000" not in desk.entries
    assert said(desk.take(record(prose(1000, 60), page="b", hours=24 * 40 + 12))) == "exact"
    late = desk.restored().decide(record(prose(1001, 60), page="c", hours=24 * 40 + 12))
    assert said(late) == "exact"


def test_a_story_that_is_forgotten_in_several_sweeps_leaves_a_desk_that_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "SWEEP", 8)
    monkeypatch.setattr(memory, "MOST_SWEPT", 50)
    desk = Kept()
    for number in range(200):
        desk.take(record(QUAKE, page="a", position=(0, number)))
    for number in range(120):
        later = record(prose(number, 30), page=f"p{number}", hours=24 * 60 + number / 60, position=(1, number))
        assert said(desk.take(later)) == "new"
        assert desk.restored().decide(later).decision is None

    assert len([part for part in desk.entries if part.startswith("a/")]) == 120


def test_a_forgotten_story_whose_founder_has_no_place_any_more_is_found_by_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "SWEEP", 8)
    desk = Kept()
    long_ago, lately, now = 0, 24 * 25, 24 * 40

    def others(first: int, count: int, hours: float) -> None:
        for seed in range(first, first + count):
            desk.take(record(prose(seed, words=30), page=f"p{seed}", hours=hours))

    desk.take(record(QUAKE, page="founder", hours=long_ago))
    others(1000, 79, long_ago)
    desk.take(record(STRIKE, page="alive", hours=long_ago))
    others(1100, 20, long_ago)
    assert said(desk.take(record(QUAKE + "It was still dark.", page="member", hours=long_ago))) == "near"
    for first, hours in ((1200, lately), (1300, now)):
        desk.take(record(STRIKE + f"Day {hours // 24}.", page=f"alive-{hours}", hours=hours))
        others(first, 24, hours)
    assert "a/00000000" not in desk.entries
    assert "a/00000065" not in desk.entries
    assert "a/00000050" in desk.entries
    again = record(QUAKE, page="again", hours=now)
    assert said(desk.take(again)) == "new"


def test_one_time_far_in_the_future_does_not_make_a_desk_forget() -> None:
    desk = Kept()
    desk.take(record(QUAKE, page="a", hours=0))
    desk.take(record(STRIKE, page="b", hours=24 * 365 * 80))
    desk.take(record(prose(5), page="c", hours=-24 * 365 * 56))

    assert said(desk.take(record(QUAKE, page="d", hours=1))) == "exact"


def test_more_rows_than_the_bound_let_the_quietest_stories_go() -> None:
    desk = Kept(rules=DeskRules(most_rows=300))
    desk.take(record(QUAKE, page="a", hours=0))
    for number in range(700):
        desk.take(record(prose(2000 + number, 40), page=f"p{number}", hours=1 + number / 600))

    assert said(desk.take(record(QUAKE, page="b", hours=3))) == "new"
    assert len(desk.entries) < 2 * (300 + 256 + 1) + 3
    assert said(desk.restored().decide(record(prose(2699, 40), page="c", hours=3))) == "exact"


def test_a_toll_that_rises_is_an_update_with_old_and_new_value() -> None:
    desk = Kept()
    desk.take(record(QUAKE + "Nine died.", page="a", quantities=[toll("killed", 9)], url="https://one.example/1"))
    more = QUAKE.replace("dozens of", "scores of") + "The dead now number twelve, said the ministry in Varzab."
    update = desk.take(
        record(more, page="b", hours=2, quantities=[toll("killed", 12, rises=True)], url="https://one.example/2")
    )

    assert update.alert is not None
    assert (update.alert.type, update.alert.version) == ("Update", 2)
    assert update.alert.change is not None
    assert update.alert.change.reasons == ("toll_up",)
    (field,) = update.alert.change.fields
    assert (field.field, field.old, field.new) == ("quantities.killed", 9, 12)
    assert [quantity.high for quantity in update.alert.quantities] == [12]


def test_a_lower_toll_counts_only_as_a_correction() -> None:
    base = record(QUAKE, page="a", quantities=[toll("killed", 12)], url="https://one.example/1")
    desk = Kept()
    desk.take(base)
    lower = "Rescuers in Varzab and Takob counted eight dead after the earthquake, the ministry said. " + QUAKE[200:420]
    assert (
        desk.take(record(lower, page="b", hours=1, url="https://one.example/2", quantities=[toll("killed", 8)])).alert
        is None
    )

    corrected = (
        "The emergency ministry corrected the Varzab earthquake toll on Monday. Takob lost ten, not twelve, it said."
    )
    update = desk.take(
        record(corrected, page="c", hours=2, url="https://one.example/3", quantities=[toll("killed", 10)])
    )
    assert update.alert is not None
    assert update.alert.change is not None
    assert update.alert.change.reasons == ("toll_corrected",)


def test_a_second_independent_origin_confirms_once_and_reprints_of_a_wire_do_not() -> None:
    told = [
        (
            "Rescuers in Varzab searched collapsed mud-brick houses in Takob after the earthquake, the "
            "emergency ministry said."
        ),
        (
            "Landslides blocked the Romit valley after an earthquake in Varzab, and the clinic of "
            "Takob collapsed, officials said."
        ),
        (
            "Helicopters brought tents and generators to Takob and the Romit valley after the "
            "earthquake in Varzab on Monday."
        ),
    ]
    desk = Kept()
    desk.take(record(QUAKE, page="a", url="https://one.example/a", credit=("Reuters",)))
    reprint = desk.take(
        record(QUAKE + "(Reuters)", page="b", url="https://two.example/b", hours=1, credit=("Reuters",))
    )
    same_wire = desk.take(record(told[0], page="c", url="https://three.example/c", hours=1, credit=("Reuters",)))
    second = desk.take(record(told[1], page="d", url="https://four.example/d", hours=2))
    third = desk.take(record(told[2], page="e", url="https://five.example/e", hours=2))

    assert reprint.alert is None
    assert same_wire.alert is None
    assert second.alert is not None
    assert second.alert.change is not None
    assert second.alert.change.reasons == ("confirmed",)
    assert second.alert.story.model_dump() | {"story_id": ""} == {
        "story_id": "", "articles": 4, "texts": 4, "publishers": 4, "origins": 2,
    }  # fmt: skip
    assert third.alert is None


def test_an_edited_reprint_after_more_than_a_week_confirms_nothing_and_another_telling_does() -> None:
    desk, days = Kept(), 24
    desk.take(record(QUAKE, page="a", url="https://one.example/a"))
    reprint = desk.take(record(f"From our files. {QUAKE} Ends.", page="b", url="https://two.example/b", hours=9 * days))
    text = (
        "Landslides blocked the Romit valley after an earthquake in Varzab, and the clinic of Takob collapsed, "
        "officials said."
    )
    telling = desk.take(record(text, page="c", url="https://three.example/c", hours=9 * days))

    assert said(reprint) == "same"
    assert said(telling) == "update"
    assert telling.alert is not None
    assert telling.alert.story.origins == 2
    assert telling.alert.story.publishers == 3


def test_a_source_that_retracts_cancels_and_says_so_once() -> None:
    desk = Kept()
    desk.take(record(QUAKE, page="a", url="https://one.example/a", quantities=[toll("killed", 9)]))
    text = "One Example withdraws its report of an earthquake in Varzab. " + QUAKE[:200]
    cancel = desk.take(record(text, page="b", url="https://one.example/b", hours=1, retracts=True))
    again = desk.take(record(text + "Sorry.", page="c", url="https://one.example/c", hours=2, retracts=True))
    copy = desk.take(record(QUAKE + "By us.", page="d", url="https://one.example/d", hours=3))

    assert cancel.alert is not None
    assert cancel.alert.type == "Cancel"
    assert cancel.alert.change is not None
    assert cancel.alert.change.reasons == ("retracted",)
    assert again.alert is None
    assert copy.alert is None


def test_a_report_from_before_a_correction_changes_nothing_when_it_comes_after() -> None:
    desk, words = Kept(), "The ministry corrected the toll to nineteen. "
    desk.take(record(QUAKE, page="a", quantities=[toll("killed", 9)]))
    corrected = desk.take(record(words + QUAKE, page="c", hours=6, quantities=[toll("killed", 19)]))
    late = desk.take(record(QUAKE[:300] + "Rescuers dug on.", page="b", hours=3, quantities=[toll("killed", 21)]))

    assert corrected.alert is not None
    assert late.alert is None


def test_after_a_cancel_another_origin_tells_readers_again() -> None:
    desk = Kept()
    desk.take(record(QUAKE, page="a", url="https://one.example/a"))
    text = "One Example withdraws its report of an earthquake in Varzab. " + QUAKE[:200]
    desk.take(record(text, page="b", url="https://one.example/b", hours=1, retracts=True))
    told = (
        "Rescuers in Varzab searched collapsed mud-brick houses in Takob after the earthquake, the "
        "emergency ministry said."
    )
    back = desk.take(record(told, page="c", url="https://two.example/c", hours=2))

    assert back.alert is not None
    assert back.alert.type == "Update"
    assert back.alert.change is not None
    assert back.alert.change.reasons == ("confirmed",)


def test_one_source_can_not_cancel_what_two_have_said() -> None:
    desk = Kept()
    desk.take(record(QUAKE, page="a", url="https://one.example/a"))
    told = (
        "Rescuers in Varzab searched collapsed mud-brick houses in Takob after the earthquake, the "
        "emergency ministry said."
    )
    desk.take(record(told, page="b", url="https://two.example/b", hours=1))
    text = "One Example withdraws its report of an earthquake in Varzab. " + QUAKE[:200]

    assert desk.take(record(text, page="c", url="https://one.example/c", hours=2, retracts=True)).alert is None


def test_a_withdrawal_of_what_nobody_was_told_is_no_alert() -> None:
    outcome = Kept().take(record(STRIKE, page="a", retracts=True))

    assert said(outcome) == "same"
    assert outcome.alert is None


def test_an_event_that_was_long_over_is_no_alert() -> None:
    old = EventTime(value="2019-02-26", precision="day")
    desk = Kept()
    outcome = desk.take(record(QUAKE, page="a", event_time=old, urgency="Past"))

    assert said(outcome) == "same"
    assert outcome.decision is not None
    assert outcome.decision.method == "old-news"
    assert desk.take(record(QUAKE + "More.", page="b", hours=1, quantities=[toll("killed", 5)])).alert is None
    told = "Rescuers in Varzab searched collapsed mud-brick houses in Takob after the earthquake, the ministry said."
    news = desk.take(record(told, page="c", hours=2))
    assert said(news) == "new"
    assert news.alert is not None
    assert (news.alert.type, news.alert.version, news.alert.change) == ("Alert", 1, None)


def test_an_old_text_with_a_new_date_is_recognised() -> None:
    desk = Kept()
    desk.take(record(QUAKE, page="a", hours=0))
    again = desk.take(record(QUAKE, page="b", hours=24 * 20))

    assert said(again) == "exact"
    assert again.decision is not None
    assert again.decision.method == "old-news"
    assert again.alert is None


def test_the_longest_complete_text_is_master_whatever_came_first() -> None:
    short, long = QUAKE[:230], QUAKE + prose(11, 80)
    quantities = [toll("killed", 3)]
    both: list[Alert] = []
    for texts in ((short, long), (long, short)):
        desk = Kept()
        for text in texts:
            desk.take(record(text, page=text[:5] + str(len(text)), title="Whole" if text == long else "Part", hours=0))
        told = (
            "Rescuers in Varzab searched mud-brick houses in Takob after the earthquake, and the "
            "ministry spoke of three dead."
        )
        last = desk.take(record(told, page="z", hours=1, quantities=quantities, url="https://one.example/z"))
        assert last.alert is not None
        both.append(last.alert)

    assert both[0].headline == both[1].headline == "Whole"
    assert {source.relation for source in both[0].sources} == {"master", "truncated", "same event"}


def test_the_headline_is_no_older_than_the_number_of_dead() -> None:
    first = record(QUAKE + prose(12, 80), page="a", title="Quake kills three", quantities=[toll("killed", 3)])
    later = record(QUAKE, page="b", title="Quake toll at nine", hours=5, quantities=[toll("killed", 9)])
    other = record(
        "Rescuers in Varzab searched mud-brick houses in Takob after the earthquake.",
        page="c", title="Rescuers search",
        hours=6, quantities=[toll("killed", 9)], url="https://two.example/c",
    )  # fmt: skip
    desk = Kept()
    desk.take(first)
    update = desk.take(later).alert
    confirmed = desk.take(other).alert
    assert update is not None
    assert (update.headline, update.sources[0].title) == ("Quake toll at nine", "Quake kills three")
    assert confirmed is not None
    assert confirmed.headline == "Quake toll at nine"


def test_a_new_version_under_the_same_link_joins_its_story() -> None:
    desk = Kept()
    first = desk.take(record(QUAKE, page="a", url="https://one.example/live"))
    text = (
        "Varzab counts its losses after the earthquake: schools stay shut, and engineers inspect "
        "the dam above the town."
    )
    second = desk.take(record(text, page="b", url="https://one.example/live", hours=5))

    assert first.decision is not None
    assert second.decision is not None
    assert second.decision.story_id == first.decision.story_id


def test_stories_that_turn_out_to_be_one_are_merged_and_say_so() -> None:
    half, rest = prose(21, 240, 20), prose(22, 240, 20)
    desk = Kept()
    one = desk.take(record(half, page="a"))
    other = desk.take(record(rest, page="b", hours=1))
    bridge = desk.take(record(alternating(half, rest), page="c", hours=2))

    assert said(one) == said(other) == "new"
    assert bridge.alert is not None
    assert bridge.alert.change is not None
    assert bridge.alert.change.reasons == ("merged",)
    (field,) = bridge.alert.change.fields
    assert one.alert is not None
    assert other.alert is not None
    assert field.old == [other.alert.alert_id]
    assert bridge.alert.alert_id == one.alert.alert_id
    assert bridge.alert.story.articles == 3
    copy = desk.restored().decide(record(rest, page="d", hours=3))
    assert copy.decision is not None
    assert copy.decision.story_id == one.alert.story.story_id


def test_an_article_without_a_time_merges_no_stories() -> None:
    half, rest = prose(21, 240, 20), prose(22, 240, 20)
    desk = Kept()
    founded = {desk.take(record(text, page=text[:9], hours=None)).number for text in (half, rest)}
    bridge = desk.take(record(alternating(half, rest), page="c", hours=None))

    assert bridge.decision is not None
    assert bridge.decision.method == "terms"
    assert bridge.number in founded
    assert bridge.merged == ()


def alternating(one: str, two: str) -> str:
    """Return every other word of two texts, in turn."""
    return " ".join(word for pair in zip(one.split()[::2], two.split()[::2], strict=True) for word in pair)


def test_boilerplate_makes_no_copies() -> None:
    footer = prose(31, 75)
    desk = Kept()
    verdicts = [said(desk.take(record(prose(40 + n, 100) + " " + footer, page=f"p{n}", hours=n))) for n in range(12)]

    assert verdicts == ["new"] * 12


def test_desk_zz_has_no_country_and_no_role() -> None:
    outcome = Kept("ZZ").take(record(QUAKE, country="ZZ"))

    assert outcome.alert is not None
    assert (outcome.alert.country_name, outcome.alert.role, outcome.alert.score) == ("no country", None, 0.0)


def test_every_alert_fits_its_schema() -> None:
    desk = Kept()
    for number, (text, hours) in enumerate(a_day(6)[:80]):
        outcome = desk.take(
            record(text, page=f"p{number}", hours=hours % 48, position=(1, number),
                   url=f"https://s{number}.example/x", quantities=[toll("killed", number)], others=[("AF", "actor")],
                   bullets=("A point.",) if number % 2 else ())
        )  # fmt: skip
        if outcome.alert is not None:
            assert Alert.decode(outcome.alert.encode()) == outcome.alert
            assert outcome.alert.sources[0].relation == "master"


class TestBounds:
    @pytest.mark.slow
    def test_the_same_page_ten_thousand_times(self) -> None:
        desk = Kept()
        desk.take(record(QUAKE, page="a", position=(0, 0)))
        item = record(QUAKE, page="a", position=(0, 1))
        for number in range(1, 10_000):
            moved = item.model_copy(update={"page": item.page.model_copy(update={"position": (0, number)})})
            assert said(desk.take(moved)) == "exact"
        assert max(desk.written) < 8 * 1024
        assert desk.desk.nbytes < 10_000 * 400

    @pytest.mark.parametrize("words", [1, 5, 200_000])
    def test_texts_of_any_length(self, words: int) -> None:
        desk = Kept()
        text = prose(51, words)
        assert said(desk.take(record(text, page="a"))) == "new"
        assert said(desk.take(record(text, page="b"))) == "exact"
        assert max(map(len, desk.entries.values())) < 16 * 1024

    @pytest.mark.slow
    @pytest.mark.timeout(900)
    def test_a_story_of_five_thousand_articles(self) -> None:
        desk = Kept()
        rng = random.Random(1)
        words = prose(61, 200).split()
        stories = set()
        for number in range(5_000):
            edited = words.copy()
            for _ in range(8):
                edited[rng.randrange(len(edited))] = f"w{rng.randrange(400)}"
            outcome = desk.take(
                record(" ".join(edited), page=f"p{number}", hours=number / 60, url=f"https://s{number}.example")
            )
            assert outcome.decision is not None
            stories.add(outcome.decision.story_id)
        assert len(stories) == 1
        assert max(desk.written) < 8 * 1024
        last = desk.take(record(QUAKE + " ".join(words), page="z", hours=84, quantities=[toll("killed", 2)]))
        assert last.story is not None
        assert (last.story.articles, last.story.publisher_count) == (5_001, 5_001)

    def test_times_of_1970_and_of_the_far_future(self) -> None:
        desk = Kept()
        for number in range(40):
            hours = -24 * 365 * 56 if number % 2 else 24 * 365 * 100
            assert said(desk.take(record(prose(70 + number, 80), page=f"p{number}", hours=hours))) == "new"
        assert said(desk.take(record(QUAKE, page="x", hours=0))) == "new"


def test_a_desk_keeps_its_country() -> None:
    assert Desk("TJ", DeskRules()).country == "TJ"
    assert START.tzinfo is not None
