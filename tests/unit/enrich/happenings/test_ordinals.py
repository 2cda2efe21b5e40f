import pytest

from tests.unit.enrich.happenings.texts import read


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A third victim of the shooting has died in hospital.", 3),
        ("She is the fifth person to die after the blast.", 5),
        ("Tuba player becomes third to die.", 3),
        ("A fourth worker was found dead on Friday.", 4),
        ("A second climber was killed by the avalanche.", 2),
    ],
)
def test_the_last_of_the_dead_tells_how_many_there_are(text: str, killed: int) -> None:
    (quantity,) = read(text).quantities
    assert (quantity.kind, quantity.low, quantity.high, quantity.rises) == ("killed", killed, killed, True)


@pytest.mark.parametrize(
    "text",
    [
        "He was the third president to die in office.",
        "He came third in a race to die for.",
        "The third soldier to die this month was buried.",
        "A second body was found under the rubble.",
        "In the third round a fan died of joy.",
        "A second man, whose brother died, was freed.",
    ],
)
def test_other_ordinals_tell_no_toll(text: str) -> None:
    assert not [quantity for quantity in read(text).quantities if quantity.rises]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nobody died in the blaze.", True),
        ("The hikers are safe; nobody killed, police said.", True),
        ("No one killed in the raid.", True),
        ("Nobody killed him.", False),
        ("Nobody knows who died.", False),
    ],
)
def test_nobody_is_counted_where_it_was_nobody_that_was_killed(text: str, told: bool) -> None:
    assert [quantity.low for quantity in read(text).quantities if quantity.kind == "killed"] == [0] * told
