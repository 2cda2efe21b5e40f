"""The stories that were written last, so that they need not be read again."""

from collections import OrderedDict

from streams.domain.dedupe.story import Story


class RecentStories:
    """Stories by their state entries, the latest only.

    An entry is known by its very object, which is held as long as its story is: no entry of another desk, and none
    that was read from the state, is taken for it. So it makes no difference to what a desk says, only to how soon.

    Args:
        most: stories that are held, a few kilobytes each.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[int, tuple[bytes, Story]] = OrderedDict()

    def keep(self, entry: bytes, story: Story) -> None:
        """Hold a story, which must not be changed from now on.

        Args:
            entry: what :meth:`Story.encode` made of it.
            story: equal to what :meth:`Story.decode` would make of the entry.
        """
        self._held[id(entry)] = entry, story
        if len(self._held) > self._most:
            self._held.popitem(last=False)

    def drop(self, entry: bytes) -> None:
        """Let the story of an entry go, if it is held."""
        self._held.pop(id(entry), None)

    def get(self, entry: bytes) -> Story | None:
        """Return a copy of the story of an entry, if it is held."""
        found = self._held.get(id(entry))
        return found[1].copy() if found else None
