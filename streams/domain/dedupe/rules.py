"""What an operator may change about desks, and numbers that are part of the state's format."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

FORMAT_VERSION: Final = 6
"""Of the entries of a desk's state; another version is rebuilt from the records."""


@dataclass(frozen=True, slots=True)
class DeskRules:
    """What an operator may change about desks."""

    copy_window: timedelta = timedelta(days=7)
    """How long after its publication a text is compared with new ones."""
    story_window: timedelta = timedelta(days=30)
    """How long after its last article a story can be joined."""
    expire: bool = True
    """Whether anything is ever forgotten because of its age."""
    most_rows: int = 400_000
    """Records kept; beyond, the stories that were quiet for longest go first."""
