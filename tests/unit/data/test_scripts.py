"""English in other letters keeps the shape that lines of those scripts have."""

import re

import pytest

from streams.data.split.scripts import SCRIPTS, rewritten

LINE = "PARIS (AFP) - The minister spoke on Monday, and 41 people heard her. Was it enough?"


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_latin_letter_is_left_and_every_number_is(script: str) -> None:
    said = rewritten(LINE, script)

    assert not re.search("[A-Za-z]", said)
    assert "41" in said


@pytest.mark.parametrize("script", ["cyrillic", "greek"])
def test_scripts_with_capitals_keep_them(script: str) -> None:
    assert [word.isupper() for word in rewritten(LINE, script).split()] == [word.isupper() for word in LINE.split()]


def test_han_has_no_spaces_between_words() -> None:
    assert " " not in rewritten("The minister spoke on Monday, and left.", "han")


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_address_stays(script: str) -> None:
    assert rewritten("https://post.example/a1", script) == "https://post.example/a1"
