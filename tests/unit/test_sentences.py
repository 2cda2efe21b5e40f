import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.sentences import sentences


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("A line\nand another", ["A line", "and another"]),
        ("It rained.\n!!!\n• It stopped.", ["It rained.", "!!!", "• It stopped."]),
        ("Gen. Hla met Mr. Doe. They left.", ["Gen. Hla met Mr. Doe.", "They left."]),
        ("J. Smith of the U.S. Army left.", ["J. Smith of the U.S. Army left."]),
        ("He lives in the U.S. The law is new.", ["He lives in the U.S.", "The law is new."]),
        ("It was 9 a.m. He left.", ["It was 9 a.m.", "He left."]),
        ("So did I. Then he left.", ["So did I.", "Then he left."]),
        ("It grew by 1.5 percent on Jan. 5. It fell in Jan. It rose.", [
            "It grew by 1.5 percent on Jan. 5.", "It fell in Jan.", "It rose."]),
        ("“We won.” He left. \"No!\" she said.", ["“We won.”", "He left.", "\"No!\" she said."]),
        ("He came … and went... Then what?! Nothing.", ["He came … and went...", "Then what?!", "Nothing."]),
        ("eBay fell. eBay rose.", ["eBay fell.", "eBay rose."]),
        ("He said: \"U.S. \"Go.\"", ["He said: \"U.S.", "\"Go.\""]),
        ("See www.example.org/a.b for more.", ["See www.example.org/a.b for more."]),
        ("他来了。他走了！", ["他来了。", "他走了！"]),
        ("वह आया। वह गया।", ["वह आया।", "वह गया।"]),
        ("وہ آیا۔ وہ گیا۔", ["وہ آیا۔", "وہ گیا۔"]),
        ("x. Y", ["x.", "Y"]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@given(st.text(st.sampled_from("aB .!?\n\"'”(.。U"), max_size=60))
def test_every_character_but_white_space_is_in_exactly_one(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert not any("\n" in text[start:end] for start, end in spans)


@pytest.mark.parametrize("piece", [".", '."', ". ", "U.S. ", "A.", "\n.", '." ', "(" * 50])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        started = time.process_time()
        sentences(text)
        return time.process_time() - started

    assert seconds(400_000) < 16 * max(seconds(100_000), 0.02)


@given(st.text(alphabet="aBI1.!?\n \"'()[],-", max_size=60))
def test_ascii_is_cut_as_any_other_text(text: str) -> None:
    assert sentences(text) == sentences(text.replace("a", "é"))
