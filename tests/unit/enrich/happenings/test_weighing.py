import pytest

from tests.unit.enrich.happenings.texts import read


def kind_of(title: str, *paragraphs: str, byline: tuple[str, ...] = ()) -> str | None:
    event = read(*paragraphs, title=title, byline=byline).event
    return event.type if event else None


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Late strike sinks Wolves",
            "A strike by the striker in stoppage time sank the visitors. The goalkeeper was stranded after a blast "
            "from midfield. The coach praised his team's attack, and saw no trouble ahead of the next match.",
        ),
        (
            "Verstraete storms to victory",
            "The rider attacked on the climb and exploded the peloton, officials said. He won the race, fired all his "
            "bullets and kissed the medal on the podium.",
        ),
        ("How to survive the school run", "Take a hostage: the favourite toy. Police your own bomb of a kitchen."),
        ("Opinion: the tax is a bomb", "The tax is a bomb that the government planted. It exploded in 40 towns."),
        ("Novelist Ilse Brandt dies aged 91", "The novelist died in her sleep on Monday, her family said."),
    ],
)
def test_a_figure_of_speech_tells_no_event(title: str, body: str) -> None:
    assert kind_of(title, body) is None


def test_harm_is_never_a_figure_of_speech() -> None:
    fans = "Nine fans died when a stand collapsed at the cup match. The league called off the season, the coach said."
    mine = "I was on the bridge. My bus stopped. I saw that a bomb had killed six people."

    assert kind_of("Nine die at cup match", fans) == "ACCIDENT"
    assert kind_of("Six killed by bomb on bridge", mine) == "ASSAULT"


def test_a_riot_at_a_match_is_a_riot() -> None:
    body = "Fans rioted after the cup match. The league, the club and the coach of the team regretted it."
    assert kind_of("Fans riot after cup match", body) == "PROTEST"


def test_a_column_is_known_by_its_byline() -> None:
    body = "A bomb of a budget exploded in parliament, the minister said."
    assert kind_of("The week", body, byline=("Opinion | Ana Ruiz",)) is None
    assert kind_of("The week", body) == "ASSAULT"


def test_what_witnesses_say_is_quoted() -> None:
    body = '"I ran. My house shook. I saw my dog run," a guard said after a bomb exploded near the ministry.'
    assert kind_of("Bomb explodes near ministry", body) == "ASSAULT"


def test_what_is_told_in_passing_is_no_event() -> None:
    body = "The commission declared the mayor winner. Turnout was high. Observers were content. Police fired tear gas."
    assert kind_of("Mayor wins", body) is None
    assert kind_of("Mayor wins", "Police fired tear gas. Turnout was high.") == "PROTEST"


def test_harm_comes_before_the_answer_to_it() -> None:
    queue = read(
        "Nine people were shot dead near a charity kitchen, medics said.", title="Nine killed in food aid queue"
    )

    assert queue.event is not None
    assert queue.event.type == "ASSAULT"
    assert [event.type for event in queue.other_events] == ["AID"]
    assert queue.event.confidence >= queue.other_events[0].confidence


def test_an_answer_without_harm_stands() -> None:
    assert kind_of("Japan sends food aid", "Japan donated tents and medicine after the storm.") == "AID"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Loud explosions heard across Sanaa",
            "Loud explosions were heard across Sanaa early on Tuesday, residents said. Smoke rose above the airport "
            "road and windows were shattered in several districts. It was not clear what had been hit.",
        ),
        (
            "Missiles strike Kharkiv suburbs",
            "Missiles struck the suburbs of Kharkiv overnight. Warehouses burned and trams stopped. Residents spent "
            "the night in the metro, and schools will stay closed until Thursday.",
        ),
        (
            "Blast outside stadium in Lagos halts cup match",
            "An explosion outside the stadium in Lagos halted the cup match in the second half on Sunday. Players ran "
            "from the pitch. The referee sent both teams to the dressing rooms, and fans left through the main gate.",
        ),
        (
            "A night in Bamako",
            "I woke before dawn. My street was empty and the radio played music. Then gunfire broke out near the "
            "palace and I saw my neighbours carry their children into the yard.",
        ),
    ],
)
def test_violence_is_told_whoever_speaks_of_it_and_whether_or_not_it_harmed_anyone(title: str, body: str) -> None:
    assert kind_of(title, body) == "ASSAULT"


@pytest.mark.parametrize(
    "text",
    [
        "The chef rattled his pans and served a slick dinner with a sheen of butter.",
        "A variant of the tale is told in Georgia, where grandmothers strain the soup.",
        "It was the first case of its kind to be heard by the court in Nairobi.",
        "The magnitude of the task surprised the new mayor of Lima, who commutes by bicycle.",
        "Researchers took samples of soil in Kenya for a study of worms.",
        "Neighbours asked him to turn down the music at a wedding in Cairo.",
        "The carnage at the bargain counter was over by noon.",
        "Sales were driven by exports of cars to Peru.",
        "The director ran amok with the budget, the producers joke.",
        "The execution of the dive earned nine points.",
        "The overpass made the project list in Texas.",
        "Car sales fell in February.",
        "The vehicle burst into the lead on lap 3.",
        "The roof terrace fell silent as the soloist began.",
        "The sea swallowed the sun as 60 guests danced on the beach.",
        "Passengers boarded the train to Oxford.",
        "The bridge club has two jointly owned tables.",
    ],
)
def test_everyday_uses_of_words_of_harm_tell_no_event(text: str) -> None:
    assert read(text).event is None


def test_the_scene_says_what_harm_it_was() -> None:
    coach = "Five pensioners died when a coach ran into a parked lorry, the driver said. All 22 passengers were abroad."
    heat = "The heatwave has cost an estimated 290 lives, an agency said."
    assert kind_of("Five pensioners die on desert road", coach) == "ACCIDENT"
    assert kind_of("Agency links 290 deaths to June scorcher", heat) == "DISASTER"


def test_what_is_remembered_is_no_event() -> None:
    body = "The mayor laid a wreath at the old pit. The blast of 1952 is told in a song."
    assert kind_of("Village remembers mine blast", body) is None
    assert kind_of("Ten years on, the earthquake still hurts", "The square is empty. A bell rang at noon.") is None
    assert kind_of("Blast on anniversary of coup kills nine", "A bomb killed nine people at a parade.") == "ASSAULT"


def test_what_was_long_ago_is_background() -> None:
    past = "It was on 5 February 1994 that a mortar shell fell between the tables."
    assert kind_of("The square at noon", "The traders stop weighing at noon.", past) is None


def test_a_writer_who_says_i_writes_a_column() -> None:
    body = "I have heard the drums. I know what follows. First comes the bomb, then the war, and I stay at home."
    assert kind_of("The drums", body) is None


def test_a_review_and_a_balance_sheet_are_no_events() -> None:
    film = "An earthquake opens the film. The director's camera loves the actor, and the script has a quake too many."
    results = "Profit fell after the hurricane, the insurer said. Analysts expect revenue and earnings to grow."
    assert kind_of("The Long Night review: a quake with feeling", film) is None
    assert kind_of("Insurer's profit slides as hurricane bites", results) is None
