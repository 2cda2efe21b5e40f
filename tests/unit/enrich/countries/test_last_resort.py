"""What tells the country of a text that names none, and what must not."""

from datetime import UTC, datetime

import pytest

from schemas.enriched import Country
from streams.domain.enrich.countries.focus import FOCUS
from streams.domain.enrich.countries.read import LEAST, is_hushed, titled
from tests.unit.enrich.countries.test_countries import read


def focus(said: dict[str, Country]) -> set[str]:
    return {code for code, country in said.items() if country.focus}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Guardia Costiera found forty kilograms of cocaine on a yacht.", "IT"),
        ("Two hikers died on Ben Nevis in an avalanche.", "GB"),
        ("A former governor took 300 million naira, the court heard.", "NG"),
        ("Prisoners rioted in Evin Prison, and eight were killed.", "IR"),
        ("Deutsche Bahn stopped its trains because of the storm.", "DE"),
        ("Mount Sinabung sent ash over the villages.", "ID"),
        ("A jeepney fell off a mountain road.", "PH"),
        ("The taoiseach said that he would resign.", "IE"),
        ("A sheriff's deputy was shot in his car.", "US"),
        ("Students were killed at Makerere University when police opened fire.", "UG"),
        ("Thieves left the jeweller's on the Champs-Élysées with diamonds.", "FR"),
        ("The Colts beat the Jaguars, and their coach was glad.", "US"),
    ],
)
def test_general_knowledge_tells_the_country_where_nothing_else_does(text: str, country: str) -> None:
    said = read(text)

    assert focus(said) == {country}
    assert LEAST <= said[country].score < FOCUS


@pytest.mark.parametrize(
    "text",
    [
        "Giants of industry met to talk about rockets.",
        "Angels and Devils is a game for two.",
        "A giant squid washed ashore, and bears looked on.",
        "The rebels let two men go, a commander told CNN.",
        "Twelve people died when a bus fell into a ravine, the BBC reported.",
        "The militants gave up, according to the New York Times.",
        "(Fox News) - Two bombs went off at a market.",
        "Researchers at Emory University say that coffee is good for the liver.",
        "Ms Everton, a nurse, said that her patients were well.",
        "Robert Everton Smith opened a bakery.",
        "The Wall Street Journal says so.",
        "Mr Naira's pan and the dsw were new.",
        "The president of the union said that talks would go on.",
    ],
)
def test_a_source_a_word_or_a_person_tells_no_country(text: str) -> None:
    assert focus(read(text)) == set()


def test_a_country_that_is_named_leaves_the_last_resort_unread() -> None:
    assert set(read("Kenyan police arrested two men near Ben Nevis.")) == {"KE"}


def test_half_a_sign_needs_another_one_of_the_same_country() -> None:
    assert focus(read("The Saints played the match in the rain.")) == set()
    assert focus(read("The Saints and the Cowboys played the match in the rain.")) == {"US"}
    assert focus(read("Mum took the lorry.")) == set()
    assert focus(read("Mum saw the pensioner in the lorry after the by-election.")) == {"GB"}


def test_a_leader_speaks_for_a_country_in_any_month_if_titled_or_named_in_full() -> None:
    later = datetime(2019, 5, 1, tzinfo=UTC)

    assert focus(read("President Obama praised the miners.", when=later)) == {"US"}
    assert focus(read("The Obama administration changed the rule.", when=later)) == {"US"}
    assert focus(read("Obama praised the miners.", when=later)) == set()
    assert focus(read("Angela Merkel wrote a book.", when=later.replace(year=2024))) == {"DE"}


def test_a_name_that_another_country_has_too_is_ambiguous() -> None:
    said = read("The thief hid three crore under the floor.")

    assert focus(said) == {"IN"}
    assert said["IN"].ambiguous
    assert said["IN"].alternatives == ("PK",)


def test_a_list_of_many_currencies_is_about_no_country() -> None:
    assert focus(read("Naira 0.2, forint 2.1, zloty 3.4, baht 4.5, tenge 5.6 and hryvnia 6.7.")) == set()


def test_small_towns_count_where_something_else_is_of_their_country() -> None:
    assert focus(read("The barn burnt down in Palmer.")) == set()
    assert focus(read("Barns burnt down in Palmer and in Wasilla.")) == {"US"}
    assert focus(read("Robert Palmer and Anna Wasilla spoke in Palmer and in Wasilla.")) == set()


def test_the_publishers_domain_joins_a_sign() -> None:
    text = "Pupils and their headmaster sang."

    assert focus(read(text)) == set()
    assert focus(read(text, url="https://www.weekly-post.co.uk/a")) == {"GB"}


def test_terms_that_must_not_count_do_not() -> None:
    assert focus(read("The Carabinieri came.", without=frozenset({"Carabinieri"}))) == set()


def test_a_text_in_capitals_is_read_by_long_names_alone() -> None:
    assert focus(read("TWO DIED AS POLICE FIRED AT THE CROWD NEAR CHAMPS ELYSEES AND WENT ON TO FIRE.")) == {"FR"}
    assert focus(read("THE SAINTS AND THE BEARS MET, AND THE COACH OF THE LIONS SCORED.")) == set()


def test_a_text_without_capitals_is_read_as_if_its_words_had_them() -> None:
    said = read("police in nairobi arrested nine kenyans after a fire, officials of the city council said on friday.")

    assert focus(said) == {"KE"}
    assert [sign.text for sign in said["KE"].evidence] == ["nairobi", "kenyans"]


def test_what_has_capitals_is_not_hushed_and_titles_keep_offsets() -> None:
    assert is_hushed("a quiet text of many words and no capital at all")
    assert not is_hushed("A Text of three Capitals")
    assert not is_hushed("نص")
    assert titled("two words") == "Two Words"
    assert titled("ßtraße") == "ßtraße"


def test_of_many_countries_none_of_which_stands_out_the_likeliest_are_told() -> None:
    said = read(
        "Telephone lines between Asia and Europe were cut on Friday.",
        "Traffic to India, Singapore, Malaysia, Egypt, Taiwan, Pakistan, Qatar, Djibouti and the Maldives fell. "
        "Lines from Egypt to Sicily were cut, and so were those from Egypt to Tunisia.",
    )

    assert 1 <= len(focus(said)) <= 3
    assert all(said[code].score < LEAST for code in focus(said))
