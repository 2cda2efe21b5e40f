import pytest

from streams.domain.enrich.happenings import happenings
from tests.unit.enrich.happenings.texts import TUESDAY, article


def said(language: str, text: str) -> list[tuple[str, float]]:
    happened = happenings(article(text), countries=(), published_at=TUESDAY, language=language)
    return [(count.kind, count.low) for count in happened.quantities]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El balance del terremoto sube de 24 a 31 muertos."),
        ("pt", "O número de mortos subiu de 24 para 31."),
        ("fr", "Le bilan est passé de 24 à 31 morts."),
        ("it", "I morti salgono da 24 a 31."),
        ("de", "Die Zahl der Toten stieg von 24 auf 31."),
        ("nl", "Het aantal doden steeg van 24 naar 31."),
        ("pl", "Liczba zabitych wzrosła z 24 do 31."),
        ("ru", "Число погибших выросло с 24 до 31."),
        ("uk", "Кількість загиблих зросла з 24 до 31."),
        ("tr", "Ölü sayısı 24'ten 31'e yükseldi."),
        ("id", "Korban tewas bertambah dari 24 menjadi 31 orang."),
        ("ar", "ارتفع عدد القتلى من 24 إلى 31."),
        ("fa", "شمار کشته‌ها از ۲۴ به ۳۱ نفر رسید."),
        ("hi", "मृतकों की संख्या 24 से बढ़कर 31 हो गई।"),
        ("zh", "死亡人数从24人升至31人。"),
        ("ja", "死者は24人から31人に増えた。"),
        ("ko", "사망자가 24명에서 31명으로 늘었다."),
        ("sv", "Antalet döda steg från 24 till 31."),
    ],
)
def test_of_a_toll_that_rises_the_old_number_is_none(language: str, text: str) -> None:
    assert said(language, text) == [("killed", 31)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El sismo dejó 31 muertos; el balance anterior era de 24 fallecidos."),
        ("pt", "Há 31 mortos, mais sete do que no balanço anterior."),
        ("fr", "Le séisme a fait 31 morts. Un précédent bilan faisait état de 24 décès."),
        ("it", "I morti sono 31; un precedente bilancio parlava di 24 vittime."),
        ("de", "31 Menschen starben. Zuvor hatten die Behörden von 24 Toten gesprochen."),
        ("ru", "Погиб 31 человек, ранее сообщалось о 24 погибших."),
        ("uk", "Загинула 31 людина, раніше повідомлялося про 24 загиблих."),
        ("pl", "Zginęło 31 osób, wcześniej informowano o 24 ofiarach śmiertelnych."),
        ("ar", "قتل 31 شخصا، وكانت الحصيلة السابقة 24 قتيلا."),
        ("fa", "۳۱ نفر کشته شدند؛ پیش از این ۲۴ کشته اعلام شده بود."),
        ("zh", "地震造成31人遇难，此前通报为24人遇难。"),
        ("cs", "Zahynulo 31 lidí, původně se mluvilo o 24 mrtvých."),
    ],
)
def test_a_toll_that_was_told_before_is_none(language: str, text: str) -> None:
    assert said(language, text) == [("killed", 31)]
