import pytest

from tests.unit.enrich.happenings.texts import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked a village, killing nine people.", "ASSAULT"),
        ("A car bomb exploded near the barracks.", "ASSAULT"),
        ("Rebels abducted two engineers.", "ASSAULT"),
        ("Thousands of protesters marched through the capital.", "PROTEST"),
        ("Teachers went on strike over pay.", "PROTEST"),
        ("Police arrested 20 opposition activists.", "COERCE"),
        ("Villagers burned shops in the market.", "COERCE"),
        ("The junta imposed a night curfew after protests.", "COERCE"),
        ("Soldiers seized power on the island.", "COERCE"),
        ("Coup on the island.", "COERCE"),
        ("Soldiers detained the president in his palace.", "COERCE"),
        ("The junta closed its border and its airspace.", "COERCE"),
        ("Airspace shut over the capital.", "COERCE"),
        ("Pirates boarded a tanker off the coast.", "ASSAULT"),
        ("The embassy closed on Monday.", "SANCTION"),
        ("The president was ousted by mutineers.", "COERCE"),
        ("The guard put down an attempted coup.", "COERCE"),
        ("Coach tumbles into ravine.", "ACCIDENT"),
        ("Bus slides off bridge, five dead.", "ACCIDENT"),
        ("Fire at Lisbon hostel kills three.", "ACCIDENT"),
        ("Hostel fire kills nine students.", "ACCIDENT"),
        ("Nine students killed in hostel fire.", "ACCIDENT"),
        ("Soldiers fire at villagers.", "ASSAULT"),
        ("Rebel fire kills nine villagers.", "ASSAULT"),
        ("Customs officers seized 40 kg of cocaine from smugglers.", "CRIME"),
        ("An earthquake shook the island.", "DISASTER"),
        ("Heavy rain flooded the delta.", "DISASTER"),
        ("A ferry sank in the strait.", "ACCIDENT"),
        ("Two trains collided near the station.", "ACCIDENT"),
        ("An explosion at a chemical plant injured six workers.", "ACCIDENT"),
        ("Cholera has spread to six provinces.", "HEALTH"),
        ("Smog has closed schools; air quality is the worst on record.", "ENVIRONMENT"),
        ("The foreign ministers held talks in Vienna.", "CONSULT"),
        ("The two sides signed a peace agreement.", "AGREE"),
        ("The government agreed to lift the blockade.", "AGREE"),
        ("The prime minister praised the rescue and congratulated the crew.", "SUPPORT"),
        ("The two navies held a joint exercise.", "COOPERATE"),
        ("Japan donated food aid and medicine.", "AID"),
        ("The king lifted the state of emergency.", "CONCEDE"),
        ("The militia released 12 prisoners.", "CONCEDE"),
        ("The army withdrew its troops from the border.", "RETREAT"),
        ("Prosecutors opened an inquiry into the contracts.", "INVESTIGATE"),
        ("The opposition demanded new elections.", "DEMAND"),
        ("The bishops condemned the attack.", "DISAPPROVE"),
        ("The ministry refused to sign the treaty.", "REJECT"),
        ("The general threatened to bomb the capital.", "THREATEN"),
        ("The European Union imposed sanctions on the bank.", "SANCTION"),
        ("Japan suspended aid to the island.", "SANCTION"),
        ("The army called up reservists and deployed tanks.", "MOBILIZE"),
        ("The army fired two ballistic missiles into the sea and told ships to stay away.", "MOBILIZE"),
        ("Rebels fired a ballistic missile that hit a tanker in the sea.", "ASSAULT"),
        ("The army fired missiles at a village, killing nine people.", "ASSAULT"),
        ("Rebels marched into the city.", "ASSAULT"),
        ("Paramilitaries seize the town of Arda.", "ASSAULT"),
        ("Supporters of the former president stormed parliament.", "PROTEST"),
        ("Gunmen stormed a school and shot two teachers.", "ASSAULT"),
        ("A storm hit the coast.", "DISASTER"),
        ("A drone hit a barracks.", "ASSAULT"),
        ("Fighter jets struck a port.", "ASSAULT"),
        ("A cable car plunged to the ground.", "ACCIDENT"),
        ("Truckers blocked the border crossing.", "PROTEST"),
        ("Norway sent tents after the floods.", "AID"),
        ("Miners were trapped when a pit flooded.", "ACCIDENT"),
        ("Seven bodies were lifted from a quarry.", "ACCIDENT"),
        ("A rain-soaked slope collapsed onto a hamlet.", "DISASTER"),
        ("The dam failed and put the valley under water.", "DISASTER"),
        ("Nine pilgrims died in a crush at the shrine.", "ACCIDENT"),
        ("The sinking left 14 people dead.", "ACCIDENT"),
        ("A freight train left the rails near the mill.", "ACCIDENT"),
        ("A gas cylinder exploded, and it was not a bomb.", "ACCIDENT"),
        ("Tens of thousands filled the square to demand a vote.", "PROTEST"),
        ("Students blocked the motorway.", "PROTEST"),
        ("Tokyo protested.", "DISAPPROVE"),
        ("North Korea fired two missiles; Tokyo protested.", "MOBILIZE"),
        ("The president conceded defeat and promised a handover.", "CONCEDE"),
        ("The engineer, abducted in June, was freed after a year.", "CONCEDE"),
        ("The republic will open a liaison office on the island.", "SUPPORT"),
        ("The president declared a state of emergency.", "COERCE"),
    ],
)
def test_types(text: str, expected: str) -> None:
    event = read(text).event
    assert event is not None
    assert event.type == expected


@pytest.mark.parametrize(
    "text",
    [
        "She died of a heart attack.",
        "The party won by a landslide victory.",
        "It rains.",
        "",
    ],
)
def test_what_is_no_assault(text: str) -> None:
    event = read(text).event
    assert event is None or event.type not in ("ASSAULT", "DISASTER")


@pytest.mark.parametrize(
    "text",
    [
        "Winning the cup was a coup for the club.",
        "The ruling was the coup de grâce.",
        "The country has had a harbour since the coup in 2015.",
        "The harbour is run by the men who seized power.",
        "Seven years ago soldiers seized power there.",
        "Bus fares fall, and a train rolls on.",
        "An aid worker slept.",
        "The mayor ordered the evacuation of the valley.",
        "The singer shot to fame.",
        "The poet died at 84.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert read(text).event is None


def test_the_headline_comes_first() -> None:
    body = "Troops attacked the town last month. A bomb exploded there in May."
    event = read(body, title="Thousands protest against new tax").event
    assert event is not None
    assert event.type == "PROTEST"


def test_what_it_was_about_counts_less_than_what_happened() -> None:
    event = read("Thousands marched against corruption and bombings.").event
    assert event is not None
    assert event.type == "PROTEST"


def test_what_was_denied_counts_less() -> None:
    attacked = read("Rebels attacked the convoy.").event
    denied = read("Rebels never attacked the convoy.").event
    assert attacked is not None
    assert denied is None or denied.confidence < attacked.confidence


def test_sport_is_no_battle() -> None:
    event = read("The team won the battle for the league title after the goal in the match.").event
    assert event is None or event.type != "ASSAULT"


def test_further_events_are_ranked_behind() -> None:
    happened = read(
        "Gunmen attacked a police station, killing six officers.", "Police arrested two suspects and detained ten more."
    )
    assert happened.event is not None
    assert happened.event.type == "ASSAULT"
    assert "COERCE" in [event.type for event in happened.other_events]
    confidences = [happened.event.confidence, *(event.confidence for event in happened.other_events)]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 < confidence < 1 for confidence in confidences)


def test_categories_begin_with_the_rules_own() -> None:
    quake = read("A strong earthquake shook the island.").event
    assert quake is not None
    assert quake.categories == ("Geo", "Safety")
    assert quake.rules[0] == "disaster.quake"


def test_the_passive_turns_actor_and_object_round() -> None:
    freed = read("Twelve prisoners were released by the militia.").event
    assert freed is not None
    assert freed.type == "CONCEDE"
