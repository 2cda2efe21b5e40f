"""Names that are other words in their language."""

import pytest

from tests.unit.enrich.countries.test_countries import read


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("ko", "승합차가 인도로 돌진해 행인 4명이 다쳤다.", set()),
        ("ko", "인도 북부에서 열차가 탈선해 12명이 숨졌다.", {"IN"}),
        ("ko", "범죄인 송환 절차에 따라 인도 여부가 결정된다.", set()),
        ("ko", "목적을 이루는 수단을 가리지 않는다.", set()),
        ("ko", "수단 정부군과 반군이 수도에서 교전했다.", {"SD"}),
        ("ko", "그는 오만을 버리고 싸움을 말리는 쪽을 택했다.", set()),
        ("hi", "गन्ना किसानों ने चीनी मिल के बाहर धरना दिया।", set()),
        ("hi", "चीनी सेना ने ताइवान के पास अभ्यास किया।", {"CN", "TW"}),
        ("hi", "बाग के माली ने पौधों को पानी दिया।", set()),
        ("pt", "Peru assado: leve ao forno com farofa.", set()),
        ("pt", "Um sismo atingiu o sul do Peru.", {"PE"}),
        ("pl", "W dzielnicy Włochy w Warszawie spłonął magazyn.", {"PL"}),
        ("pl", "Włochy: lawina zeszła w Alpach niedaleko Turynu.", {"IT"}),
        ("tr", "Mısır hasadı bu yıl geç başladı, çiftçiler dertli.", set()),
        ("tr", "Mısır'ın başkenti Kahire'de tren kazası.", {"EG"}),
        ("ru", "Того, что случилось, никто не ждал.", set()),
        ("ar", "طلب الوزير دعم البنك لسد عجز مالي كبير.", set()),
        ("fa", "این شرکت از وزارت کمک مالی خواست.", set()),
    ],
)
def test_words_around_a_name_say_whether_it_is_the_country(language: str, text: str, countries: set[str]) -> None:
    assert set(read(text, language=language)) == countries


def test_one_such_place_is_enough_for_a_whole_text_in_which_nothing_else_speaks_for_the_country() -> None:
    text = "चीनी महंगी हुई। व्यापारियों के अनुसार इस साल गन्ना कम हुआ और मिल बंद रहीं, जिससे बाजार में आपूर्ति घटी। चीनी के दाम बढ़े।"

    assert not read(text, language="hi")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "К ужину подали салат с китайской капустой и корейской морковью."),
        ("pt", "Sirva com arroz à grega e pão francês."),
        ("it", "Per finire, una zuppa inglese."),
        ("es", "Hoy preparamos ensaladilla rusa."),
        ("pl", "Na obiad pierogi ruskie, potem sałatka grecka."),
        ("tr", "Yemekten sonra Türk kahvesi içildi."),
    ],
)
def test_a_dish_named_after_a_people_is_not_its_country(language: str, text: str) -> None:
    assert not read(text, language=language)


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("zh", "沿海地区迎来强降雨。", set()),
        ("zh", "发展中国家需要资金。", set()),
        ("zh", "青海地震后道路中断。", {"CN"}),
        ("zh", "今日本市多所学校停课。", set()),
        ("ja", "中国地方は雨になる。", {"JP"}),
        ("ja", "マリナーズが勝った。", set()),
        ("ja", "インド洋で漁船が遭難した。", set()),
    ],
)
def test_a_name_within_other_words_is_none(language: str, text: str, countries: set[str]) -> None:
    assert set(read(text, language=language)) == countries


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("ar", "غرق قارب قبالة سواحل بنزرت.", "TN"),
        ("ar", "اشتباكات في مأرب.", "YE"),
        ("fa", "سیل در بدخشان خانه‌ها را برد.", "AF"),
        ("fa", "زلزله یزد را لرزاند.", "IR"),
        ("hi", "मुजफ्फरनगर में बॉयलर फटा।", "IN"),
        ("hi", "बिहार में नाव डूबी।", "IN"),
        ("ko", "부산서 화재가 났다.", "KR"),
        ("ko", "하르키우에 공습이 있었다.", "UA"),
        ("ja", "ペシャワルで爆発があった。", "PK"),
        ("zh", "坎大哈发生爆炸。", "AF"),
        ("bn", "কুমিল্লায় বাস উল্টে গেছে।", "BD"),
        ("ur", "کوئٹہ میں دھماکا ہوا۔", "PK"),
        ("th", "รถบัสพลิกคว่ำที่เชียงใหม่", "TH"),
        ("el", "Φωτιά στη Λάρισα.", "GR"),
        ("he", "שריפה באשקלון.", "IL"),
    ],
)
def test_towns_are_known_without_their_country(language: str, text: str, country: str) -> None:
    assert [iso2 for iso2, found in read(text, language=language).items() if found.focus] == [country]


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("de", "Zwei deutsche Bergsteiger sind in Tadschikistan von einer Lawine verschüttet worden.", "TJ"),
        ("es", "Una misionera española fue asesinada en Cabo Delgado.", "MZ"),
        ("it", "Un alpinista italiano è morto sul Karakorum in Pakistan.", "PK"),
        ("pt", "Turista brasileiro é morto a tiros em Assunção.", "PY"),
        ("pl", "Polski himalaista zginął w Nepalu.", "NP"),
        ("ru", "Российский турист погиб на Пхукете в Таиланде.", "TH"),
        ("ar", "مقتل عامل مصري في مصراتة.", "LY"),
        ("hi", "दुबई में भारतीय मजदूर की मौत।", "AE"),
        ("zh", "两名中国工人在坎大哈遭绑架。", "AF"),
        ("ja", "日本人観光客がバリ島で死亡した。", "ID"),
        ("ko", "한국인 관광객이 태국 치앙마이에서 숨졌다.", "TH"),
    ],
)
def test_whose_national_somebody_is_is_not_where_it_happened(language: str, text: str, country: str) -> None:
    assert [iso2 for iso2, found in read(text, language=language).items() if found.focus] == [country]


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("cs", "Rozvodněná řeka zaplavila domy v Krnově.", "CZ"),
        ("sk", "V Poprade horí sklad.", "SK"),
        ("hu", "Kigyulladt egy ház Nyírbátorban.", "HU"),
        ("uk", "У Нікополі пролунали вибухи.", "UA"),
        ("ru", "В Оренбургской области прорвало дамбу.", "RU"),
        ("bg", "Пожар избухна в Самоков.", "BG"),
        ("el", "Σεισμός έγινε αισθητός στη Λάρισα.", "GR"),
        ("th", "น้ำท่วมหนักที่จังหวัดน่าน", "TH"),
        ("bn", "ফরিদপুরে বাস উল্টে গেছে।", "BD"),
        ("ur", "چکوال میں بس الٹ گئی۔", "PK"),
        ("ar", "حريق في مصنع في أسيوط.", "EG"),
        ("fa", "زمین‌لرزه‌ای مازندران را لرزاند.", "IR"),
        ("sr", "U Novom Sadu je srušen most.", "RS"),
        ("sw", "Mafuriko yakumba kaunti ya Baringo, watu wakimbia.", "KE"),
        ("pl", "Powódź zalała domy pod Hrubieszowem.", "PL"),
    ],
)
def test_towns_and_provinces_of_a_languages_own_country(language: str, text: str, country: str) -> None:
    assert country in read(text, language=language)
