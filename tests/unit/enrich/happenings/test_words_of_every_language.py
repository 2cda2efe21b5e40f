"""What states, courts, thieves and illnesses do, in languages that are read by words alone, and tolls that tell it."""

import pytest

from streams.data.events import parts, table
from streams.domain.enrich.happenings.phrases import Phrases
from tests.unit.enrich.happenings.test_other_languages import read, said


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("cs", "Česko vyhostilo dva diplomaty.", "SANCTION"),
        ("sk", "Bratislava odmieta vyslať vojakov.", "REJECT"),
        ("ro", "Bucureștiul condamnă ferm încălcarea spațiului aerian.", "DISAPPROVE"),
        ("hu", "Pénteken aláírták a gázszerződést.", "AGREE"),
        ("el", "Η Αθήνα απαιτεί εξηγήσεις.", "DEMAND"),
        ("sv", "Regeringen häver inreseförbudet.", "CONCEDE"),
        ("da", "Danmark donerer otte kampfly.", "AID"),
        ("no", "Utenriksministeren møtte kollegaen i Bodø.", "CONSULT"),
        ("fi", "Hakkerit veivät asiakkaiden tiedot.", "CRIME"),
        ("bg", "Армията изпраща войници на границата.", "MOBILIZE"),
        ("hr", "Trovanje na svadbi, sumnja se na salmonelu.", "HEALTH"),
        ("sr", "Студенти блокирали мост.", "PROTEST"),
        ("he", "המשטרה פשטה על משרדי החברה.", "COERCE"),
        ("bn", "নদী দূষণ নিয়ে উদ্বেগ।", "ENVIRONMENT"),
        ("ur", "وزیر خارجہ نے اپنے ہم منصب سے ملاقات کی۔", "CONSULT"),
        ("th", "ไทยถอนทหารออกจากพื้นที่", "RETREAT"),
        ("sw", "Serikali yasitisha msaada na kuvunja uhusiano.", "SANCTION"),
        ("ms", "Dua negara menandatangani perjanjian.", "AGREE"),
        ("nl", "Dieven stelen kunst: inbraak in museum.", "CRIME"),
    ],
)
def test_what_states_and_thieves_do(language: str, text: str, event: str) -> None:
    happened = read(language, text)

    assert happened.event is not None
    assert happened.event.type == event


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("cs", "Hasiči zachránili 12 lidí.", [("rescued", 12)]),
        ("sv", "40 personer har smittats.", [("infected", 40)]),
        ("el", "26 άτομα διασώθηκαν.", [("rescued", 26)]),
        ("hu", "Kilenc turistát kimentettek.", [("rescued", 9)]),
        ("bg", "Шестима миньори са затрупани.", [("trapped", 6)]),
        ("tr", "41 vatandaş helikopterle kurtarıldı.", [("rescued", 41)]),
        ("ru", "С пятью горняками нет связи.", [("trapped", 5)]),
        ("ar", "وجُرح أربعون آخرون.", [("injured", 40)]),
        ("he", "שמונה עשר עובדים פונו לבתי החולים.", [("injured", 18)]),
        ("th", "ตำรวจบุกรวบ 14 ผู้ต้องหา", [("arrested", 14)]),
        ("fi", "Poliisi pidätti viisi epäiltyä.", [("arrested", 5)]),
    ],
)
def test_tolls_of_every_kind(language: str, text: str, counts: list[tuple[str, float]]) -> None:
    assert [(kind, value) for kind, value, _ in said(read(language, text))] == counts


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("de", "Drei Tote in Hallstatt.", "ACCIDENT"),
        ("fr", "Le village pleure ses douze morts.", "ACCIDENT"),
        ("sv", "Tre döda i Kiruna.", "ACCIDENT"),
        ("es", "Secuestrados seis ganaderos.", "ASSAULT"),
    ],
)
def test_a_toll_tells_an_event_where_no_word_does(language: str, text: str, event: str) -> None:
    happened = read(language, text)

    assert happened.event is not None
    assert happened.event.type == event


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Krönika: När tystnaden exploderar"),
        ("pl", "Felieton: Wojna wybucha co wieczór"),
        ("ko", "[기고] 전쟁 같은 출근길, 폭발하는 분노"),
        ("es", "Receta: una bomba de chocolate"),
        ("sr", "У Пожаревцу отворена књижара."),
    ],
)
def test_columns_recipes_and_names_tell_none(language: str, text: str) -> None:
    assert read(language, text).event is None


def test_of_an_answer_to_deaths_the_deaths_are_the_event() -> None:
    happened = read("it", "Crolla un ponte, due morti: la procura ha aperto un fascicolo, indaga la procura.")

    assert happened.event is not None
    assert happened.event.type == "ACCIDENT"


def test_the_longest_phrase_goes_first_whatever_its_first_word() -> None:
    phrases = Phrases((("condena", 1), ("conden* el ataque", 3)), "")

    assert phrases.at(["condena", "el", "ataque"], 0, 3) == (3, 3)
    assert phrases.at(["condena", "la", "visita"], 0, 3) == (1, 1)


def test_a_language_is_cut_from_the_table_as_the_table_has_it() -> None:
    assert set(parts("languages")) == set(table("languages"))
