import pytest

from streams.domain.enrich.happenings import Happenings, happenings
from tests.unit.enrich.happenings.texts import TUESDAY, article


def read(language: str, text: str) -> Happenings:
    return happenings(article(text), countries=(), published_at=TUESDAY, language=language)


def said(language: str, text: str) -> list[tuple[str, float]]:
    return [(count.kind, count.low) for count in read(language, text).quantities]


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("es", "Hubo seis heridos. El presunto autor fue detenido horas después.", [("injured", 6), ("arrested", 1)]),
        ("es", "La policía detuvo al conductor del autobús.", [("arrested", 1)]),
        ("pt", "O motorista foi preso em Santarém.", [("arrested", 1)]),
        ("fr", "Le chauffeur du car a été placé en garde à vue.", [("arrested", 1)]),
        ("it", "L'autista è stato arrestato in serata.", [("arrested", 1)]),
        ("de", "Der mutmaßliche Täter wurde noch am Tatort in Kassel festgenommen.", [("arrested", 1)]),
        ("de", "Am Abend wurde der Fahrer von Beamten festgenommen.", [("arrested", 1)]),
        ("pl", "Sprawca został zatrzymany w Gdańsku.", [("arrested", 1)]),
        ("ru", "Подозреваемый задержан, капитан судна погиб.", [("arrested", 1), ("killed", 1)]),
        ("uk", "Поліція Львова затримала нападника.", [("arrested", 1)]),
        ("tr", "Otobüsün sürücüsü gözaltına alındı.", [("arrested", 1)]),
        ("id", "Sopir truk ditangkap di Garut.", [("arrested", 1)]),
        ("ar", "أوقفت الشرطة السائق في تعز.", [("arrested", 1)]),
        ("hi", "पुलिस ने बस चालक को गिरफ्तार कर लिया।", [("arrested", 1)]),
        ("zh", "肇事司机已被警方控制。", [("arrested", 1)]),
        ("ja", "運転手が逮捕された。", [("arrested", 1)]),
        ("ko", "경찰은 운전자를 현장에서 체포했다.", [("arrested", 1)]),
        ("cs", "Řidič autobusu byl zadržen v Plzni.", [("arrested", 1)]),
        ("sv", "Föraren greps på platsen.", [("arrested", 1)]),
    ],
)
def test_one_person_needs_no_number(language: str, text: str, counts: list[tuple[str, float]]) -> None:
    assert said(language, text) == counts


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("es", "El conductor y dos pasajeros murieron.", [("killed", 2)]),
        ("es", "El agresor mató a tres personas.", [("killed", 3)]),
        ("de", "Der Fahrer hat mehrere Menschen verletzt.", []),
        ("de", "Nach dem Fahrer wird gesucht.", []),
        ("fr", "Trois passeurs ont été arrêtés ; le chauffeur a été interpellé aussi.", [("arrested", 3)]),
        ("tr", "Şüpheli ve iki arkadaşı yakalandı.", [("arrested", 2)]),
        ("ru", "Водитель: двое задержаны.", [("arrested", 2)]),
    ],
)
def test_one_person_counts_only_alone_and_where_nothing_else_counts(
    language: str, text: str, counts: list[tuple[str, float]]
) -> None:
    assert said(language, text) == counts


def test_the_place_of_one_person_is_where_the_person_is_named() -> None:
    text = "In Essen wurde der Fahrer festgenommen."

    (count,) = read("de", text).quantities

    assert text[count.start : count.end] == "der Fahrer"
