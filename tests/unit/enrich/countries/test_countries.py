"""Which countries a text speaks of, and which of them it is about."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.enriched import Country
from streams.data.countries import country_names
from streams.domain.enrich.countries import countries
from streams.domain.enrich.countries.read import home_of, is_shouted
from streams.domain.text import ArticleText
from tests.quality.ambiguity import Case
from tests.quality.countries import article_of


def text_of(*paragraphs: str, title: str | None = None, summary: tuple[str, ...] = ()) -> ArticleText:
    return ArticleText(article_of(Case("t", title, summary, paragraphs, frozenset(), frozenset(), fitted=True)))


def read(
    *paragraphs: str,
    title: str | None = None,
    summary: tuple[str, ...] = (),
    when: datetime | None = None,
    language: str | None = "en",
    url: str | None = None,
    without: frozenset[str] = frozenset(),
) -> dict[str, Country]:
    text = text_of(*paragraphs, title=title, summary=summary)
    return {c.iso2: c for c in countries(text, when=when, language=language, url=url, without=without)}


def test_names_demonyms_capitals_and_governments_speak_for_a_country() -> None:
    said = read("Kazakh herders sold sheep to France. Ottawa objected, and so did the Kremlin.")

    assert {code: said[code].evidence[0].kind for code in said} == {
        "KZ": "demonym",
        "FR": "name",
        "CA": "capital",
        "RU": "government",
    }


def test_a_capital_that_speaks_is_a_government() -> None:
    kinds = [e.kind for e in read("Ankara said it would wait. The fair in Ankara closed.")["TR"].evidence]

    assert kinds == ["government", "capital"]


def test_evidence_says_where_it_stands_in_the_page() -> None:
    title, body = "Storm nears Fiji", "The Fijians of Suva boarded up their windows."
    page = f"{title}\n{body}"

    evidence = read(body, title=title)["FJ"].evidence

    assert [page[e.start : e.end] for e in evidence if e.start is not None] == ["Fiji", "Fijians", "Suva"]
    assert [e.text for e in evidence] == ["Fiji", "Fijians", "Suva"]


@pytest.mark.parametrize(
    "text", ["The omens are good.", "She turned to her jersey.", "He lived in a hut.", "The Andorr"]
)
def test_a_name_inside_a_word_or_in_small_letters_is_none(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A jury in Athens, Georgia, found him guilty.", "US"),
        ("A fire broke out in Lebanon, Pa., on Sunday.", "US"),
        ("The mill in Paris, Ontario, was sold.", "CA"),
        ("Protesters met in Batumi, Georgia, at noon.", "GE"),
        ("The fair in Zelyenoplevitz, Pa., was busy.", "US"),
        ("A barn burned near Tokyo, Nevada, overnight.", "US"),
        ("Divers searched the lake near Perth, Scotland.", "GB"),
    ],
)
def test_the_place_behind_the_comma_says_which_is_meant(text: str, country: str) -> None:
    assert set(read(text)) == {country}


def test_what_a_comma_decided_holds_for_the_whole_article() -> None:
    said = read("PARIS, Texas – The plant will close.", "Paris had hoped for more, the mayor of Paris said.")

    assert set(said) == {"US"}


def test_countries_in_a_list_are_not_towns_of_one_another() -> None:
    assert set(read("Ships called at ports in Kazakhstan, Georgia, Turkey and Lebanon.")) == {"KZ", "GE", "TR", "LB"}


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Peterson signed books.",
        "Michael Jordan scored; Jordan was tired.",
        "Mr. Jordan and Judge London spoke.",
        "She reads the Jerusalem Post and eats French fries.",
        "They live on Lisbon Street.",
        "The choir sang in German and in French.",
        "St. Paris has a fair.",
        "The UN, NATO and the European Union met.",
        "He was fluent in Danish.",
        "The Italian restaurant closed.",
        "Monica French and Thomas Finn spoke.",
        "The SWAT team came.",
        "J. Paris and Mr. London left early.",
        "Judge Jordan and Dr. Houston agreed.",
        "He gave Pa a pipe and Miss Ind a pen.",
        "Sydney Wexler painted it.",
        "Victoria Wexler painted it.",
        "He hit the ball with a bat in the Reading room.",
    ],
)
def test_persons_papers_streets_and_languages_speak_for_none(text: str) -> None:
    assert read(text) == {}


def test_one_sense_an_article_for_a_name_with_two() -> None:
    state = read("Georgia's governor met the sheriff of Fulton County.", "Atlanta schools in Georgia stay shut.")
    country = read("Georgia's parliament met in Tbilisi.", "Russia holds a fifth of Georgia.")

    assert "GE" not in state
    assert "US" in state
    assert "GE" in country
    assert "US" not in country


def test_a_headline_in_capitals_names_no_persons() -> None:
    assert set(read("Tbilisi was calm.", title="Georgia Votes On Foreign Agents Bill Again")) == {"GE"}


def test_a_list_of_a_city_and_states_is_no_address() -> None:
    assert set(read("The firm has shops in Tokyo, Nevada and Utah.")) == {"JP", "US"}
    assert set(read("Offices opened in Athens, Georgia, Oregon and Paris.")) >= {"US"}


def test_one_town_twice_in_two_countries_stays_two() -> None:
    said = read("From Paris, Texas, she flew to Paris, France. Paris was cold.")

    assert set(said) == {"US", "FR"}


def test_what_needs_support_counts_once_it_has_some() -> None:
    assert read("The Fed met.") == {}
    assert "US" in read("The Fed met in Washington, and the Fed cut rates.")
    assert read("The crowd in Bolton was large.") != {}
    assert "SB" not in read("Reading and Mobile are words.")


def test_what_needs_support_in_capitals_needs_more() -> None:
    said = read("LONDON, 3 MAY -- POLICE IN LEEDS AND READING ARRESTED MEN IN DERBY. THE BRITISH POLICE SAID SO TODAY.")

    assert set(said) == {"GB"}


def test_what_stands_for_two_islands_is_ranked_by_its_neighbours() -> None:
    assert set(read("Jersey closed its harbour, and so did Guernsey.")) == {"JE", "GG"}


def test_what_the_text_leaves_open_is_said_with_its_alternatives() -> None:
    said = read("Georgia passed the bill on Tuesday.")

    assert said["GE"].ambiguous
    assert said["GE"].alternatives == ("US",)
    assert not read("Norway passed the bill on Tuesday.")["NO"].ambiguous


def test_two_congos_and_two_koreas_are_told_apart_by_the_rest() -> None:
    assert set(read("Congo's president spoke in Brazzaville to Congolese voters.")) == {"CG"}
    assert set(read("Congo's army fled Goma, and Kinshasa was silent.")) == {"CD"}
    assert set(read("North Korea fired a rocket. Korean state radio in Pyongyang praised it.")) == {"KP"}


def test_an_office_holder_counts_while_in_office() -> None:
    then = read("Ronald Reagan waved from the train.", when=datetime(1987, 3, 1, tzinfo=UTC))

    later = read("Ronald Reagan waved from the train in Kenya.", when=datetime(2001, 3, 1, tzinfo=UTC))

    assert then["US"].evidence[0].kind == "leader"
    assert set(later) == {"KE"}
    assert set(read("Ronald Reagan waved from the train in Kenya.")) == {"KE"}


def test_a_former_leaders_surname_is_no_small_town() -> None:
    later = datetime(2026, 3, 1, tzinfo=UTC)

    assert "JP" not in read("Scientists called on Obama to speak in Kenya.", when=later)
    assert set(read("A fire broke out in Obama, Japan.", when=later)) == {"JP"}


def test_a_surname_alone_needs_a_title_or_its_country() -> None:
    when = datetime(2026, 9, 1, tzinfo=UTC)

    assert "FR" in read("President Macron left early.", when=when)
    assert read("Harold Macron left early.", when=when) == {}
    assert "FR" in read("Emmanuel Macron spoke. Later Macron left.", when=when)


def test_a_state_that_is_no_more_stands_for_its_successor_with_a_flag() -> None:
    assert read("The Soviet Union launched a satellite.")["RU"].flags == ("historic",)
    assert read("Russia launched a satellite.")["RU"].flags == ()


def test_a_dateline_decides_only_when_the_text_names_no_other_place() -> None:
    alone = read("NEW YORK – The company said profits rose by half.")
    among = read(
        "DAVOS, Switzerland: Denmark and Greenland met the United States.",
        "Greenland is not for sale, Denmark said. The United States was silent.",
    )

    assert alone["US"].focus
    assert alone["US"].role == "location"
    assert alone["US"].evidence[0].kind == "dateline"
    assert among["CH"].role == "source"
    assert not among["CH"].focus


def test_reporting_by_is_a_source() -> None:
    said = read(
        "A ferry sank off Fiji with 40 people on board.",
        "Fijian divers found the wreck.",
        "Reporting by A. Writer in Berlin; editing by B. Writer",
    )

    assert said["DE"].role == "source"
    assert not said["DE"].focus
    assert said["FJ"].focus


def test_roles_say_who_acts_and_who_is_hit() -> None:
    said = read("Israel bombed Iran on Friday. Israel said it had bombed Iran twice.", title="Israel bombs Iran")

    assert said["IL"].role == "actor"
    assert said["IR"].role == "target"
    assert said["IL"].focus
    assert said["IR"].focus


def test_an_embassy_is_not_about_its_country() -> None:
    said = read("A bomb went off in Lima near the Chilean embassy.", "Police in Peru found a second bomb in Lima.")

    assert said["PE"].score > said["CL"].score
    assert not said["CL"].focus


def test_a_country_named_beside_one_in_focus_and_again_is_in_focus() -> None:
    said = read(
        "Moscow said it will not ask for the return of Russians who left, Russian officials told reporters.",
        "Russia has asked neither Kazakhstan, Georgia nor others, the Russian ministry said in Moscow.",
        "Kazakhstan said 98,000 Russians had come. Kazakh buses are full, and Kazakhstan opened schools.",
        "Russians also headed for neighbouring Georgia.",
        "The queue at the border of Georgia was long, Russian media said.",
        title="Russians flee to Kazakhstan",
    )

    assert said["GE"].focus
    assert said["RU"].focus
    assert said["KZ"].focus


def test_capitals_throughout_do_not_hide_places() -> None:
    said = read("SAN SALVADOR, 3 MAY 89 -- A BOMB EXPLODED IN EL SALVADOR'S CAPITAL. GENERAL VALENCIA SPOKE TO US.")

    assert set(said) == {"SV"}


def test_the_place_of_a_dateline_needs_no_other_support() -> None:
    assert set(read("OSORNO, 18 JAN 89 -- A BOMB EXPLODED IN AN ALLEY AND BROKE WINDOWS.")) == {"CL"}


def test_public_life_and_the_publishers_domain_tell_towns_apart() -> None:
    text = "Richmond pupils met their councillor, the borough council said."

    assert set(read(text)) == {"GB"}
    assert set(read("The fair in Richmond was busy.", url="https://news.example.co.uk/a")) == {"GB"}
    assert set(read("The fair in Richmond was busy.", url="https://news.example.com/a")) == {"US"}


@pytest.mark.parametrize(
    ("url", "home"),
    [
        (None, None),
        ("https://a.example.uk/x", "GB"),
        ("https://a.example.tv/x", None),
        ("https://a.example.com", None),
        ("not a url", None),
        ("http://[broken", None),
    ],
)
def test_the_home_of_a_url_is_its_countrys_domain(url: str | None, home: str | None) -> None:
    assert home_of(url) == home


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Президент России прилетел в Казахстан.", "ru", {"RU", "KZ"}),
        ("В Москве прошли переговоры с Киевом.", "ru", {"RU", "UA"}),
        ("У Києві та Харкові пролунали вибухи.", "uk", {"UA"}),
        ("قالت السلطات في الخرطوم إن القتال تجدد.", "ar", {"SD"}),
        ("武汉的学校周三停课。", "zh", {"CN"}),
        ("서울에서 시위가 열렸다.", "ko", {"KR"}),
        ("북한이 미사일을 발사했다.", "ko", {"KP"}),
        ("Alma a Москва bar.", "en", set()),
        ("俄罗斯总统访问中国", "zh", {"RU", "CN"}),
        ("Géorgie et Allemagne signent un accord.", "fr", {"GE", "DE"}),
        ("أعلنت روسيا عن اتفاق", "ar", {"RU"}),
    ],
)
def test_names_in_the_articles_own_language_count(text: str, language: str, codes: set[str]) -> None:
    assert set(read(text, language=language)) == codes


def test_terms_can_be_taken_out() -> None:
    text = "Kazakh officials in Astana spoke."

    assert set(read(text, without=frozenset({"Kazakh", "astana"}))) == set()
    assert [e.text for e in read(text, without=frozenset({"kazakh"}))["KZ"].evidence] == ["Astana"]


def test_a_name_taken_with_its_kind_or_place_needs_no_other_support() -> None:
    assert set(read("The government of Jersey raised a tax.")) == {"JE"}
    assert read("Jersey is a kind of knitted fabric.") == {}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gunmen fought in Tripoli on Monday. The army sent troops from Beirut.", "LB"),
        ("Militias clashed in Tripoli on Monday. Flights were diverted to Misrata.", "LY"),
        ("Militias clashed in Tripoli on Monday.", "LY"),
        ("Pupils in London have measles, the health unit said, and Ontario has 600 cases.", "CA"),
        ("A train hit a wall near Cordoba on Monday. The injured were taken to Seville.", "ES"),
        ("A flood swept a camp in Cordoba province. Two people from Mendoza are missing.", "AR"),
        ("Floods hit Valencia on Monday. The army sent troops from Zaragoza and Madrid.", "ES"),
        ("An explosion shook a depot in Valencia. Ambulances came from Maracay.", "VE"),
        ("A wildfire burned on Evia and in Messinia on Friday.", "GR"),
        ("Three trekkers are missing in Langtang after a snowstorm.", "NP"),
    ],
)
def test_a_famous_name_is_a_namesakes_where_only_the_namesakes_country_is_told_of(text: str, country: str) -> None:
    found = read(text)
    assert [code for code, said in found.items() if said.focus] == [country]


def test_a_base_abroad_is_its_owners_too() -> None:
    found = read("Drones attacked the Russian air base at Hmeimim in Syria on Monday, a monitor said.")
    assert {code for code, said in found.items() if said.focus} == {"SY", "RU"}


def test_the_place_where_nationals_came_to_harm_is_in_focus_beside_their_country() -> None:
    found = read(
        "Five Spanish climbers died on Monday when a helicopter hit a ridge. Their bodies were flown to Kathmandu.",
        title="Five Spanish climbers die as helicopter goes down",
    )
    assert {code for code, said in found.items() if said.focus} == {"ES", "NP"}


def test_at_most_twelve_signs_are_listed() -> None:
    assert len(read("Peru and Peru. " * 20)["PE"].evidence) == 12


def test_an_empty_article_speaks_of_none() -> None:
    assert read("") == {}
    assert not is_shouted("")


def test_every_country_is_found_by_its_own_name() -> None:
    missed = [
        code
        for code, name in country_names().items()
        if code not in read(f"Ships left {name} for the north. The government of {name} said so.")
    ]

    assert missed == []


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_sign_is_in_it(text: str) -> None:
    for country in read(text).values():
        assert country.iso2 in country_names()
        assert 0 <= country.score <= 1
        assert all(e.text in text or "\n" in text for e in country.evidence)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Kenya will pay back US$30 million.", {"KE"}),
        ("Anna Finn scored in Kenya, Finn said.", {"KE"}),
        ("The French said they would not sign.", {"FR"}),
        ("Parents met at Kennedy Elementary School in Ohio.", {"US"}),
        ("A ward of St. Michael's Hospital opened in Kenya.", {"KE"}),
        ("St. Lucia's cricket captain retired.", {"LC"}),
        ("Snow fell over southwestern Ontario.", {"CA"}),
        ("Michael Jordan flew over Turkey and Jordan.", {"TR", "JO"}),
        ("In upstate New York, near Rochester, wages beat those of Greece or Portugal.", {"US", "GR", "PT"}),
        ("The Mayor of March spoke on March 5 in Kenya.", {"KE"}),
        ("Guinea warned Guinea-Bissau and Equatorial Guinea.", {"GN", "GW", "GQ"}),
        ("Two bodies were found, the Sheriff's Office said.", {"US"}),
        ("Two bodies were found in Kenya, the sheriff's office said.", {"KE"}),
    ],
)
def test_what_a_name_is_not_and_what_stands_beside_it_tells(text: str, every: set[str]) -> None:
    assert set(read(text)) == every


def test_a_towns_own_institution_says_whose_town_it_is() -> None:
    assert set(read("The Paris Public Library lends tools. Paris firefighters like them.")) == {"US"}
    assert set(read("The library of Paris lends tools.")) == {"FR"}


@pytest.mark.parametrize(
    ("text", "iso2", "role"),
    [
        ("The United States imposed sanctions on Iran on Tuesday.", "IR", "target"),
        ("The United States imposed sanctions on Iran on Tuesday.", "US", "actor"),
        ("Russia fired 80 missiles at Ukraine overnight.", "UA", "target"),
        ("A bomb killed six people in Kenya.", "KE", "location"),
    ],
)
def test_roles(text: str, iso2: str, role: str) -> None:
    assert read(text, title=text)[iso2].role == role


def test_somebodys_nationality_and_a_reaction_weigh_less_than_the_place() -> None:
    robbed = read("A Dutch tourist was robbed in Cusco, Peru.")
    assert robbed["PE"].score > robbed["NL"].score
    condemned = read("Spain condemned the murder of six priests in El Salvador.")
    assert condemned["SV"].score > condemned["ES"].score


@pytest.mark.parametrize(
    ("title", "body", "attacker"),
    [
        ("Harbour burns", "Moroccan rockets set fire to the harbour of Oran, Algerian firemen said.", "MA"),
        (None, "Two Peruvian guards were wounded by Ecuadorean gunmen at a bridge, Lima said.", "EC"),
        (None, "A militia backed by Chad took the town of Geneina, Sudanese radio said. Sudan wept.", "TD"),
        (None, "Gunmen who crossed from Niger raided a mill near Kandi in Benin, Beninese police said.", "NE"),
        ("Village flees", "The Uganda-led force shelled a village of eastern Congo, Congolese nurses said.", "UG"),
        ("Fort hit", "Colombia bombed a fort in western Venezuela, Caracas said. Venezuelans hid.", "CO"),
    ],
)
def test_who_strikes_is_in_focus_beside_who_is_struck(title: str | None, body: str, attacker: str) -> None:
    said = read(body, title=title)

    assert said[attacker].focus
    assert said[attacker].role == "actor"
    assert sum(country.focus for country in said.values()) == 2


@pytest.mark.parametrize(
    ("body", "second"),
    [
        ("Thai and Cambodian soldiers traded fire. Thai rangers died. Schools in Thailand closed.", True),
        ("Thailand and Cambodia agreed on a truce, Thailand said. The Thai army went home.", True),
        ("Thai, Lao and Cambodian soldiers traded fire. Thai rangers died. Schools in Thailand closed.", False),
        ("Thai soldiers left. Schools in Thailand closed, for the first time in a Cambodian war.", False),
    ],
)
def test_of_a_pair_in_the_opening_both_are_in_focus(body: str, second: bool) -> None:
    said = read(body)

    assert said["TH"].focus
    assert said["KH"].focus == second


@pytest.mark.parametrize(
    ("text", "bystander"),
    [
        ("A Turkish-made drone hit a school in Tripoli, Libyan nurses said. Libya mourns.", "TR"),
        ("Two Danish sailors were killed by a wave off Sagres in Portugal, Portuguese police said.", "DK"),
        ("A Belgian bus was hit by a falling tree near Turin in Italy, Italian firemen said.", "BE"),
        ("Two Danish sailors killed in Portugal: Portuguese police have told their families.", "DK"),
        ("A barge from Belgium, struck by lightning, sank near Koblenz in Germany, German police said.", "BE"),
        ("Finland buys missiles from Norway, and Finnish officers praised the price.", "NO"),
    ],
)
def test_what_is_only_made_by_or_struck_with_a_country_does_not_strike(text: str, bystander: str) -> None:
    assert not read(text)[bystander].focus


def test_north_and_south_are_the_koreas_where_one_of_them_is_named() -> None:
    said = read("The North shelled an islet. The South fired back, Seoul said.", title="North Shells Islet")

    assert {code: (c.focus, [e.text for e in c.evidence]) for code, c in said.items()} == {
        "KP": (True, ["North", "North"]),
        "KR": (True, ["South", "Seoul"]),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The South of England froze, and the North froze, too.",
        "Seoul sent a ship to the North Sea and the Far North.",
        "Seoul cooled, as the north wind met the south wind.",
    ],
)
def test_north_and_south_are_elsewhere_no_koreas(text: str) -> None:
    assert "KP" not in read(text)


@pytest.mark.parametrize(
    "unit",
    [
        "Georgia, ",
        "A",
        "Paris Jordan ",
        "St. ",
        "(",
        "Mr. President Trump ",
        "U.S.",
        "\u200d\u0301",
        "Korea and Congo, ",
        "US$",
        "Paris Police Department ",
        "Turkey, Jordan, ",
        "the Kenyan said ",
        "Sheriff's Office ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def steps(size: int) -> float:
        text = text_of(unit * (size // len(unit)))
        started = time.process_time()
        countries(text, when=None, language="en")
        return time.process_time() - started

    steps(1_000)
    small = min(steps(20_000) for _ in range(2))
    large = min(steps(80_000) for _ in range(2))

    assert large < 12 * small + 0.05


def test_who_closes_a_border_is_in_focus_with_whom_it_is_closed_to() -> None:
    body = "Niger closed its border with Benin on Friday, the junta said. Trucks waited at Malanville."
    said = read(body, title="Niger closes border with Benin")

    assert {code for code, country in said.items() if country.focus} == {"NE", "BJ"}
    assert said["NE"].role == "actor"


def test_states_that_are_named_together_say_which_georgia() -> None:
    said = read("A storm battered Georgia and the Carolinas on Monday, forecasters said.")

    assert {code for code, country in said.items() if country.focus} == {"US"}


@pytest.mark.parametrize(
    ("title", "text", "country"),
    [
        ("Ferry sinks off Basilan", "LONDON - A ferry sank off Basilan on Monday, the coast guard said.", "PH"),
        ("Quake hits Vanuatu", "SYDNEY - A quake of magnitude 6.4 hit Vanuatu on Monday, officials said.", "VU"),
        ("Rebels seize Uvira", "KIGALI (AFP) - Rebels seized Uvira on Monday.", "CD"),
    ],
)
def test_a_flash_is_about_the_country_of_its_headline_not_of_its_dateline(title: str, text: str, country: str) -> None:
    assert {code for code, said in read(text, title=title).items() if said.focus} == {country}
