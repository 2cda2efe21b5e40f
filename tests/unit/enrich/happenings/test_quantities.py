import pytest

from streams.domain.enrich.happenings import MOST
from tests.unit.enrich.happenings.texts import read


def said(text: str) -> list[str]:
    return [
        f"{q.kind} {q.low:g}"
        + (f"-{q.high:g}" if q.high != q.low else "")
        + (f" {q.unit}" if q.unit != "person" else "")
        for q in read(text).quantities
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed nine people and wounded 14.", ["killed 9", "injured 14"]),
        ("Nine people were killed and 14 wounded.", ["killed 9", "injured 14"]),
        ("Nine people were shot and killed.", ["killed 9"]),
        ("Three soldiers and two guards died.", ["killed 3", "killed 2"]),
        ("The mine killed three soldiers and two guards.", ["killed 3", "killed 2"]),
        ("It killed a nurse and her two sons.", ["killed 1", "killed 2"]),
        ("Eight gunmen killed a farmer.", ["people 8", "killed 1"]),
        ("A bomber killed himself and four guards.", ["killed 4"]),
        ("Five men (two of them elderly) were killed.", ["killed 5"]),
        ("Five men, including two pensioners, were killed.", ["killed 5"]),
        ("Five men, among them two pensioners, were killed.", ["killed 5"]),
        ("Two of the seven detainees were released.", ["released 2", "people 7"]),
        ("Seven of the wounded remain in hospital.", ["injured 7"]),
        ("The toll stood at 40.", ["killed 40"]),
        ("Mine blast toll up to 40.", ["killed 40"]),
        ("At least 12 were injured when police fired tear gas at 3,000 protesters.", ["injured 12", "protesting 3000"]),
        ("The number of injured, officials said, stood at 40.", ["injured 40"]),
        ("Hundreds gathered outside parliament to protest against the tax.", ["protesting 200-999"]),
        ("Hundreds gathered in the park for a concert.", ["people 200-999"]),
        ("About 3,000 mourners attended the funeral.", ["people 3000"]),
        ("Police broke up a protest. About 3,000 mourners attended a funeral.", ["people 3000"]),
        ("Police broke up a protest. About 3,000 people attended it.", ["protesting 3000"]),
        ("Mine blast toll tops 40.", ["killed 40"]),
        ("A mine blast killed nine, two weeks after 40 died at another pit.", ["killed 9"]),
        ("Three days after 40 miners were killed, a blast in another pit killed nine.", ["killed 9"]),
        ("A year after a blast killed 40, nobody has been charged.", ["killed 40"]),
        ("Two days after the blast killed 40, nine more died in hospital.", ["killed 40", "killed 9"]),
        ("The number of infected reached 40.", ["infected 40"]),
        ("Four people died, bringing the total to 21.", ["killed 4", "killed 21"]),
        ("Police arrested 54 protesters.", ["arrested 54"]),
        ("Dozens of miners are trapped.", ["trapped 24-99"]),
        ("The militia holds 20 people hostage.", ["abducted 20"]),
        ("It could kill 200 people.", ["people 200"]),
        ("The flood destroyed 300 houses and 20 cars.", ["destroyed 300 building", "destroyed 20 vehicle"]),
        ("Lightning killed 16 cows.", []),
        ("Frost destroyed 16 farmers.", []),
        ("Thousands of birds were killed.", []),
        ("No one has been arrested and nobody was hurt.", ["arrested 0", "injured 0"]),
        ("There were no reports of casualties.", ["casualties 0"]),
        ("No further casualties were reported.", []),
        ("No one said that it was dangerous.", []),
        ("He has no idea what will come of it all in the end, killed or not.", []),
        ("A man who saw it was unhurt.", []),
        ("She met an American breast surgeon who died in 2009.", []),
        ("Five teachers killed at the gate.", ["killed 5"]),
        ("Five gunmen killed at least two.", ["people 5", "killed 2"]),
        ("FIVE TEACHERS KILLED AT THE GATE", ["killed 5"]),
        ("FIVE TEACHERS KILLED MONDAY", ["killed 5"]),
        ("A man and a woman went home.", []),
        ("Police said a firefighter, asleep, was missing.", []),
        ("A guard was shot dead and another wounded.", ["killed 1", "injured 1"]),
        ("One officer was hurt and another is missing.", ["injured 1", "missing 1"]),
        ("Another clerk was arrested.", ["arrested 1"]),
        ("Another ferry left.", []),
        ("A baby is among nine dead.", ["killed 9"]),
        ("Two guards were taken to the Sacred Heart hospital.", ["injured 2"]),
        ("Eleven bodies were taken to a hospital.", ["killed 11"]),
        ("Nine pupils were taken to the museum.", ["people 9"]),
        ("Seven survivors remain in hospital.", ["injured 7"]),
        ("Another 22 people are reported missing.", ["missing 22"]),
        ("Four people were shot dead, police reported.", ["killed 4"]),
        ("Seventeen others had not been found by nightfall.", ["missing 17"]),
        ("Of the seven confirmed or suspected cases, three have died.", ["infected 7", "killed 3"]),
        ("The number of people with cholera has risen to 310.", ["infected 310"]),
        ("Officials counted 3 dead and 200 sick.", ["killed 3", "infected 200"]),
        ("Some 2,100 villagers were moved to a stadium.", ["evacuated 2100"]),
        ("About 400 residents of Elm and Ash hamlets were shifted to camps.", ["evacuated 400"]),
        ("Around 3,000 people have lost their homes.", ["displaced 3000"]),
        ("Three clerks were treated for smoke inhalation.", ["injured 3"]),
        ("Two sailors suffered serious burns.", ["injured 2"]),
        ("The attack raised to 14 the number of soldiers killed.", ["killed 14"]),
        ("The storm claimed at least 19 lives.", ["killed 19"]),
        ("The storm took the lives of 12 villagers.", ["killed 12"]),
        ("The team saved 19 lives.", ["rescued 19"]),
        ("Six members of one family were killed.", ["killed 6"]),
        ("Two suspects are in custody.", ["arrested 2"]),
        ("The quake left 12,000 people without shelter.", ["displaced 12000"]),
        ("Fourteen houses were burnt.", ["destroyed 14 building"]),
    ],
)
def test_counts_of_people(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs $5 million.", ["money 5e+06 USD"]),
        ("It costs US$5m and A$70.", ["money 5e+06 USD", "money 70 AUD"]),
        ("They paid 3 trillion won, then Rs 500 crore.", ["money 3e+12 KRW", "money 5e+09 INR"]),
        ("A lorry with 50 pounds of explosives.", []),
        ("They had seven won matches.", []),
        ("Up 8.1% and 3 percentage points.", ["percent 8.1 percent", "percent 3 percentage point"]),
        ("A magnitude 6.1 quake; a 7.2-magnitude one; 5.4 on the Richter scale.", [
            "magnitude 6.1 magnitude", "magnitude 7.2 magnitude", "magnitude 5.4 magnitude"]),
        ("A quake measuring 6.3 was felt.", ["magnitude 6.3 magnitude"]),
        ("Gusts of 140 km/h over 12 hectares.", ["speed 140 km/h", "area 12 ha"]),
        ("A wall 5m high and 98 000 tonnes.", ["length 5 m", "mass 98000 t"]),
        ("Some 5m people.", ["people 5e+06"]),
        ("Half a million people and a quarter of a million refugees.", ["people 500000", "people 250000"]),
        ("Between $5 billion and $7 billion.", ["money 5e+09-7e+09 USD"]),
        ("From 5 to 10 million euros.", ["money 5e+06-1e+07 EUR"]),
    ],
)  # fmt: skip
def test_measures_and_money(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "John Smith, 34, and a 12-year-old met at 9:30 on 9/11.",
        "Flight 370 and COVID-19, Article 5, the Group of 7.",
        "A 2-1 win after three days in 2019, in the 1990s.",
        "He met them on 3 May and on March 4.",
        "Three quarters of it and one-fifth.",
        "Version 1.2.3.4 and 12,34,56 and ١٢ men and 1.2,3.",
        "At 5 a.m. it was 12 degrees colder.",
        "See page 12 or #45.",
        "Of those, 6.4 died, and 6.4 dead is no number; 1,234.5 people.",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("at least 12 people died", 12, 12, "at least"),
        ("no fewer than 12 people died", 12, 12, "at least"),
        ("12 or more people died", 12, 12, "at least"),
        ("up to 12 people died", 12, 12, "up to"),
        ("as many as 12 people died", 12, 12, "up to"),
        ("more than 12 people died", 12, 12, "more than"),
        ("a total of more than 12 people died", 12, 12, "more than"),
        ("fewer than 12 people died", 12, 12, "less than"),
        ("around 12 people died", 12, 12, "about"),
        ("12 people died", 12, 12, "exactly"),
        ("10 to 12 people died", 10, 12, "exactly"),
        ("10-12 people died", 10, 12, "exactly"),
        ("10–12 people died", 10, 12, "exactly"),
        ("between 10 and 12 people died", 10, 12, "exactly"),
        ("ten or twelve people died", 10, 12, "exactly"),
        ("two dozen people died", 24, 24, "exactly"),
        ("a dozen people died", 12, 12, "exactly"),
        ("several dozen people died", 36, 108, "about"),
        ("a few people died", 3, 9, "about"),
        ("tens of thousands of people died", 20_000, 99_999, "about"),
        ("a couple of people died", 2, 2, "about"),
        ("two hundred and fifty-three people died", 253, 253, "exactly"),
        ("two million three thousand and one people died", 2_003_001, 2_003_001, "exactly"),
        ("1,234,567 people died", 1_234_567, 1_234_567, "exactly"),
        ("1.200.000 people died", 1_200_000, 1_200_000, "exactly"),
        ("2.5 million people died", 2_500_000, 2_500_000, "exactly"),
        ("2.5 lakh people died", 250_000, 250_000, "exactly"),
        ("at least dozens of people died", 24, 99, "at least"),
    ],
)
def test_bounds_and_hedges(text: str, low: float, high: float, qualifier: str) -> None:
    (quantity,) = read(f"Yesterday, {text}.").quantities
    assert (quantity.kind, quantity.low, quantity.high, quantity.qualifier) == ("killed", low, high, qualifier)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("A slide left dozens dead.", "The mayor put the number of dead at 23."), [(23, 23)]),
        (("The mayor counted 31 dead.", "A slide left dozens dead."), [(31, 31)]),
        (("A slide left hundreds dead.", "Rescuers found 12 dead."), [(200, 999), (12, 12)]),
        (("A slide left dozens dead.", "In 2015 a slide left 30 dead."), [(24, 99), (30, 30)]),
        (("A slide left dozens dead.", "It injured 30."), [(24, 99), (30, 30)]),
    ],
)
def test_an_exact_toll_stands_for_a_vague_one(sentences: tuple[str, ...], expected: list[tuple[int, int]]) -> None:
    assert [(q.low, q.high) for q in read(*sentences).quantities] == expected


@pytest.mark.parametrize(
    ("text", "rises"),
    [
        ("The death toll rose to 12.", True),
        ("The death toll climbed to at least 12.", True),
        ("The death toll is 12.", False),
        ("The death toll fell to 12.", False),
    ],
)
def test_an_update_is_told_from_a_first_count(text: str, rises: bool) -> None:
    (quantity,) = read(text).quantities
    assert (quantity.kind, quantity.low, quantity.rises) == ("killed", 12, rises)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("A clash left eight men dead on Tuesday.", False),
        ("In February 2019, at least 49 men were killed in an ambush.", True),
        ("Floods have killed 300 people in the past ten years.", True),
        ("It is the worst flood in the past ten years, with 300 people killed.", False),
        ("The toll of the collapse in March 2019 rose to 12.", False),
    ],
)
def test_a_number_of_long_ago_or_of_a_period_is_background(text: str, background: bool) -> None:
    (quantity,) = read(text).quantities
    assert (quantity.kind, quantity.background) == ("killed", background)


def test_the_span_is_that_of_the_words_in_the_page() -> None:
    text = "Officials say at least 12 people died."
    (quantity,) = read(text).quantities
    assert text[quantity.start : quantity.end] == "at least 12"


def test_a_long_list_is_cut() -> None:
    assert len(read("12 people died. " * (MOST + 5)).quantities) == MOST


@pytest.mark.parametrize(
    "text",
    [
        "The licences of 300 traders expire in June.",
        "The party mourned the loss of 12 seats in parliament.",
        "The museum holds the remains of 40 dinosaurs.",
        "Twelve students passed on the offer.",
        "The hospital treats 4,000 patients a year.",
        "Twelve families sought a court order against the mine.",
        "Forty employees were picked up by bus every morning.",
        "Twenty pupils were admitted to the school.",
        "The company is searching for 200 engineers for its new plant.",
        "We looked for 10 hotels with a garden and a pool.",
        "None of the four seeds survived the first round in Paris.",
        "He picked up 20 apprentices on his way to the top of the trade.",
        "She carried off 12 medals in a career of fourteen years.",
        "Two players were carried off with cramp.",
        "The coach picked off two players from a rival club.",
        "The execution of 300 orders took a second.",
        "Forty bags were lost at the airport.",
        "Twelve books were not returned to the library.",
        "Three riders pulled out of the race.",
        "Villagers search for 30 volunteers.",
        "Seven players came away with medals.",
        "Two rowers were hauled out of the team.",
        "The airline has flown 40 players to hospital visits.",
        "The brand claims 15 million users in Peru.",
        "The lift takes 12 people to the top of the tower.",
    ],
)
def test_everyday_uses_of_words_of_harm_count_no_victims(text: str) -> None:
    assert {count.split()[0] for count in said(text)} <= {"people"}
