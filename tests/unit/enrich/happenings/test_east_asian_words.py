"""How Chinese, Japanese, Korean, Hindi, Indonesian and Vietnamese headlines tell events and tolls."""

import pytest

from tests.unit.enrich.happenings.test_other_languages import read, said


@pytest.mark.parametrize(
    ("language", "text", "event", "counts"),
    [
        ("zh", "西班牙两列火车相撞 2死11伤", "ACCIDENT", [("killed", 2, "exactly"), ("injured", 11, "exactly")]),
        ("zh", "苏丹霍乱疫情蔓延 新增1200例病例 30人病亡", "HEALTH",
         [("infected", 1200, "exactly"), ("killed", 30, "exactly")]),
        ("zh", "热浪夺走60条生命", "DISASTER", [("killed", 60, "exactly")]),
        ("zh", "尼日利亚被绑架学生全部获释", "CONCEDE", []),
        ("zh", "以色列宣布召回驻西班牙大使", "SANCTION", []),
        ("ja", "パキスタン北部で鉄砲水、9人死亡3人不明", "DISASTER",
         [("killed", 9, "exactly"), ("missing", 3, "exactly")]),
        ("ja", "ニジェールが領空を閉鎖 国境も封鎖", "COERCE", []),
        ("ja", "国連平和維持部隊がマリから撤退", "RETREAT", []),
        ("ko", "인도 폭염에 60명 목숨 잃어", "DISASTER", [("killed", 60, "exactly")]),
        ("ko", "폴란드, 벨라루스 국경에 병력 증파", "MOBILIZE", []),
        ("ko", "이란, 호르무즈 해협 봉쇄 위협", "THREATEN", []),
        ("hi", "स्पेन में दो ट्रेनें आपस में टकराईं, 2 की मौत और 11 घायल", "ACCIDENT",
         [("killed", 2, "exactly"), ("injured", 11, "exactly")]),
        ("hi", "युगांडा में चुनाव से पहले इंटरनेट बंद", "COERCE", []),
        ("id", "Korban tewas longsor di Cilacap bertambah menjadi 21 orang", "DISASTER",
         [("killed", 21, "exactly")]),
        ("id", "Rusia hujani Kharkiv dengan rudal, 11 orang tewas", "ASSAULT", [("killed", 11, "exactly")]),
        ("id", "Polandia usir tiga diplomat Rusia", "SANCTION", []),
        ("vi", "Số người chết do sạt lở ở Indonesia tăng lên 21", "DISASTER", [("killed", 21, "exactly")]),
        ("vi", "Lũ lụt Maroc: số người chết tăng từ 9 lên 12", "DISASTER", [("killed", 12, "exactly")]),
        ("vi", "Chìm phà ở Indonesia: 8 người chết, 13 người mất tích", "ACCIDENT",
         [("killed", 8, "exactly"), ("missing", 13, "exactly")]),
    ],
)  # fmt: skip
def test_headlines(language: str, text: str, event: str, counts: list[tuple[str, float, str]]) -> None:
    happened = read(language, text)
    assert (happened.event.type if happened.event else None) == event
    assert said(happened) == counts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "股市遭遇雪崩式下跌 投资者损失惨重"),
        ("zh", "3名死囚的故事：新书讲述九死一生的经历"),
        ("ja", "ドラマ最終回で主人公が死亡 視聴者が騒然"),
        ("ja", "市がテキストを公開"),
        ("ko", "타선 폭발…두산 12대 3 대승"),
        ("ko", "고속철도 새 노선 개통…2시간 소요"),
        ("hi", "त्योहारी सेल में ग्राहकों की बाढ़"),
        ("id", "Banjir diskon di akhir tahun, pembeli serbu mal"),
        ("vi", "Cơn bão giảm giá cuối năm, người mua đổ xô tới siêu thị"),
    ],
)
def test_nothing_happened(language: str, text: str) -> None:
    happened = read(language, text)
    assert happened.event is None
    assert said(happened) == []
