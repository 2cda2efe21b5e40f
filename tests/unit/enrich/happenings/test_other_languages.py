import pytest

from schemas.enriched import EventType
from streams.data.events import table
from streams.domain.enrich.happenings import Happenings, happenings
from streams.domain.enrich.happenings.other_languages import LANGUAGES
from tests.unit.enrich.happenings.texts import TUESDAY, article


def read(language: str, *paragraphs: str, title: str | None = None) -> Happenings:
    return happenings(article(*paragraphs, title=title), countries=(), published_at=TUESDAY, language=language)


def said(happened: Happenings) -> list[tuple[str, float, str]]:
    return [(count.kind, count.low, count.qualifier) for count in happened.quantities]


@pytest.mark.parametrize(
    ("language", "text", "event", "counts"),
    [
        ("es", "Un terremoto de magnitud 6,4 dejó al menos 45 muertos y 200 heridos.", "DISASTER",
         [("magnitude", 6.4, "exactly"), ("killed", 45, "at least"), ("injured", 200, "exactly")]),
        ("es", "El 12 de marzo murieron 1.200 personas en las inundaciones.", "DISASTER",
         [("killed", 1200, "exactly")]),
        ("es", "Los maestros iniciaron una huelga nacional.", "PROTEST", []),
        ("pt", "O ataque a tiros deixou três mortos e onze feridos.", "ASSAULT",
         [("killed", 3, "exactly"), ("injured", 11, "exactly")]),
        ("fr", "Quatre personnes sont mortes dans l'incendie d'un immeuble, une douzaine ont été blessées.", "ACCIDENT",
         [("killed", 4, "exactly")]),
        ("fr", "Plus de 30 manifestants ont été arrêtés lors de la manifestation.", "PROTEST",
         [("arrested", 30, "more than")]),
        ("it", "Un terremoto ha colpito la regione: due persone sono morte e quindici sono rimaste ferite.", "DISASTER",
         [("killed", 2, "exactly"), ("injured", 15, "exactly")]),
        ("de", "Bei dem Anschlag kamen mindestens acht Menschen ums Leben, 30 wurden verletzt.", "ASSAULT",
         [("killed", 8, "at least"), ("injured", 30, "exactly")]),
        ("de", "Am 12. März starben 2023 Jahre alte Bäume.", None, []),
        ("nl", "Bij een brand in een flat zijn drie mensen om het leven gekomen.", "ACCIDENT",
         [("killed", 3, "exactly")]),
        ("pl", "W pożarze kamienicy zginęły dwie osoby, a cztery zostały ranne.", "ACCIDENT",
         [("killed", 2, "exactly"), ("injured", 4, "exactly")]),
        ("ru", "При взрыве метана на шахте погибли пять человек, 17 пострадали.", "ACCIDENT",
         [("killed", 5, "exactly"), ("injured", 17, "exactly")]),
        ("uk", "Унаслідок удару по місту загинули щонайменше п'ять людей.", "ASSAULT", [("killed", 5, "at least")]),
        ("tr", "Depremde 4 kişi hayatını kaybetti, en az 120 kişi yaralandı.", "DISASTER",
         [("killed", 4, "exactly"), ("injured", 120, "at least")]),
        ("id", "Banjir bandang menewaskan sedikitnya 41 orang.", "DISASTER", [("killed", 41, "at least")]),
        ("ar", "قتل 12 شخصا وأصيب 30 في انفجار سيارة ملغومة.", "ASSAULT",
         [("killed", 12, "exactly"), ("injured", 30, "exactly")]),
    ],
)  # fmt: skip
def test_what_happened_and_to_how_many(
    language: str, text: str, event: EventType | None, counts: list[tuple[str, float, str]]
) -> None:
    happened = read(language, text, title=None)
    assert (happened.event.type if happened.event else None) == event
    assert said(happened) == counts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El equipo ganó por 3 goles a 2 y suma 45 puntos."),
        ("fr", "Le film est sorti il y a 12 ans, et 40 salles le projettent encore."),
        ("de", "Die 40 Mitarbeiter, die am 12. Mai warteten, fuhren mit Bussen."),
        ("it", "Il libro ha 5.6 voti e ha venduto 300 copie."),
        ("ru", "В 2019 году здесь построили 12 домов."),
        ("sv", "De ha 5 ha mark."),
    ],
)
def test_nothing_is_made_up(language: str, text: str) -> None:
    happened = read(language, text)
    assert happened.event is None
    assert happened.quantities == ()
    assert happened.severity == "Unknown"


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("fr", "Le séisme a fait 1 200 blessés.", [("injured", 1200)]),
        ("es", "El terremoto dejó 1 500 muertos y 10 000 heridos.", [("killed", 1500), ("injured", 10000)]),
        ("es", "El terremoto dejó 2 mil 300 muertos y tres mil heridos.", [("killed", 2300), ("injured", 3000)]),
        ("ru", "При землетрясении погибли 2 тысячи человек.", [("killed", 2000)]),
        ("pl", "Po trzęsieniu ziemi ewakuowano 2 tys. osób.", [("evacuated", 2000)]),
        ("fr", "Le séisme a fait quarante-deux morts.", [("killed", 42)]),
        ("es", "El terremoto dejó cuarenta y dos muertos.", [("killed", 42)]),
        ("de", "Bei dem Erdbeben sind neunzehn Menschen gestorben.", [("killed", 19)]),
        ("de", "2023 starben bei einem Unfall 21 Menschen.", []),
        ("es", "No se reportaron 3 personas heridas por el terremoto.", []),
        ("de", "Die Stadt gedenkt der 17.000 Toten des Erdbebens.", []),
    ],
)
def test_numbers_as_they_are_written(language: str, text: str, counts: list[tuple[str, float]]) -> None:
    assert [(count.kind, count.low) for count in read(language, text).quantities] == counts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El delantero asesina al rival con una bomba y suma 12 goles en el partido."),
        ("fr", "Le joueur a tué le match avec une bombe."),
        ("de", "Der Sänger und 12 Musiker der Band spielten ein Konzert mit den Toten Hosen."),
    ],
)
def test_sport_and_the_arts_are_no_attack(language: str, text: str) -> None:
    assert read(language, text).event is None


def test_grades_need_no_grammar() -> None:
    happened = read("es", "Un terremoto dejó 45 muertos, informaron las autoridades.")
    assert (happened.severity, happened.urgency, happened.certainty) == ("Severe", "Expected", "Likely")
    assert happened.certainty_reason == "words: informaron"


def test_who_quotes_nobody_is_not_said_to_be_sure() -> None:
    assert read("es", "Un terremoto dejó 45 muertos.").certainty == "Unknown"


def test_the_place_of_a_number_is_where_it_stands_in_the_page() -> None:
    text = "Un terremoto dejó 45 muertos."
    [count] = read("es", text).quantities
    assert text[count.start : count.end] == "45"


def test_every_language_reads_the_same_kinds_by_rules_that_exist() -> None:
    rows = table("languages")
    assert set(rows) == set(LANGUAGES)
    for row in rows.values():
        assert set(row["kinds"]) == set(rows["es"]["kinds"])
        assert all(word == word.lower() for phrases in row["events"].values() for word in phrases)


def test_english_is_read_by_its_grammar() -> None:
    assert "en" not in LANGUAGES
    happened = read("en", "A bomb killed 12 people on Monday.")
    assert happened.event_time is not None
