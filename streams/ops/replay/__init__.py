"""A range of live's pages taken through the chain again, apart from live, and held against what live told."""

from streams.ops.replay.leftovers import Leftover, clean, namespace_of
from streams.ops.replay.report import Report
from streams.ops.replay.run import replay
from streams.ops.replay.span import Ask, read_offsets

__all__ = ["Ask", "Leftover", "Report", "clean", "namespace_of", "read_offsets", "replay"]
