"""Stories that are held instead of being read again: few, and never another one's."""

from streams.domain import ids
from streams.domain.dedupe.recent import RecentStories
from tests.unit.dedupe.make import QUAKE, Kept, record, toll


def test_only_the_latest_are_held_and_each_is_known_by_its_own_entry() -> None:
    recent = RecentStories(2)
    desk = Kept()
    story = desk.take(record(QUAKE, page="a")).story
    assert story is not None
    entries = [story.encode() for _ in range(3)]
    for entry in entries:
        recent.keep(entry, story)

    assert entries[0] == entries[1] == entries[2]
    assert [recent.get(entry) is None for entry in entries] == [True, False, False]
    assert recent.get(bytes(bytearray(entries[1]))) is None
    recent.drop(entries[1])
    assert recent.get(entries[1]) is None


def test_what_is_taken_out_can_be_changed_without_a_trace() -> None:
    recent = RecentStories(2)
    story = Kept().take(record(QUAKE, page="a", quantities=[toll("killed", 3)])).story
    assert story is not None
    entry = story.encode()
    recent.keep(entry, story)
    taken = recent.get(entry)
    assert taken is not None
    assert taken == story
    taken.articles, taken.version = 9, 9
    for listed in (taken.publishers, taken.origins, taken.sources, taken.sent):
        listed.clear()

    again = recent.get(entry)
    assert again is not None
    assert again.encode() == entry


def test_an_id_in_capitals_is_read_back_as_rows_write_it_whether_held_or_not() -> None:
    desk = Kept()
    first = record(QUAKE, page="a")
    article = first.article.model_copy(update={"article_id": "a_" + first.article.article_id[2:].upper()})
    desk.take(first.model_copy(update={"article": article}))
    later = record("Rescuers said: " + QUAKE + "The dead were buried.", page="b", quantities=[toll("killed", 9)])
    other = desk.restored().decide(later)
    mine = desk.take(later)

    assert mine.alert is not None
    assert mine.alert == other.alert
    assert mine.alert.story.story_id == ids.story_id(first.article.article_id)
