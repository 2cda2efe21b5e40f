import pytest

from tests.unit.enrich.happenings.test_quantities import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Firemen brought 30 guests to safety.", ["rescued 30"]),
        ("Medics treated nine riders for cuts.", ["injured 9"]),
        ("It left 14 guards with burns.", ["injured 14"]),
        ("It left three guards dead and 14 with burns.", ["killed 3", "injured 14"]),
        ("The rebels put eleven men to the sword.", ["killed 11"]),
        ("The gang marched 40 pupils into the bush.", ["abducted 40"]),
        ("Police bundled six students into vans.", ["arrested 6"]),
        ("The flood drove 4,500 people from their homes.", ["displaced 4500"]),
        ("The lives of eleven men were lost.", ["killed 11"]),
        ("The law improved the lives of 400 families.", ["people 400"]),
        ("The blast led to the martyrdom of four guards.", ["killed 4"]),
        ("None of the 19 passengers survived.", ["killed 19"]),
        ("There were no survivors among the 48 people on board.", ["killed 48"]),
        ("Boats pulled seven survivors from the sea.", ["rescued 7"]),
        ("The search continues for 14 sailors.", ["missing 14"]),
        ("The search continues for 14 suspects.", ["people 14"]),
        ("Smash on the coast road claims 15", ["killed 15"]),
        ("The wreck claimed five lives.", ["killed 5"]),
    ],
)
def test_words_on_both_sides_say_what_a_number_counts(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A dozen and a half people died.", ["killed 18"]),
        ("Two score villagers perished.", ["killed 40"]),
        ("A score of passengers were hurt.", ["injured 20"]),
        ("Quake deaths now total 63.", ["killed 63"]),
        ("The death toll has passed 100.", ["killed 100"]),
        ("The city's dead have 15 graveyards.", []),
        ("The storm has taken 19 lives.", ["killed 19"]),
        ("Five more bodies were found, taking the count to 25.", ["killed 5", "killed 25"]),
        ("Nine more test positive, raising the tally to 58.", ["infected 9", "infected 58"]),
        ("Some 40 families, about 230 people, have been moved to a school.", ["people 40", "evacuated 230"]),
        ("At least twenty people, whole families among them, were cut down.", ["killed 20"]),
        ("Killed in the raid were seven members of one clan.", ["killed 7"]),
        ("Six demonstrators were shot dead.", ["killed 6"]),
        ("Thirteen of the 15 people who died were foreigners.", ["killed 15"]),
        ("One death and one case are on record.", ["killed 1", "infected 1"]),
    ],
)
def test_odd_ways_of_counting(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least twenty villagers were cut down at dawn.", ["killed 20"]),
        ("Gunmen cut down four farmers.", ["killed 4"]),
        ("Forty sailors were lost.", ["killed 40"]),
        ("Nine Malians were torn apart by the blast.", ["killed 9"]),
        ("Forty hedges were cut down at dawn.", []),
        ("Forty maps were lost.", []),
        ("The six sailors are free.", ["released 6"]),
        ("Six of the crew have not been seen since.", ["missing 6"]),
        ("Nine were hauled out alive after two days.", ["rescued 9"]),
        ("Of all the balls, forty were lost.", []),
        ("The climbers took 40 pictures off the ridge.", []),
        ("Entry for the 40 exhibits was free.", []),
    ],
)
def test_everyday_words_tell_it_of_persons_who_are_named(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, 44, was arrested on Monday.",
        "Tom Roe, 21, of Ohio, was killed on Tuesday.",
        "The driver, 42, from Kent, has been arrested.",
        "Mark Lake, of the 3200 block of Elm Street in Chicago, was arrested at the scene.",
        "She recalled the 2010 death of a trainer.",
    ],
)
def test_ages_addresses_and_years_are_no_tolls(text: str) -> None:
    assert said(text) == []
