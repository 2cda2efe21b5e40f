"""A range of live's pages taken through the chain again, apart from live, and held against what live told.

Split and enrich are made anew from the pages; the desks are fed in the order that
stands in live's ``articles.enriched``. Records of pages outside the range are fed as
live has them, in their places and telling nothing, so that the desks know what
live's knew. By the same code and settings the alerts are then the same bytes, but for

* stories whose last article arrived more than ``DATELINE_STORY_WINDOW`` before the
  range, which the desks are not warmed with, and records that retention has taken;
* pages that live had not read to the end when the replay began (the report says how
  many records), and ranges with ``--no-warm-up``;
* a record that live rejected by chance and not for what it holds (no memory).

After a change of rules two things are told by convention, not by knowledge: where a
record stands that live lacks (:class:`streams.engine.LiveOrder`), and whether a later
version of a missing alert belongs to the range if pages on both sides of its bound
arrived in one millisecond.
"""

from streams.ops.replay.leftovers import Leftover, clean, namespace_of
from streams.ops.replay.report import Report
from streams.ops.replay.run import replay
from streams.ops.replay.span import Ask, read_offsets

__all__ = ["Ask", "Leftover", "Report", "clean", "namespace_of", "read_offsets", "replay"]
