import subprocess
import sys

import pytest

from streams.domain.enrich.language import language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said on Tuesday that the talks had failed.", "en"),
        ("THE MINISTER SAID ON TUESDAY THAT THE TALKS HAD FAILED.", "en"),
        ("Le ministre a déclaré mardi que les négociations avaient échoué.", "fr"),
        ("Der Minister sagte am Dienstag, die Gespräche seien gescheitert.", "de"),
        ("Министр заявил во вторник, что переговоры провалились.", "ru"),
        ("El ministro dijo el martes que las\n\nconversaciones habían fracasado.", "es"),
        ("Bakan salı günü görüşmelerin başarısız olduğunu söyledi.", "tr"),
        ("قال الوزير يوم الثلاثاء إن المحادثات فشلت.", "ar"),
        ("地震で三人が死亡した。", "ja"),
        ("山東煤礦發生瓦斯爆炸十二人死亡", "zh"),
        ("Студенти блокирали Аутокоманду, грађани траже одговорност.", "sr"),
        ("Basi laacha njia na watu wa Morogoro wafariki.", "sw"),
        ("Mgla v údolí, nehoda piatich áut, žiadni ľudia.", "sk"),
        ("Tog kolliderte med elg ved Røros etter snøfall.", "no"),
        ("Skogbrann nær Kongsvinger etter lynnedslag.", "no"),
        ("Tog stødte sammen med hjort ved Skive efter snefald, ingen blev såret.", "da"),
        ("Banjir di Kedah: polis dan bomba bantu mangsa.", "ms"),
        ("Banjir di Demak: polisi dan warga bantu korban.", "id"),
        ("O Brasil condena o massacre de camponeses.", "pt"),
        ("Serikali yajenga shule mpya, wanafunzi 90 wafurahi.", "sw"),
        ("Cijena struje skočila za tri posto na tržištu.", "hr"),
        ("Ceny masła wzrosły za sprawą popytu na rynku.", "pl"),
        ("Moto wateketeza duka huku watu wakikimbia.", "sw"),
        ("سونے کے نرخ 40 روپے گر گئے، تاجر پریشان۔", "ur"),
        ("部长星期二表示，会谈已经失败，双方没有达成任何协议，将继续磋商。", "zh"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "Hello", "Hello 😀😀😀 東京", "\n" * 100, "12 34 56 78 90 12 34 56 78 90"])
def test_too_little_to_tell(text: str) -> None:
    assert language_of(text) is None


def test_only_the_beginning_is_read() -> None:
    start = "The minister said on Tuesday that the talks had failed. " * 10
    assert language_of(start + "Министр заявил. " * 10_000) == "en"


def test_no_network_code_is_loaded() -> None:
    code = (
        "import sys, socket\n"
        "def refuse(*_a, **_k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "socket.getaddrinfo = refuse\n"
        "from streams.domain.enrich.language import language_of\n"
        "assert language_of('The minister said on Tuesday that talks had failed.') == 'en'\n"
        "assert not {'requests', 'urllib3', 'robust_downloader'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
