"""Pages of kinds that crawlers leave: wrapped, shouted, joined, in other scripts, running stories."""

import textwrap
from datetime import UTC, datetime

import pytest

from schemas.page import PageRef
from streams.domain.split import Cut, split
from tests.unit.split.laws import check

BOAT = "Coast guard rescues 41 people from sinking boat"
BOAT_TEXT = [
    "The coast guard said on Tuesday that it had picked up 41 people from a wooden boat that was taking on water.",
    "Two of them, a woman and her child, were flown to a hospital with burns from spilled fuel, a spokesman said.",
    "The boat had left the mainland three days earlier, the survivors said, and its engine failed in the first night.",
    "A freighter that passed on Monday saw the vessel and raised the alarm, but the sea was too rough to help.",
    "The interior ministry said all of those rescued would be taken to a centre while their papers were checked.",
]
STRIKE = "Teachers strike over pay closes schools in nine provinces"
STRIKE_TEXT = [
    "Thousands of teachers stayed away from work on Wednesday over pay, and schools in nine provinces stayed closed.",
    "The union said its members had waited two years for the government to keep a promise made before the election.",
    "“We do not want to be on the street, we want to be in the classroom,” the union's president said at a rally.",
    "The education minister called the strike irresponsible and said that there was no money for a larger increase.",
    "Parents who had to stay at home with their children said that they hoped for a quick agreement.",
]


def cut(text: str) -> Cut:
    found = split(text, page=PageRef(id="p"))
    check(text, found)
    return found


def bodies(text: str) -> list[tuple[str | None, list[str]]]:
    return [(article.title, list(article.paragraphs)) for article in cut(text).articles]


def test_two_stories_with_nothing_but_their_headlines_are_told_apart() -> None:
    page = "\n".join([BOAT, *BOAT_TEXT, STRIKE, *STRIKE_TEXT])

    assert bodies(page) == [(BOAT, BOAT_TEXT), (STRIKE, STRIKE_TEXT)]


def test_two_stories_broken_by_width_are_put_together_and_told_apart() -> None:
    parts = [BOAT, *BOAT_TEXT, STRIKE, *STRIKE_TEXT]
    page = "\n\n".join("\n".join(textwrap.wrap(part, 62)) for part in parts)

    assert bodies(page) == [(BOAT, BOAT_TEXT), (STRIKE, STRIKE_TEXT)]


def test_a_page_in_capitals_is_told_apart_as_any_other() -> None:
    page = "\n".join([BOAT, *BOAT_TEXT, STRIKE, *STRIKE_TEXT]).upper()

    assert [title for title, _ in bodies(page)] == [BOAT.upper(), STRIKE.upper()]


def test_a_page_joined_into_one_line_keeps_its_text_in_one_article() -> None:
    page = " ".join([*BOAT_TEXT, *STRIKE_TEXT, *(paragraph.replace("said", "told") for paragraph in STRIKE_TEXT)])

    found = cut(page)

    assert len(found.articles) == 1
    assert sum(map(len, found.articles[0].paragraphs)) > 0.9 * len(page)


def test_a_single_paragraph_below_its_headline_is_an_article() -> None:
    assert bodies("\n".join(["Home", "News", BOAT, BOAT_TEXT[0], "Share"])) == [(BOAT, BOAT_TEXT[:1])]


def test_an_index_page_with_teasers_has_no_article() -> None:
    page = [
        "Home", "World", "Politics", "Business", "Sport", "Search", "Top stories",
        BOAT, "The coast guard picked up 41 people south of the island…", "2 hours ago",
        STRIKE, "Schools in nine provinces stay shut as talks end without a result.", "3 hours ago",
        "Mayor opens new bridge", "The crossing took six years to build.", "5 hours ago",
        "Cup final goes to penalties", "Fans celebrate all night in the old town.", "Yesterday",
        "More stories", "Contact us", "Privacy policy",
    ]  # fmt: skip

    assert bodies("\n".join(page)) == []


def test_a_teaser_between_paragraphs_is_none_of_the_text() -> None:
    page = [BOAT, *BOAT_TEXT[:3], "Read also: Mayor opens new bridge over the river", *BOAT_TEXT[3:]]

    assert bodies("\n".join(page)) == [(BOAT, BOAT_TEXT)]


SCRIPTS = {
    "Cyrillic": (
        ["Главная", "Политика", "Экономика", "Спорт"],
        "Береговая охрана спасла 41 человека с тонущей лодки",
        "12 марта 2025, 15:40",
        [
            "Береговая охрана сообщила во вторник, что подобрала 41 человека с деревянной лодки в открытом море.",
            "Двоих из них, женщину и её ребёнка, доставили на вертолёте в больницу столицы, сказал представитель.",
            "По словам спасённых, лодка вышла с материка тремя днями ранее, и в первую же ночь отказал двигатель.",
        ],
        ["Поделиться", "Читайте также", "Учителя бастуют в девяти областях", "Контакты"],
    ),
    "Arabic": (
        ["الرئيسية", "أخبار", "رياضة"],
        "خفر السواحل ينقذ 41 شخصا من قارب غارق",
        "12 مارس 2025, 15:40",
        [
            "قال خفر السواحل يوم الثلاثاء إنه انتشل 41 شخصا من قارب خشبي كانت المياه تتسرب إليه جنوب الجزيرة.",
            "ونقل اثنان منهم، امرأة وطفلها، إلى مستشفى في العاصمة مصابين بحروق من الوقود المسكوب، بحسب ما قال متحدث.",
            "وقالت وزارة الداخلية إن جميع الذين تم إنقاذهم سينقلون إلى مركز استقبال حتى يتم التحقق من أوراقهم.",
        ],
        ["شارك", "اقرأ أيضا", "إضراب المعلمين يغلق المدارس", "اتصل بنا"],
    ),
    "Devanagari": (
        ["होम", "देश", "खेल"],
        "तटरक्षक बल ने डूबती नाव से 41 लोगों को बचाया",
        "12 मार्च 2025, 15:40",
        [
            "तटरक्षक बल ने मंगलवार को कहा कि उसने द्वीप के दक्षिण में एक लकड़ी की नाव से 41 लोगों को बचाया जिसमें पानी भर रहा था।",
            "प्रवक्ता ने पत्रकारों से कहा कि उनमें से दो, एक महिला और उसके बच्चे को, राजधानी के अस्पताल ले जाया गया।",
            "गृह मंत्रालय ने कहा कि सभी बचाए गए लोगों को कागज़ात की जाँच होने तक स्वागत केंद्र में रखा जाएगा।",
        ],
        ["शेयर करें", "यह भी पढ़ें", "संपर्क करें"],
    ),
    "Greek": (
        ["Αρχική", "Πολιτική", "Αθλητικά"],
        "Η ακτοφυλακή διέσωσε 41 ανθρώπους από βάρκα που βυθιζόταν",
        "12 Μαρτίου 2025, 15:40",
        [
            "Η ακτοφυλακή ανακοίνωσε την Τρίτη ότι περισυνέλεξε 41 ανθρώπους από ξύλινη βάρκα που έμπαζε νερά.",
            "Δύο από αυτούς, μια γυναίκα και το παιδί της, μεταφέρθηκαν με ελικόπτερο στο νοσοκομείο της πρωτεύουσας.",
            "Το υπουργείο Εσωτερικών δήλωσε ότι όλοι οι διασωθέντες θα οδηγηθούν σε κέντρο υποδοχής.",
        ],
        ["Κοινοποίηση", "Διαβάστε επίσης", "Επικοινωνία"],
    ),
    "Han": (
        ["首页", "国际", "体育"],
        "海岸警卫队从沉船中救起41人",
        "2025年3月12日 15:40",
        [
            "海岸警卫队周二表示，他们在该岛以南海域从一艘正在进水的木船上救起了41人，其中包括多名儿童。救援行动持续了近六个小时。",
            "发言人对记者说，其中两人，一名妇女和她的孩子，因被溢出的燃料烧伤，已被直升机送往首都的医院接受治疗。",
            "幸存者说，这艘船三天前离开大陆，第一天夜里发动机就出了故障，此后一直在海上漂流。",
        ],
        ["分享", "相关阅读", "联系我们"],
    ),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_page_of_another_script_gives_its_article(script: str) -> None:
    menu, headline, time, paragraphs, below = SCRIPTS[script]

    found = cut("\n".join([*menu, headline, time, *paragraphs, *below]))

    assert [(a.title, list(a.paragraphs)) for a in found.articles] == [(headline, paragraphs)]
    assert found.articles[0].published_at == datetime(2025, 3, 12, 15, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("page", "title", "text"),
    [
        ("A ferry sank off Cebu on Monday, the coast guard said.", None, None),
        (
            "Ferry sinks off Cebu\n\nA ferry sank off Cebu on Monday, the coast guard said.",
            "Ferry sinks off Cebu",
            None,
        ),
        ("Home\nWorld\nA ferry sank off Cebu on Monday, the coast guard said.\nShare\nTweet\nPrivacy", None, None),
        (
            "Ferry sinks off Cebu\nhttps://news.example/ferry\nA ferry sank off Cebu on Monday, the coast guard said.",
            "Ferry sinks off Cebu",
            None,
        ),
        ("10:42 GMT\nFerry sinks off Cebu; dozens missing", None, "Ferry sinks off Cebu; dozens missing"),
        ("FLASH: Ferry with 200 aboard sinks off Cebu, dozens missing", None, "FLASH: Ferry with 200 aboard sinks off"),
        ("Паром затонул\n\nПаром затонул в понедельник у берегов Себу, сообщила полиция.", "Паром затонул", "Паром"),
        ("渡轮沉没\n\n警方称，周一一艘渡轮在宿务附近沉没。", "渡轮沉没", "警方称，"),
    ],
)
def test_a_news_flash_alone_on_its_page_is_an_article(page: str, title: str | None, text: str | None) -> None:
    ((headline, paragraphs),) = bodies(page)

    assert headline == title
    assert paragraphs[0].startswith(text or "A ferry sank off Cebu on Monday")


@pytest.mark.parametrize(
    "page",
    [
        "We use cookies to improve your experience. By continuing you accept our privacy policy.",
        "Subscribe to continue reading.\nAlready a subscriber? Sign in",
        "Page not found\nThe page you are looking for may have been moved or deleted.\nGo to the home page",
        "Please enable JavaScript to view this page.",
        "Copyright 2026 Example Media. All rights reserved.",
        "Checking your browser before accessing the site.\nThis process is automatic.",
        "Home\nNews\nSport\nWeather\nContact",
        "Ferry sinks off Cebu\nA ferry sank off Cebu on Monday, the coast guard said.\nDam bursts in Laos\n"
        "Villages on the Nam Ou were told to leave on Tuesday.\nTrams stand still\n"
        "Drivers walked out on Monday over pay.",
    ],
)
def test_what_a_site_says_of_itself_and_a_list_of_teasers_are_none(page: str) -> None:
    assert bodies(page) == []


def test_a_headline_on_a_dateline_begins_another_article_even_after_one_paragraph() -> None:
    first = "LOME, March 4 - Dock workers in Togo walked off the job on Wednesday over unpaid wages, their union said."
    second = "SUVA, March 4 - A cyclone tore roofs off schools in Fiji on Wednesday, the disaster office said."
    page = "\n".join(["Togo dock workers strike over wages", first, "Cyclone damages schools in Fiji", second])

    assert bodies(page) == [
        ("Togo dock workers strike over wages", [first]),
        ("Cyclone damages schools in Fiji", [second]),
    ]


def test_a_headline_of_four_words_alone_is_an_article() -> None:
    assert bodies("Cyclone hits northern Fiji") == [(None, ["Cyclone hits northern Fiji"])]


TRAMS = "Trams stand still in the capital as drivers walk out"
TRAMS_TEXT = "Drivers of the capital's trams walked out on Monday and left thousands waiting in the rain, police said."
QUAKE = "Earthquake shakes Antalya, no damage reported"
QUAKE_TEXT = "An earthquake of magnitude 5.1 shook Antalya early on Friday. No damage was reported."
BRIEFS = [(BOAT, BOAT_TEXT[0]), (TRAMS, TRAMS_TEXT), (STRIKE, STRIKE_TEXT[0]), (QUAKE, QUAKE_TEXT)]


@pytest.mark.parametrize("place", ["", "LIMA: ", "NAIROBI (Reuters) - ", "KABUL, March 4 - "])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_briefs_of_one_paragraph_each_are_told_apart_and_none_is_lost(place: str, count: int) -> None:
    page = "\n".join(line for title, text in BRIEFS[:count] for line in (title, place + text))

    assert bodies(page) == [(title, [place + text]) for title, text in BRIEFS[:count]]


def test_a_brief_on_a_dateline_below_a_whole_story_is_an_article() -> None:
    page = "\n".join([BOAT, *BOAT_TEXT, TRAMS, "LIMA (AFP) - " + TRAMS_TEXT])

    assert bodies(page) == [(BOAT, BOAT_TEXT), (TRAMS, ["LIMA (AFP) - " + TRAMS_TEXT])]


def test_a_teaser_without_a_dateline_below_a_whole_story_is_none() -> None:
    page = "\n".join(["Home", "World", BOAT, *BOAT_TEXT, "Share", "More stories", TRAMS, TRAMS_TEXT, QUAKE, QUAKE_TEXT])

    assert bodies(page) == [(BOAT, BOAT_TEXT)]


def test_a_headline_that_says_something_else_than_the_line_below_it_is_no_brief() -> None:
    page = "\n".join([BOAT, BOAT_TEXT[0], TRAMS, TRAMS_TEXT, "Ten books for the summer holidays", QUAKE_TEXT])

    assert "Ten books for the summer holidays" not in [title for title, _ in bodies(page)]


def test_a_brief_on_a_dateline_is_an_article_below_a_link_too() -> None:
    brief = "LIMA (AFP) - " + TRAMS_TEXT
    page = "\n".join([BOAT, *BOAT_TEXT, "Read more: https://a.example/boat", TRAMS, brief])

    assert bodies(page) == [(BOAT, BOAT_TEXT), (TRAMS, [brief])]


def test_a_page_of_briefs_may_have_a_name() -> None:
    page = "\n".join(["World in brief", *(line for brief in BRIEFS for line in brief)])

    assert bodies(page) == [(title, [text]) for title, text in BRIEFS]


def test_entries_of_a_running_story_that_open_with_time_and_headline_are_kept() -> None:
    entries = [("10:42 - Two rescued", BOAT_TEXT[1]), ("09:55 - Trams stop", TRAMS_TEXT), ("08:10 - Quake", QUAKE_TEXT)]
    page = "\n".join(["Live: what happens in the capital today", *(line for entry in entries for line in entry)])
    [(title, paragraphs)] = bodies(page)

    assert title == "Live: what happens in the capital today"
    assert paragraphs[-2:] == [TRAMS_TEXT, QUAKE_TEXT]


def test_a_listing_below_an_article_is_none_of_it() -> None:
    listing = ["TV tonight", "18:00 Evening news", QUAKE_TEXT, "21:00 Murder in the lake", TRAMS_TEXT]
    [(title, paragraphs)] = bodies("\n".join([BOAT, *BOAT_TEXT, *listing]))[:1]

    assert (title, paragraphs) == (BOAT, BOAT_TEXT)


ENDINGS = [
    "No one was hurt.",
    "Ferries run again on Wednesday.",
    "The ministry did not answer. Its offices were closed.",
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_short_last_paragraph_is_kept_where_a_page_is_text(ending: str) -> None:
    page = "\n".join(["Harbour Post", BOAT, "\n\n".join([*BOAT_TEXT[:3], ending]), "Get our app | Terms"])

    assert bodies(page) == [(BOAT, [*BOAT_TEXT[:3], ending])]


@pytest.mark.parametrize("notice", ["Subscribe to our newsletter.", "Sign in to leave a comment on this story."])
def test_what_a_site_asks_for_is_no_last_paragraph(notice: str) -> None:
    page = "\n".join(["Harbour Post", BOAT, "\n\n".join([*BOAT_TEXT[:3], notice])])

    assert bodies(page) == [(BOAT, BOAT_TEXT[:3])]


BULLETINS = {
    "de": (
        "Kurz gemeldet",
        "Hochwasser in Passau: Altstadt gesperrt",
        "Die Donau ist in der Nacht über die Ufer getreten, die Altstadt von Passau ist für Autos gesperrt. Verletzte "
        "gab es nach Angaben der Feuerwehr nicht, etwa vierzig Keller liefen voll.",
        "Der Scheitel wird am Abend erwartet.",
        "Brand in einer Werkstatt in Graz",
        "GRAZ (APA) - In einer Autowerkstatt in Graz ist am Dienstag ein Feuer ausgebrochen. Zwei Mechaniker kamen mit "
        "Rauchvergiftungen in ein Krankenhaus, das Gebäude brannte nieder.",
        "Die Ursache ist noch unklar.",
    ),
    "es": (
        "Breves del día",
        "Un incendio forestal obliga a desalojar tres aldeas en Ourense",
        "Tres aldeas del sur de Ourense fueron desalojadas el lunes por un incendio forestal que avanza empujado por "
        "el viento. Unos doscientos vecinos pasaron la noche en un polideportivo, según la Xunta.",
        "La carretera nacional sigue cortada.",
        "Huelga de autobuses en Rosario por los salarios",
        "ROSARIO - Los choferes de Rosario pararon el martes en reclamo de salarios atrasados y ningún autobús salió a "
        "la calle. El gremio anunció que la huelga seguirá hasta que haya una oferta.",
        "El gobierno provincial convocó a una reunión.",
    ),
    "zh": (
        "简讯",
        "货轮在港口起火 两名船员受伤",
        "一艘货轮星期二凌晨在港口停靠时起火，两名船员受伤送医，消防队用了四个小时才把火扑灭，港口的装卸作业一度全部停止。",
        "起火原因正在调查。",
        "山区公路塌方 三个村庄交通中断",
        "连日大雨造成山区一段公路塌方，三个村庄的交通中断，当地政府说已经派出工程队抢修，预计两天之内恢复通车，没有人员伤亡。",
        "气象台说雨势将在周四减弱。",
    ),
    "hi": (
        "संक्षेप",
        "नदी में नाव पलटी, सात लोग लापता",
        "जिले की नदी में सोमवार शाम एक नाव पलट गई और सात लोग लापता हैं। पुलिस ने बताया कि नाव में बीस लोग सवार थे और "
        "बाकी लोगों को गाँव वालों ने नदी से निकाल लिया।",
        "खोज का काम रात भर चलता रहा।",
        "बाज़ार में आग से चालीस दुकानें जलीं",
        "शहर के पुराने बाज़ार में मंगलवार तड़के आग लग गई और चालीस दुकानें जल गईं। दमकल विभाग के अनुसार आग बिजली के तारों से "
        "लगी और किसी की जान नहीं गई।",
        "दुकानदारों ने मुआवज़े की माँग की है।",
    ),
}


@pytest.mark.parametrize("rule", ["+++", "• • •", "~~~", "————"])
@pytest.mark.parametrize("language", BULLETINS)
def test_short_texts_of_any_language_are_told_apart_by_a_rule_across_the_page(language: str, rule: str) -> None:
    name, first, lead, end, second, other, close = BULLETINS[language]
    page = "\n".join([name, first, lead, "", end, rule, second, other, "", close])

    assert bodies(page) == [(first, [lead, end]), (second, [other, close])]


@pytest.mark.parametrize(
    "lead", ["Lesen Sie auch: ", "À lire aussi : ", "LEA TAMBIÉN: ", "Читайте также: ", "اقرأ أيضا: ", "関連記事："]
)
def test_what_leads_to_other_articles_is_none_in_any_language(lead: str) -> None:
    more = [lead + "Storm over Fiji", lead + "Quake in Antalya"]
    page = "\n".join([BOAT, "\n\n".join(BOAT_TEXT), *more])

    assert bodies(page) == [(BOAT, BOAT_TEXT)]


@pytest.mark.parametrize("language", ["zh", "hi"])
def test_the_headline_of_a_text_without_latin_letters_is_the_line_that_speaks_of_it(language: str) -> None:
    name, first, lead, end, *_ = BULLETINS[language]
    share = {"zh": "分享 微信 微博", "hi": "साझा करें व्हाट्सऐप"}[language]
    page = "\n".join([name, first, share, lead, "", end])

    assert bodies(page) == [(first, [lead, end])]


@pytest.mark.parametrize(
    "time",
    [
        "Freitag, 29. Mai 2026, 10:08 Uhr", "2 de junio de 2026", "Publié le 5 mai 2026 à 21 h 30",
        "29 мая 2026 в 10:08", "2026年7月8日 12時10分", "Diterbitkan 3 Agustus 2026 pukul 14.10 WIB",
    ],
)  # fmt: skip
def test_the_time_of_publication_is_no_headline_in_any_language(time: str) -> None:
    page = "\n".join([BOAT, time, "\n\n".join(BOAT_TEXT)])

    assert bodies(page) == [(BOAT, BOAT_TEXT)]


TIGHT = {
    "sv": (
        "Skottlossning vid busstation i Borås",
        [
            "Två personer fördes till sjukhus med skottskador efter en skottlossning vid busstationen i Borås sent på "
            "onsdagskvällen. En av dem är allvarligt skadad, uppger sjukhuset.",
            "Polisen larmades strax före midnatt och har spärrat av ett stort område. Flera vittnen har förhörts.",
        ],
        "Läs mer: Så ska kommunen göra stationen tryggare",
        "Ingen hade gripits på torsdagsmorgonen och teknikerna fortsätter sitt arbete på platsen.",
    ),
    "el": (
        "Φωτιά σε εργοστάσιο πλαστικών στη Λάρισα",
        [
            "Μεγάλη φωτιά ξέσπασε τα ξημερώματα σε εργοστάσιο πλαστικών έξω από τη Λάρισα και δύο εργάτες "
            "μεταφέρθηκαν στο νοσοκομείο με αναπνευστικά προβλήματα.",
            "Στο σημείο επιχειρούν σαράντα πυροσβέστες με δεκαπέντε οχήματα, ενώ έκλεισε η εθνική οδός.",
        ],
        "Διαβάστε επίσης: Τα μέτρα για τις πυρκαγιές",
        "Η πυροσβεστική κάλεσε τους κατοίκους των γύρω χωριών να κρατήσουν κλειστά τα παράθυρα.",
    ),
    "ko": (
        "울산 화학공장 폭발로 3명 부상",
        [
            "3일 새벽 울산의 한 화학공장에서 폭발 사고가 나 직원 3명이 다쳐 병원으로 옮겨졌다. "
            "소방당국은 두 시간 만에 불을 껐다고 밝혔다.",
            "경찰은 배관에서 새어 나온 가스에 불이 붙은 것으로 보고 공장 관계자들을 조사하고 있다.",
        ],
        "관련기사: 산업단지 안전 점검 강화",
        "인근 주민들에게는 창문을 닫으라는 안내 문자가 발송됐다고 시 당국은 전했다.",
    ),
}


@pytest.mark.parametrize("language", TIGHT)
def test_a_last_paragraph_below_a_line_that_leads_away_is_kept_on_a_page_without_space(language: str) -> None:
    title, text, lead, last = TIGHT[language]

    assert bodies("\n".join([title, *text, lead, last])) == [(title, [*text, last])]


def test_lines_of_a_script_without_spaces_and_stops_are_paragraphs_by_their_length() -> None:
    title = "ไฟไหม้โกดังสินค้าเชียงใหม่ เจ็บ 4 ราย"
    text = [
        "เกิดเหตุเพลิงไหม้โกดังเก็บสินค้าในตัวเมืองเชียงใหม่เมื่อคืนที่ผ่านมา มีผู้ได้รับบาดเจ็บ 4 ราย เจ้าหน้าที่ดับเพลิงใช้เวลากว่าสามชั่วโมง"
        "จึงควบคุมเพลิงไว้ได้ทั้งหมด",
        "ตำรวจกำลังสอบสวนหาสาเหตุของเพลิงไหม้โกดังเก็บสินค้าแห่งนี้ เบื้องต้นคาดว่าเกิดจากไฟฟ้าลัดวงจรภายในอาคารชั้นล่าง",
    ]

    assert bodies("\n".join(["ข่าวเหนือ", title, *text])) == [(title, text)]


@pytest.mark.parametrize(
    "row", ["Nyheter / Sport / Kultur / Familj", "News * Markets * Weather", "World · Asia · Cities · Law"]
)
def test_a_row_of_sections_is_no_headline(row: str) -> None:
    assert bodies("\n".join([row, BOAT, "", "\n\n".join(BOAT_TEXT)])) == [(BOAT, BOAT_TEXT)]


@pytest.mark.parametrize(
    "byline", ["CEBU CITY | By Dana Reyes", "Cebu – By our correspondent", "Text and photographs: Ana Cruz"]
)
def test_a_byline_behind_a_place_or_with_photographs_is_no_headline(byline: str) -> None:
    assert bodies("\n".join([BOAT, byline, *BOAT_TEXT])) == [(BOAT, BOAT_TEXT)]


@pytest.mark.parametrize("date", ["20 April 2026", "Monday 11 May", "12. März 2026"])
def test_a_date_below_a_headline_is_no_more_of_it_where_lines_are_broken_by_width(date: str) -> None:
    text = "\n\n".join("\n".join(textwrap.wrap(part, 62)) for part in BOAT_TEXT)

    assert bodies("\n".join([BOAT, date, text])) == [(BOAT, BOAT_TEXT)]


def test_one_more_text_of_a_single_long_paragraph_below_an_article_is_one() -> None:
    text = f"{STRIKE_TEXT[0]} {STRIKE_TEXT[1]}"
    page = "\n".join([BOAT, *BOAT_TEXT, "Education", STRIKE, text, "Terms of use"])

    assert bodies(page) == [(BOAT, BOAT_TEXT), (STRIKE, [text])]
