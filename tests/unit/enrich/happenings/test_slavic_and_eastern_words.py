"""Words by which Russian, Ukrainian, Polish, Turkish, Arabic and Persian tell what happened, and to how many."""

import pytest

from tests.unit.enrich.happenings.test_other_languages import read, said


@pytest.mark.parametrize(
    ("language", "text", "event", "counts"),
    [
        ("ru", "Огонь охватил тысячи гектаров леса, эвакуированы более двух тысяч человек.", "DISASTER",
         [("evacuated", 2000, "more than")]),
        ("ru", "Трое рабочих насмерть отравились газом в колодце.", "ACCIDENT", [("killed", 3, "exactly")]),
        ("ru", "В результате авианалета погибли пять мирных жителей.", "ASSAULT", [("killed", 5, "exactly")]),
        ("ru", "Фермеры перекрыли трассу тракторами.", "PROTEST", []),
        ("ru", "Страна закрыла воздушное пространство для иностранных судов.", "COERCE", []),
        ("ru", "Москва отозвала посла для консультаций.", "SANCTION", []),
        ("ru", "Президент пригрозил ударом по соседней стране.", "THREATEN", []),
        ("uk", "Унаслідок сходження селю загинули четверо туристів.", "DISASTER", [("killed", 4, "exactly")]),
        ("uk", "У ДТП п'ятеро загинули, десятьох госпіталізували.", "ACCIDENT",
         [("killed", 5, "exactly"), ("injured", 10, "exactly")]),
        ("uk", "Троє поліцейських загинули у перестрілці.", "ASSAULT", [("killed", 3, "exactly")]),
        ("uk", "Польські фермери заблокували кордон тракторами.", "PROTEST", []),
        ("uk", "Армія стягує війська до кордону.", "MOBILIZE", []),
        ("uk", "З полону повернули 150 захисників.", "CONCEDE", [("released", 150, "exactly")]),
        ("pl", "Ziemia zatrzęsła się we wschodniej Turcji. Trzy osoby zginęły.", "DISASTER",
         [("killed", 3, "exactly")]),
        ("pl", "Bilans ofiar powodzi wzrósł z 9 do 12.", "DISASTER", [("killed", 12, "exactly")]),
        ("pl", "Bojownicy uprowadzili dwadzieścia uczennic.", "ASSAULT", [("abducted", 20, "exactly")]),
        ("pl", "Rolnicy zablokowali drogę krajową ciągnikami.", "PROTEST", []),
        ("pl", "MSZ wydaliło dwóch dyplomatów.", "COERCE", []),
        ("tr", "Aşırı sıcaklar 18 can aldı.", "DISASTER", [("killed", 18, "exactly")]),
        ("tr", "Silahlı grup köyü bastı, en az 30 kişiyi katletti.", "ASSAULT", [("killed", 30, "at least")]),
        ("tr", "Ankara büyükelçisini geri çağırdı.", "SANCTION", []),
        ("tr", "Ordu sınıra asker yığıyor.", "MOBILIZE", []),
        ("ar", "موجة الحر تحصد أرواح 18 شخصا.", "DISASTER", [("killed", 18, "exactly")]),
        ("ar", "مسلحون يخطفون 20 تلميذة في نيجيريا.", "ASSAULT", [("abducted", 20, "exactly")]),
        ("ar", "القوات تعتقل 35 فلسطينيا في الضفة الغربية.", "COERCE", [("arrested", 35, "exactly")]),
        ("ar", "الجزائر تستدعي سفيرها للتشاور.", "SANCTION", []),
        ("ar", "سيول وواشنطن تجريان محادثات بشأن كوريا الشمالية.", "CONSULT", []),
        ("ar", "الرئيس يهدد بضرب الدولة المجاورة.", "THREATEN", []),
        ("fa", "گرمای شدید جان ۱۸ نفر را گرفت.", "DISASTER", [("killed", 18, "exactly")]),
        ("fa", "شمار کشته‌شدگان حمله به ۱۲ نفر رسید.", "ASSAULT", [("killed", 12, "exactly")]),
        ("fa", "این کشور حریم هوایی خود را بست.", "COERCE", []),
        ("fa", "ارسال کمک‌های بشردوستانه به مناطق آسیب‌دیده.", "AID", []),
    ],
)  # fmt: skip
def test_words(language: str, text: str, event: str, counts: list[tuple[str, float, str]]) -> None:
    happened = read(language, text)
    assert happened.event is not None
    assert happened.event.type == event
    assert said(happened) == counts


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("ru", "Число погибших в результате схода оползня возросло до 40.", [("killed", 40, "exactly")]),
        ("ru", "Число раненых при обстреле города в среду достигло 40.", [("injured", 40, "exactly")]),
        ("ru", "Число погибших в результате схода оползня в среду до 40.", []),
        ("uk", "Кількість жертв удару по Тернополю зросла з 9 до 12.", [("killed", 12, "exactly")]),
        ("uk", "Кількість загиблих унаслідок удару по місту зросла щонайменше до 12.", [("killed", 12, "exactly")]),
        ("pl", "Liczba ofiar czwartkowego trzęsienia ziemi w górach wzrosła do 40.", [("killed", 40, "exactly")]),
    ],
)
def test_what_rose_to_a_number_may_be_said_far_in_front(
    language: str, text: str, counts: list[tuple[str, float, str]]
) -> None:
    assert said(read(language, text)) == counts


@pytest.mark.parametrize(
    "text",
    [
        "باران‌های سیل‌آسا در فیلیپین جان هفت نفر را گرفت.",
        "بارانهای سیلآسا در فیلیپین جان هفت نفر را گرفت.",
        "باران های سیل آسا در فیلیپین جان هفت نفر را گرفت.",
    ],
)
def test_parts_of_a_persian_word_may_stand_with_and_without_a_space(text: str) -> None:
    happened = read("fa", text)
    assert happened.event is not None
    assert happened.event.type == "DISASTER"
    assert said(happened) == [("killed", 7, "exactly")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Теннисистка разбила ракетку и проиграла в первом круге."),
        ("ru", "Певица взорвала зал своим новым хитом."),
        ("uk", "Акції компанії обвалилися на біржі, інвестори втратили мільярди."),
        ("pl", "Piosenkarka porwała tłumy nowym przebojem."),
        ("pl", "Rodzice martwią się o wyniki matur."),
        ("tr", "Otomobil satışları yüzde 20 düştü."),
        ("ar", "معرض الكتاب يستقبل آلاف الزوار."),
        ("fa", "سهام شرکت در بورس سقوط کرد و سرمایه‌گذاران میلیاردها از دست دادند."),
    ],
)
def test_no_event(language: str, text: str) -> None:
    happened = read(language, text)
    assert happened.event is None
    assert not happened.quantities
