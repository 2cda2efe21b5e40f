"""Names in the cases of their languages, and what peoples and cities are called in other languages."""

import time

import pytest

from streams.domain.enrich.countries.cases import inflects, is_korean_word, nominatives
from tests.unit.enrich.countries.test_countries import read


@pytest.mark.parametrize(
    ("language", "word", "name"),
    [
        ("pl", "moskwie", "moskwa"),
        ("pl", "londynie", "londyn"),
        ("pl", "rosji", "rosja"),
        ("pl", "damaszku", "damaszek"),
        ("pl", "chinach", "chiny"),
        ("cs", "praze", "praha"),
        ("cs", "francii", "francie"),
        ("sr", "moskvi", "moskva"),
        ("hr", "francuskoj", "francuska"),
        ("ru", "тегеране", "тегеран"),
        ("uk", "харкові", "харків"),
        ("el", "λονδίνου", "λονδίνο"),
        ("hu", "moszkvaban", "moszkva"),
        ("hu", "oroszorszaggal", "oroszorszag"),
        ("fi", "venajalla", "venaja"),
        ("fi", "turkissa", "turkki"),
        ("ro", "rusiei", "rusia"),
        ("de", "moskaus", "moskau"),
    ],
)
def test_a_word_is_traced_back_to_its_nominative(language: str, word: str, name: str) -> None:
    assert inflects(language)
    assert name in nominatives(word, language)


def test_a_word_is_no_form_of_itself_and_no_form_is_shorter_than_three_letters() -> None:
    assert all(len(form) >= 3 and form != "perun" for form in nominatives("perun", "fi"))
    assert all(len(form) >= 3 for form in nominatives("na", "pl"))
    assert not inflects("en")


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("pl", "W Moskwie doszło do wybuchu, zginęły dwie osoby.", {"RU"}),
        ("pl", "W Stanach Zjednoczonych odwołano tysiące lotów.", {"US"}),
        ("cs", "V Londýně vykolejil vlak metra.", {"GB"}),
        ("hu", "Moszkvában felrobbant egy raktár.", {"RU"}),
        ("fi", "Lontoossa osoitti mieltään tuhansia ihmisiä.", {"GB"}),
        ("sr", "U Moskvi je zatvoren aerodrom.", {"RU"}),
        ("de", "Eine Sprecherin des Kiewer Bürgermeisters meldete Brände.", {"UA"}),
        ("fr", "Une explosion à Varsovie a fait deux morts.", {"PL"}),
        ("es", "Un incendio en Nueva York dejó cinco muertos.", {"US"}),
        ("it", "A Pechino chiudono le scuole, a Monaco di Baviera i negozi.", {"CN", "DE"}),
    ],
)
def test_places_are_known_as_other_languages_write_them(language: str, text: str, countries: set[str]) -> None:
    assert set(read(text, language=language)) == countries


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("de", "Russische Truppen rückten vor, türkische Diplomaten vermittelten.", {"RU", "TR"}),
        ("fr", "Des soldats israéliens ont ouvert le feu.", {"IL"}),
        ("es", "La policía ecuatoriana detuvo a tres hombres.", {"EC"}),
        ("it", "La Casa Bianca ha annunciato nuovi dazi.", {"US"}),
        ("pl", "Rosyjskie drony zaatakowały port.", {"RU"}),
        ("cs", "Američtí vojáci opustili základnu.", {"US"}),
        ("hu", "A tokiói metróban füst volt, a szerb határon sor.", {"JP", "RS"}),
        ("fi", "Ruotsalaiset lentäjät aloittivat lakon.", {"SE"}),
        ("tr", "Fransız çiftçiler yolları kapattı.", {"FR"}),
        ("el", "Ο Λευκός Οίκος ανακοίνωσε νέους δασμούς.", {"US"}),
        ("ar", "أعلنت السلطات والشرطة التونسية اعتقال ثلاثة رجال", {"TN"}),
        ("zh", "俄军连夜发动袭击，造成至少七人死亡。", {"RU"}),
        ("ja", "米軍の輸送機が着陸に失敗した。", {"US"}),
    ],
)
def test_peoples_and_seats_speak_for_their_country_in_other_languages(
    language: str, text: str, countries: set[str]
) -> None:
    assert set(read(text, language=language)) == countries


def test_a_people_written_with_a_capital_is_no_word_in_small_letters() -> None:
    assert read("Protesty proti daním pokračují v centru.", language="cs") == {}
    assert set(read("Z ankety vyplývá, že Dánům válka vadí.", language="cs")) == {"DK"}


def test_a_syllable_of_vietnamese_is_a_country_in_its_very_letters_alone() -> None:
    assert set(read("Ấn Độ và Bỉ ký thỏa thuận.", language="vi")) == {"IN", "BE"}
    assert read("Ông An bị bắt ở tỉnh lỵ.", language="vi") == {}


def test_a_name_is_no_part_of_a_longer_word() -> None:
    assert is_korean_word("인도에서 지진", 0, 2)
    assert is_korean_word("인도 지진", 0, 2)
    assert not is_korean_word("호주머니", 0, 2)
    assert not is_korean_word("새인도 지진", 1, 3)
    assert read("يصوم الناس شهر رمضان في كل مكان.", language="ar") == {}
    assert read("Det finns inget att tillägga, säger polisen.", language="sv") == {}
    assert read("Chín người bị thương khi xe khách lao xuống vực.", language="vi") == {}
    assert set(read("北海道で強い地震があった。", language="ja")) <= {"JP"}


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("fr", "Une explosion à Moscou a fait deux morts.", "RU"),
        ("de", "Bei einem Brand in Neapel starben zwei Menschen.", "IT"),
        ("pl", "Wybuch w Londynie zranił dwie osoby.", "GB"),
        ("hu", "Robbanás történt egy párizsi üzletben és egy raktárban Moszkvában.", "RU"),
        ("fi", "Räjähdys surmasi kaksi ihmistä Moskovassa.", "RU"),
        ("tr", "Moskova'da bir patlamada iki kişi öldü.", "RU"),
        ("ru", "Взрыв в Варшаве ранил двух человек.", "PL"),
    ],
)
def test_where_something_happens_is_a_location_in_other_languages(language: str, text: str, country: str) -> None:
    assert read(text, language=language)[country].role == "location"


def test_two_countries_of_a_sentence_are_both_told_where_no_verb_says_who_acts() -> None:
    said = read("Alger a rappelé mardi son ambassadeur à Paris pour consultations.", language="fr")

    assert {code for code, country in said.items() if country.focus} == {"DZ", "FR"}


def test_places_of_other_languages_mean_nothing_in_english() -> None:
    assert read("Mosca and Varsovia are the names of two rock bands.") == {}


def test_cases_take_time_that_grows_with_the_text_only() -> None:
    began = time.process_time()
    for repeats in (2_000, 20_000):
        read("Warszawiakomania Rosjiowiem " * repeats, language="pl")

    assert time.process_time() - began < 5
