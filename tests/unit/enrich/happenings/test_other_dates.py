from datetime import date, datetime

import pytest

from streams.data.events import table
from streams.domain.enrich.happenings import MOST, Happenings, happenings
from streams.domain.enrich.happenings.other_dates import DATES
from streams.domain.enrich.happenings.solar_hijri import nearest_solar_hijri, solar_hijri
from tests.unit.enrich.happenings.texts import article

WEDNESDAY = datetime.fromisoformat("2024-03-06T12:00:00+00:00")


def read(language: str, *paragraphs: str, title: str | None = None, when: datetime | None = WEDNESDAY) -> Happenings:
    return happenings(article(*paragraphs, title=title), countries=(), published_at=when, language=language)


def said(language: str, text: str, when: datetime | None = WEDNESDAY) -> list[str]:
    dates = read(language, text, when=when).dates
    return [f"{d.text}={'/'.join(filter(None, (d.value, d.end_value)))}" for d in dates]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Ocurrió el martes.", ["martes=2024-03-05"]),
        ("es", "Fue el pasado miércoles.", ["pasado miércoles=2024-02-28"]),
        ("es", "Fue el lunes de la semana pasada.", ["lunes de la semana pasada=2024-02-26"]),
        ("es", "El juicio será el viernes.", ["viernes=2024-03-08"]),
        ("es", "El miércoles 3 de enero de 2024 cerró.", ["miércoles 3 de enero de 2024=2024-01-03"]),
        ("es", "Del 1 al 5 de marzo.", ["1 al 5 de marzo=2024-03-01/2024-03-05"]),
        ("fr", "Mardi 5 mars, puis avant-hier.", ["Mardi 5 mars=2024-03-05", "avant-hier=2024-03-04"]),
        ("fr", "En mars 2011 et le 1er avril 2011.", ["mars 2011=2011-03", "1er avril 2011=2011-04-01"]),
        ("de", "Am Dienstagabend, am 19. Dezember 2016.", [
            "Dienstagabend=2024-03-05", "19. Dezember 2016=2016-12-19"]),
        ("de", "Am 5. 3. 2024, am 05.03.2024 und am 2024-03-05.", [
            "5. 3. 2024=2024-03-05", "05.03.2024=2024-03-05", "2024-03-05=2024-03-05"]),
        ("it", "È successo giovedì scorso.", ["giovedì scorso=2024-02-29"]),
        ("pt", "Foi na segunda-feira (4/3), e hoje.", ["segunda-feira (4/3=2024-03-04", "hoje=2024-03-06"]),
        ("nl", "Zondag 3-3-2024 en overmorgen.", ["Zondag 3-3-2024=2024-03-03", "overmorgen=2024-03-08"]),
        ("pl", "We wtorek, 5 marca.", ["wtorek, 5 marca=2024-03-05"]),
        ("ru", "В среду, 5-го марта 2014 года.", ["В среду, 5-го марта 2014=2014-03-05"]),
        ("uk", "У п’ятницю та 24 лютого.", ["п’ятницю=2024-03-01", "24 лютого=2024-02-24"]),
        ("ar", "وقع الثلاثاء الماضي في 5 آذار/مارس 2024.", [
            "الثلاثاء الماضي=2024-03-05", "5 آذار/مارس 2024=2024-03-05"]),
        ("tr", "Geçen hafta salı, 15 Temmuz 2016'da.", ["Geçen hafta salı=2024-02-27", "15 Temmuz 2016=2016-07-15"]),
        ("id", "Selasa (5/3) malam.", ["Selasa (5/3=2024-03-05"]),
        ("ms", "Pada Khamis lepas.", ["Khamis lepas=2024-02-29"]),
        ("cs", "V úterý 5. března.", ["úterý 5. března=2024-03-05"]),
        ("sk", "V utorok a predvčerom.", ["utorok=2024-03-05", "predvčerom=2024-03-04"]),
        ("hu", "Szerdán, március 6-án, és 1956. október 23-án.", [
            "Szerdán, március 6-án=2024-03-06", "1956. október 23-án=1956-10-23"]),
        ("hu", "2024. március elején, március 5-7.", ["2024. március=2024-03", "március 5-7=2024-03-05/2024-03-07"]),
        ("ro", "Lunea trecută, luni, 4 martie.", ["Lunea trecută=2024-03-04", "luni, 4 martie=2024-03-04"]),
        ("sv", "I måndags, på måndagen och på måndag.", [
            "I måndags=2024-03-04", "måndagen=2024-03-04", "på måndag=2024-03-11"]),
        ("da", "Tirsdag den 5. marts.", ["Tirsdag den 5. marts=2024-03-05"]),
        ("nn", "Tysdag og i går.", ["Tysdag=2024-03-05", "i går=2024-03-05"]),
        ("fi", "Keskiviikkona 28.2.2024 ja viime maanantaina.", [
            "Keskiviikkona 28.2.2024=2024-02-28", "viime maanantaina=2024-03-04"]),
        ("el", "Την Τετάρτη 28 Φεβρουαρίου.", ["Τετάρτη 28 Φεβρουαρίου=2024-02-28"]),
        ("bg", "В сряда ще гласуват в петък.", ["сряда=2024-03-06", "петък=2024-03-08"]),
        ("hr", "U utorak, 5. ožujka.", ["utorak, 5. ožujka=2024-03-05"]),
        ("sr", "Прошлог понедељка.", ["Прошлог понедељка=2024-03-04"]),
        ("fa", "دوشنبه ۱۴ اسفند ۱۴۰۲ و ۱۵ اسفند و 1402/12/15", [
            "دوشنبه ۱۴ اسفند ۱۴۰۲=2024-03-04", "۱۵ اسفند=2024-03-05", "1402/12/15=2024-03-05"]),
        ("fa", "از ۱ تا ۵ اسفند", ["۱ تا ۵ اسفند=2024-02-20/2024-02-24"]),
        ("he", "ביום שני שעבר וב-5 במרץ 2024.", ["ביום שני שעבר=2024-03-04", "5 במרץ 2024=2024-03-05"]),
        ("hi", "पिछले सोमवार को, 5 मार्च को और आज", ["पिछले सोमवार=2024-03-04", "5 मार्च=2024-03-05", "आज=2024-03-06"]),
        ("vi", "Sáng thứ Hai, ngày 4/3, và tháng 3/2011.", [
            "Sáng thứ Hai, ngày 4/3=2024-03-04", "tháng 3/2011=2011-03"]),
        ("zh", "上周五，本周五，3月5日，5日上午，2011年3月。", [
            "上周五=2024-03-01", "本周五=2024-03-08", "3月5日=2024-03-05", "5日=2024-03-05", "2011年3月=2011-03"]),
        ("zh", "2024-03-05 和 昨天", ["2024-03-05=2024-03-05", "昨天=2024-03-05"]),
        ("ja", "一昨日と水曜日、来週の火曜日、2011年3月11日。", [
            "一昨日=2024-03-04", "水曜日=2024-03-06", "来週の火曜日=2024-03-12", "2011年3月11日=2011-03-11"]),
        ("ko", "지난 수요일에, 다음 금요일, 3월 5일 어제", [
            "지난 수요일=2024-02-28", "다음 금요일=2024-03-08", "3월 5일=2024-03-05", "어제=2024-03-05"]),
    ],
)  # fmt: skip
def test_the_times_that_are_named(language: str, text: str, expected: list[str]) -> None:
    assert said(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le robot s'est posé sur Mars, rue du 4 septembre, le mercredi des Cendres."),
        ("fr", "Sheffield Wednesday a battu Monday et May."),
        ("fr", "La série Mercredi, 3 mars-bars, le 31 juin, le 30 février, le 45 mars."),
        ("es", "En Santo Domingo, en la calle 25 de Mayo, en la mañana, Rosa Mayo y Marzo ganaron."),
        ("es", "El 32/13/2024, 192.168.2024, 1.200.300 y 12/5 puntos."),
        ("de", "Am Morgen, sonntags, in der Straße des 17. Juni, 20 Mai-Demonstranten."),
        ("it", "Un venerdì nero, in via 20 settembre."),
        ("pt", "A segunda metade, a quinta vítima, a terça parte, http://a.example/2015/03/30/x."),
        ("nl", "De Morgen en de morgen."),
        ("ru", "Защита окружающей среды."),
        ("tr", "Cuma namazı, salı pazarı."),
        ("id", "Tiga minggu lalu. Minggu ini."),
        ("ro", "Peste 6 luni, după trei luni."),
        ("el", "Η τρίτη φορά, στη δεύτερη θέση."),
        ("hu", "A március 10 ember életét."),
        ("vi", "Lần thứ hai, người thứ ba, 5/3."),
        ("fa", "نماز جمعه، ۱۲ می‌شود، اسفند ۱۴۰۲، ۳۱ اسفند، 1402/13/01، ۳ دیوار"),
        ("hi", "आजादी, मंगल"),
        ("zh", "每周一次，一周三次，13月5日，3日内，今日俄罗斯，2023年13月"),
        ("ja", "3日間、きょうだい、2024-13-05"),
        ("ko", "3일간, 3일 동안, 3일째, 2일 만에, 오늘날, 32일 오전"),
    ],
)
def test_what_is_no_time(language: str, text: str) -> None:
    assert [date.value for date in read(language, text).dates if date.value] == []


def test_names_need_their_small_letters_only_inside_a_sentence() -> None:
    assert said("es", "Domingo Pérez, Domingo. Domingo de luto. ES DOMINGO") == [
        "Domingo=2024-03-03",
        "Domingo=2024-03-03",
        "DOMINGO=2024-03-03",
    ]


def test_nothing_is_guessed_without_a_publication_time() -> None:
    assert said("fr", "Mardi dernier, hier et le 5 mars, mais le 5 mars 2011.", when=None) == [
        "Mardi dernier=",
        "hier=",
        "5 mars=",
        "5 mars 2011=2011-03-05",
    ]
    assert said("zh", "上周五，周一，3月5日，5日上午", when=None) == ["上周五=", "周一=", "3月5日=", "5日="]
    assert said("fa", "۵ اسفند", when=None) == ["۵ اسفند="]


@pytest.mark.parametrize(
    ("language", "title", "body", "expected"),
    [
        ("fr", "Un attentat fait 12 morts", "L'explosion a eu lieu mardi à Paris.", "2024-03-05"),
        ("fr", "Attentat mardi à Paris: 12 morts", "Le procureur parlera vendredi prochain.", "2024-03-05"),
        ("fr", "Un attentat fait 12 morts", "Le ministre parlera vendredi prochain.", None),
        (
            "fr",
            "L'attentat du 13 novembre 2015 avait fait 130 morts",
            "La ville se tait.",
            "2015-11-13",
        ),
        ("fr", "Un attentat fait 12 morts", "La ville est née le 13 mai 1815. Mardi, elle pleure.", "2024-03-05"),
        ("es", "Un terremoto deja 45 muertos", "El sismo ocurrió ayer.", "2024-03-05"),
        ("de", "Anschlag in Köln: 12 Tote", "Die Tat geschah am Montag.", "2024-03-04"),
    ],
)
def test_the_event_took_place_on_a_day_near_the_words_that_tell_it(
    language: str, title: str, body: str, expected: str | None
) -> None:
    happened = read(language, body, title=title)
    assert happened.event is not None
    assert (happened.event_time.value if happened.event_time else None) == expected


def test_an_event_has_no_time_without_a_publication_time() -> None:
    assert read("fr", "Un attentat a fait 12 morts mardi.", when=None).event_time is None


def test_a_time_stands_where_the_page_has_it() -> None:
    text = "पुलिस ने पिछले सोमवार को कहा"
    [named] = read("hi", text).dates
    assert text[named.start : named.end] == named.text == "पिछले सोमवार"


@pytest.mark.parametrize(("language", "one"), [("fr", "hier. "), ("zh", "昨天。"), ("de", "5. "), ("hu", "2024. ")])
def test_times_are_read_up_to_a_limit(language: str, one: str) -> None:
    assert len(read(language, one * 4 * MOST).dates) == (MOST if one in ("hier. ", "昨天。") else 0)


def test_every_language_names_all_weekdays_and_months() -> None:
    for row in table("dates").values():
        if "order" in row:
            assert len(row["order"]) >= 7
        else:
            assert (len(row["weekdays"]), len(row["months"])) == (7, 12)
    assert "en" not in DATES


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1357, 11, 22, date(1979, 2, 11)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1403, 1, 1, date(2024, 3, 20)),
        (1403, 7, 31, None),
        (1403, 13, 1, None),
    ],
)
def test_the_days_of_the_solar_hijri_calendar(year: int, month: int, day: int, expected: date | None) -> None:
    assert solar_hijri(year, month, day) == expected


def test_the_nearest_solar_hijri_day_is_rather_a_past_one() -> None:
    assert nearest_solar_hijri(date(2024, 3, 6), 12, 20) == date(2024, 3, 10)
    assert nearest_solar_hijri(date(2024, 3, 6), 8, 1) == date(2023, 10, 23)
