"""Words of harm in what does none, in languages that are read by words alone: metaphors, matches, statements."""

import pytest

from tests.unit.enrich.happenings.test_other_languages import read

_HARM = {"ASSAULT", "DISASTER", "ACCIDENT", "HEALTH", "FIGHT", "PROTEST", "COERCE"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Una ola de críticas cae sobre la alcaldesa por los gastos del viaje."),
        ("es", "El Sevilla venció 2-1 con nueve disparos a portería."),
        ("pt", "Há 30 anos, um sismo destruiu a vila; hoje abre ali um museu."),
        ("pt", "Tempestade política em Brasília depois da entrevista."),
        ("fr", "Il y a 70 ans, un incendie ravageait la gare; une exposition le raconte."),
        ("fr", "Une vague de critiques s'abat sur le maire."),
        ("it", "Trent'anni fa l'alluvione, oggi una mostra."),
        ("it", "Guerra dei prezzi e ondata di critiche ai supermercati."),
        ("de", "Der Stürmer wechselt im Sommer nach Bremen."),
        ("de", "Vor 60 Jahren zerstörte ein Hochwasser die Altstadt."),
        ("nl", "Storm van kritiek op het nieuwe logo van de stad."),
        ("nl", "Twente won met 3-1 na negen schoten op doel."),
        ("pl", "Bomba cenowa w markecie: masło za dwa złote."),
        ("pl", "Fala oburzenia po decyzji rady miasta."),
        ("ru", "На чиновника обрушился шквал критики."),
        ("ru", "Взрыв цен на гречку удивил покупателей."),
        ("uk", "На 88-му році життя помер диригент."),
        ("uk", "Шквал критики після промови депутата."),
        ("tr", "Atamalar mecliste fırtına kopardı."),
        ("tr", "Takım kaleye beş şut çekti ve 1-0 kazandı."),
        ("id", "Badai kritik menerpa menteri baru."),
        ("ar", "موجة من الانتقادات للوزير بعد المقابلة."),
        ("ar", "ندوة عن الوقاية من الأزمات القلبية."),
        ("zh", "他的言论引发网络风暴。"),
        ("ja", "首相の発言に批判の嵐が起きた。"),
        ("ja", "俳優の投稿が炎上した。"),
        ("ko", "사회자의 말에 비난 폭풍이 일었다."),
        ("hi", "मुंबई ने पुणे को 5-1 से रौंदा।"),
        ("hi", "मंत्री के ट्वीट से सियासी भूचाल।"),
        ("fa", "توفان توییتری پس از سخنان وزیر."),
        ("cs", "Ve čtvrtek se čekají srážky a silnější vítr."),
        ("cs", "Bouře kritiky po rozhodnutí rady, lavina komentářů na síti."),
        ("sk", "Vo štvrtok sa čakajú zrážky, na horách sneh."),
        ("sk", "Lavína kritiky po rozhodnutí rady."),
        ("ro", "Furtună de critici după declarația primarului."),
        ("ro", "Atacul de cord poate fi prevenit, spun medicii."),
        ("hu", "Emelkedik a gázolaj ára szerdán."),
        ("hu", "Jogszabályba ütközik a rendelet, vihart kavart a javaslat."),
        ("el", "Μεγάλη ανατροπή στο πρωτάθλημα."),
        ("el", "Θύελλα αντιδράσεων για τα τέλη."),
        ("sv", "Kommunen sköt upp beslutet, badhuset sköts av en förening."),
        ("sv", "Det saknas 45 sjuksköterskor i regionen."),
        ("da", "Storm af kritik mod borgmesteren."),
        ("da", "Ministeren skød konferencen i gang, og kronen skød i vejret."),
        ("no", "Storm av kritikk mot ordføreren."),
        ("no", "Salget skjøt fart, og gründeren brenner for ideen."),
        ("fi", "Ministeri palaa lomalta maanantaina."),
        ("fi", "Maalivahti oli iskussa, ja ratsastuskoulu avattiin."),
        ("bg", "Буря от критики заради новите такси."),
        ("bg", "Стартира акция на пощите, музиканти свирят на улицата."),
        ("hr", "Ulaznice planule za sat, trostruki prvak stiže u Split."),
        ("hr", "Lavina kritika na račun gradonačelnice."),
        ("sr", "Карте плануле за сат, троструки првак стиже у Ниш."),
        ("sr", "Лавина критика на рачун градоначелника."),
        ("he", "סערה פוליטית סביב התקציב."),
        ("he", "פג תוקף ההיתר, ועצרת האו״ם נפתחה."),
        ("bn", "বক্তব্য নিয়ে সমালোচনার ঝড়।"),
        ("bn", "কাঁচা মরিচের দামে আগুন।"),
        ("ur", "بیان پر تنقید کا طوفان۔"),
        ("ur", "نامور گلوکار 84 برس کی عمر میں چل بسے۔"),
        ("vi", "Bão chỉ trích sau phát ngôn của ca sĩ."),
        ("th", "พายุวิจารณ์หลังนายกฯ พูด"),
        ("sw", "Jengo jipya la ghorofa kumi lafunguliwa."),
        ("sw", "Kunywa maji ya moto na limau asubuhi."),
        ("ms", "Banjir kritikan selepas ucapan itu."),
        ("ms", "Syarikat membeli sepuluh lori baharu."),
    ],
)
def test_a_figure_of_speech_harms_nobody(language: str, text: str) -> None:
    happened = read(language, text)

    assert happened.event is None or happened.event.type not in _HARM
    assert not happened.quantities


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La novela parte del asesinato de un relojero en Cádiz."),
        ("fr", "Vent faible et éclaircies, des orages le soir en montagne."),
        ("de", "Die App der Bahn ist am Morgen abgestürzt."),
        ("nl", "Zwakke wind en opklaringen, in de avond onweer."),
        ("pl", "Powieść o morderstwie zegarmistrza trafiła do księgarń."),
        ("ru", "Ветер слабый, вечером гроза."),
        ("cs", "Polojasno, slabý vítr, večer bouřky."),
        ("sk", "Hasiči ukázali deťom svoje autá."),
        ("ro", "Pompierii le-au arătat copiilor mașinile lor."),
        ("hu", "Kezdődik az influenza elleni oltás a megyében."),
        ("el", "Ασθενείς άνεμοι, το βράδυ καταιγίδες στα ορεινά."),
        ("sv", "Räddningstjänsten visade barnen sina bilar."),
        ("da", "Brandvæsenet viste børnene sine biler."),
        ("no", "Brannvesenet viste barna bilene sine."),
        ("fi", "Sovellus kaatui, ja palvelin romahti yöllä."),
        ("bg", "Романът започва с убийството на часовникар."),
        ("hr", "Slab vjetar, navečer pljuskovi i grmljavina."),
        ("he", "אפליקציית הרכבת קרסה בבוקר."),
        ("bn", "উপন্যাসটি ঘড়ি নির্মাতার হত্যা নিয়ে লেখা।"),
        ("ur", "ناول ایک گھڑی ساز کے قتل سے شروع ہوتا ہے۔"),
        ("th", "ลมอ่อน มีพายุฤดูร้อนบางแห่งช่วงค่ำ"),
        ("sw", "Mvua kidogo na upepo mdogo, radi jioni."),
        ("ms", "Angin lemah, ribut petir pada waktu petang."),
    ],
)
def test_a_novel_a_forecast_and_a_server_harm_nobody(language: str, text: str) -> None:
    happened = read(language, text)

    assert happened.event is None or happened.event.type not in _HARM


def test_a_storm_that_kills_is_told_beside_a_forecast() -> None:
    happened = read("cs", "Bouřky zabily dva lidi, v pátek bude slabý vítr.")

    assert happened.event is not None
    assert happened.event.type == "DISASTER"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Premier potępia zamach w Lahore."),
        ("ru", "Бишкек осудил нападение на школу."),
        ("cs", "Ministr odsoudil bombový útok v Lahore."),
        ("sk", "Minister odsúdil bombový útok v Láhaure."),
        ("ro", "Chișinăul condamnă atentatul de la Lahore."),
        ("hu", "A miniszter elítélte a lahori merényletet."),
        ("el", "Η Αθήνα καταδικάζει τη βομβιστική επίθεση στη Λαχώρη."),
        ("nl", "Den Haag veroordeelt de bomaanslag in Lahore."),
        ("sv", "Stockholm fördömer bombdådet i Lahore."),
        ("da", "København fordømmer bombeangrebet i Lahore."),
        ("no", "Oslo fordømmer bombeangrepet i Lahore."),
        ("fi", "Helsinki tuomitsee pommi-iskun Lahoressa."),
        ("bg", "София осъди атентата в Лахор."),
        ("hr", "Zagreb je osudio bombaški napad u Lahoreu."),
        ("sr", "Београд је осудио бомбашки напад у Лахору."),
        ("he", "ירושלים גינתה את הפיגוע בלאהור."),
        ("fa", "تهران حمله انتحاری در لاهور را محکوم کرد."),
        ("hi", "दिल्ली ने लाहौर में बम हमले की निंदा की।"),
        ("bn", "লাহোরে বোমা হামলার নিন্দা জানিয়েছে ঢাকা।"),
        ("ur", "اسلام آباد نے لاہور میں بم حملے کی مذمت کی۔"),
        ("zh", "北京谴责拉合尔的炸弹袭击。"),
        ("ja", "政府はラホールでの攻撃を非難した。"),
        ("ko", "정부는 라호르 폭탄 공격을 규탄했다."),
        ("vi", "Hà Nội lên án vụ tấn công ở Lahore."),
        ("th", "ไทยประณามการโจมตีที่ลาฮอร์"),
        ("sw", "Serikali imelaani shambulio la bomu mjini Lahore."),
        ("ms", "Kuala Lumpur mengutuk serangan bom di Lahore."),
    ],
)
def test_who_condemns_an_attack_makes_a_statement(language: str, text: str) -> None:
    happened = read(language, text)

    assert [event.type for event in (happened.event, *happened.other_events) if event] == ["DISAPPROVE"]


def test_an_attack_beside_a_statement_on_it_is_told() -> None:
    happened = read("nl", "Bomaanslag in Lahore, negen doden: Den Haag veroordeelt het geweld.")

    assert happened.event is not None
    assert happened.event.type == "ASSAULT"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Hallan muertos a dos hermanos en una casa de Jaén."),
        ("pl", "Dwie osoby znaleziono martwe w domu w Kielcach."),
        ("hu", "Két ember holttestét találták meg egy házban Egerben."),
        ("el", "Δύο άτομα βρέθηκαν νεκρά σε σπίτι στην Καβάλα."),
        ("ro", "Două persoane au fost găsite moarte într-o casă din Arad."),
        ("fi", "Kaksi ihmistä löytyi kuolleena talosta Porissa."),
        ("hr", "Dvije osobe pronađene mrtve u kući u Puli."),
        ("ko", "전주의 한 주택에서 2명이 숨진 채 발견됐다."),
    ],
)
def test_who_is_found_dead_had_no_accident_that_is_known(language: str, text: str) -> None:
    assert read(language, text).event is None


@pytest.mark.parametrize("score", ["4-0", "3–1", "2:2", "10‑9"])
def test_the_score_of_a_match_counts_nobody(score: str) -> None:
    assert not read("sv", f"Döda tur: Malmö vann med {score}, ingen dödad.").quantities


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Bochum gewann mit 2:1. Der Angreifer traf zweimal."),
        ("fi", "Lahti voitti 2–1. Hyökkääjä teki kaksi maalia."),
        ("sr", "Партизан је победио 2:1. Нападач је био најбољи."),
        ("ar", "فاز الأهلي 2-1 وتألق المهاجم."),
        ("ja", "浦和が2対1で勝ち、攻撃が光った。"),
    ],
)
def test_an_attacker_in_a_match_attacks_nobody(language: str, text: str) -> None:
    assert read(language, text).event is None


def test_a_time_of_day_is_no_score() -> None:
    happened = read("de", "Um 18:15 Uhr griff ein Angreifer Passanten an.")

    assert happened.event is not None
    assert happened.event.type == "ASSAULT"


def test_a_range_counts_those_it_is_of() -> None:
    assert [(one.kind, one.low) for one in read("sv", "Polisen tror att 10–12 personer dödades.").quantities]
