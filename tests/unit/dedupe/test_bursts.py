"""Records of one event that come within minutes: their order does not matter, and readers are not shouted at."""

import itertools
import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.enriched import EnrichedArticle
from schemas.page import PageRef
from streams.domain.dedupe import Outcome
from tests.unit.dedupe.make import Kept, prose, record, said, toll

OWN = prose(3, 400, 24).split()
"""Words of one event."""
OTHER = prose(4, 400, 24).split()
"""Words of another one."""


def told_anew(words: list[str], seed: int, length: int = 90) -> str:
    """Return a text of some words in an order of its own: the same event in other words, and no copy."""
    return " ".join(random.Random(seed).choices(words, k=length))


def burst(seed: int) -> list[EnrichedArticle]:
    """Return texts of two events, among them a cut copy and a teaser."""
    own = [told_anew(OWN, seed + n) for n in range(4)]
    other = [told_anew(OTHER, seed + 100 + n) for n in range(3)]
    texts = [*own, *other, " ".join(own[0].split()[:45]), own[1] + " Read more."]
    return [record(text, page=f"p{n}", hours=n / 60) for n, text in enumerate(texts)]


def stories(records: list[EnrichedArticle]) -> frozenset[frozenset[str]]:
    """Return the stories that a desk makes of records, as sets of pages."""
    desk = Kept()
    found: dict[int, set[str]] = defaultdict(set)
    for each in records:
        outcome = desk.take(each)
        for loser in outcome.merged:
            found[outcome.number] |= found.pop(loser)
        found[outcome.number].add(each.page.id)
    return frozenset(map(frozenset, found.values()))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 40), order=st.permutations(range(9)))
def test_the_order_within_a_burst_makes_no_other_stories(seed: int, order: list[int]) -> None:
    records = burst(1000 * seed)

    assert stories([records[n] for n in order]) == stories(records)


def test_a_rolling_subject_does_not_swallow_a_story_as_large_as_its_own() -> None:
    desk = Kept()
    for number, words in itertools.product(range(3), (OWN, OTHER)):
        desk.take(record(told_anew(words, 10 * number + len(words[0])), page=f"{words[0]}-{number}"))
    both = desk.take(record(told_anew(OWN[:200] + OTHER[:200], 77, 160), page="both"))

    assert both.merged == ()
    assert both.decision is not None
    assert both.decision.method == "terms"


def test_the_larger_of_two_stories_goes_on_when_they_are_one() -> None:
    desk = Kept()
    small = desk.take(record(told_anew(OTHER, 1), page="small"))
    large = [desk.take(record(told_anew(OWN, n), page=f"large-{n}")) for n in range(4)]
    both = desk.take(record(told_anew(OWN[:200] + OTHER[:200], 77, 160), page="both"))

    assert both.alert is not None
    assert both.alert.change is not None
    assert both.alert.change.reasons == ("merged",)
    assert large[0].alert is not None
    assert small.alert is not None
    assert both.alert.alert_id == large[0].alert.alert_id
    assert both.alert.change.fields[0].old == [small.alert.alert_id]


def rising(desk: Kept, minute: float, killed: float, **more: object) -> Outcome:
    """Let a desk read a text of the event that says how many were killed."""
    text = told_anew(OWN, int(1000 * minute) + int(killed))
    return desk.take(record(text, page=f"m{minute}", hours=minute / 60, quantities=[toll("killed", killed)], **more))  # type: ignore[arg-type]


def test_small_steps_of_a_burst_are_told_when_they_add_up() -> None:
    desk = Kept()
    verdicts = [said(rising(desk, minute, killed)) for minute, killed in ((0, 9), (4, 12), (6, 13), (8, 14))]
    summed = rising(desk, 9, 16)

    assert verdicts == ["new", "update", "same", "same"]
    assert summed.alert is not None
    assert summed.alert.change is not None
    assert [(field.old, field.new) for field in summed.alert.change.fields] == [(12, 16)]


def test_what_waited_is_told_with_the_next_record_after_the_burst_even_a_copy() -> None:
    desk = Kept()
    for minute, killed in ((0, 9), (4, 12), (6, 13)):
        rising(desk, minute, killed)
    text = told_anew(OWN, 6000 + 13)
    copy = desk.take(record(text, page="copy", hours=20 / 60, quantities=[toll("killed", 13)]))
    again = desk.take(record(text, page="again", hours=21 / 60, quantities=[toll("killed", 13)]))

    assert said(copy) == "exact"
    assert copy.alert is not None
    assert copy.alert.change is not None
    assert [(field.old, field.new) for field in copy.alert.change.fields] == [(12, 13)]
    assert again.alert is None


def test_a_single_small_step_is_told_at_once() -> None:
    desk = Kept()

    assert [said(rising(desk, minute, killed)) for minute, killed in ((0, 9), (4, 10))] == ["new", "update"]


@pytest.mark.parametrize("more", [{"severity": "Severe"}, {"certainty": "Observed"}, {"role": "target"}])
def test_nothing_but_small_steps_is_ever_held_back(more: dict[str, object]) -> None:
    desk = Kept()
    for minute, killed in ((0, 9), (4, 12)):
        rising(desk, minute, killed, role="actor")
    first = rising(desk, 6, 13, **{"role": "actor", **more})

    assert first.alert is not None
    assert first.alert.change is not None
    assert set(first.alert.change.reasons) > {"toll_up"}


def test_a_correction_in_a_burst_is_told_at_once() -> None:
    desk = Kept()
    for minute, killed in ((0, 9), (4, 12), (6, 15)):
        rising(desk, minute, killed)
    words = "The ministry corrected the toll. " + told_anew(OWN, 9)
    fewer = desk.take(record(words, page="c", hours=7 / 60, quantities=[toll("killed", 11)]))

    assert fewer.alert is not None
    assert fewer.alert.change is not None
    assert fewer.alert.change.reasons == ("toll_corrected",)


def test_an_article_whose_country_changes_is_news_at_the_other_desk_and_a_version_at_its_own() -> None:
    link, desks = "https://s.example/a", {"TJ": Kept("TJ"), "KG": Kept("KG")}
    versions = [
        record(told_anew(OWN, n), page=f"v{n}", country=country, url=link, hours=n)
        for n, country in enumerate(("TJ", "KG", "TJ"))
    ]
    first, moved, back = (desks[each.country].take(each) for each in versions)

    assert [said(outcome) for outcome in (first, moved, back)] == ["new", "new", "same"]
    assert first.alert is not None
    assert moved.alert is not None
    assert first.alert.alert_id != moved.alert.alert_id
    assert back.decision is not None
    assert back.decision.matched == versions[0].article.article_id


@pytest.mark.parametrize("seed", range(3))
def test_a_restored_desk_merges_as_the_one_that_never_stopped(seed: int) -> None:
    desk = Kept()
    both = [told_anew(OWN[:200] + OTHER[:200], 77 + n, 160) for n in range(4)]
    rest = [told_anew(words, n) for n in range(1, 5) for words in (OWN, OTHER)] + both[1:]
    texts = [told_anew(OWN, 0), told_anew(OTHER, 0), both[0], *random.Random(seed).sample(rest, len(rest))]
    merged = 0
    for number, text in enumerate(texts):
        each = record(text, page=f"p{number}", hours=number / 60, quantities=[toll("killed", number)])
        restored, entries = desk.restored(), dict(desk.entries)
        outcome, other = desk.take(each), restored.decide(each)
        assert (other.decision, other.alert, other.merged) == (outcome.decision, outcome.alert, outcome.merged)
        for part, value in restored.apply(other).items():
            entries.pop(part, None) if value is None else entries.update({part: value})
        assert entries == desk.entries
        merged += len(outcome.merged)

    assert merged > 0


def test_a_source_that_retracts_what_another_also_said_is_heard_and_the_alert_stands() -> None:
    desk = Kept()
    for number, site in enumerate(("one", "two")):
        desk.take(record(told_anew(OWN, number), page=site, url=f"https://{site}.example/a", hours=number))
    retraction = record(told_anew(OWN, 5), page="c", url="https://one.example/c", hours=2, retracts=True)
    heard, again = desk.take(retraction), desk.take(retraction.model_copy(update={"page": PageRef(id="d")}))

    assert heard.alert is not None
    assert heard.alert.type == "Update"
    assert heard.alert.change is not None
    assert heard.alert.change.reasons == ("retracted",)
    assert again.alert is None
