"""Seeded pages of our own making: as many as a test or a bench wants, the same each time.

*wire*: one article a page, about 3 KB, 1.6 desks on average; some are copies of an
earlier one. *seed*: two glued articles with headlines, bullets and a share link,
about five desks.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Load = Literal["wire", "seed"]

PLACES = (
    ("France", "Paris", "French"), ("Kenya", "Nairobi", "Kenyan"), ("Peru", "Lima", "Peruvian"),
    ("Japan", "Tokyo", "Japanese"), ("Poland", "Warsaw", "Polish"), ("Egypt", "Cairo", "Egyptian"),
    ("Kazakhstan", "Astana", "Kazakh"), ("Brazil", "Brasilia", "Brazilian"), ("Norway", "Oslo", "Norwegian"),
    ("Vietnam", "Hanoi", "Vietnamese"), ("Ghana", "Accra", "Ghanaian"), ("Chile", "Santiago", "Chilean"),
    ("Pakistan", "Islamabad", "Pakistani"), ("Greece", "Athens", "Greek"), ("Ukraine", "Kyiv", "Ukrainian"),
    ("Turkey", "Ankara", "Turkish"), ("Nepal", "Kathmandu", "Nepalese"), ("Sudan", "Khartoum", "Sudanese"),
    ("Ecuador", "Quito", "Ecuadorean"), ("Hungary", "Budapest", "Hungarian"), ("Iraq", "Baghdad", "Iraqi"),
    ("Uganda", "Kampala", "Ugandan"), ("Finland", "Helsinki", "Finnish"), ("Bolivia", "La Paz", "Bolivian"),
)  # fmt: skip
WHO = (
    "rescue teams", "the interior ministry", "a police spokesman", "striking dockers", "two opposition leaders",
    "the central bank", "farmers' unions", "customs officers", "a regional court", "soldiers", "health workers",
    "the state railway", "students", "the energy regulator", "border guards", "a rebel group", "the coast guard",
    "election officials", "hospital directors", "mining companies",
)  # fmt: skip
DID = (
    "blocked", "inspected", "evacuated", "reopened", "condemned", "attacked", "closed", "seized", "postponed",
    "rejected", "approved", "shelled", "flooded", "rebuilt", "searched", "surrounded", "protested against",
    "negotiated over", "investigated", "abandoned", "raided", "repaired", "defended",
)  # fmt: skip
WHAT = (
    "a bridge near the northern border", "the main container port", "three villages below the dam",
    "a disputed pension bill", "the old textile market", "an ammunition depot", "the airport's second runway",
    "a gas pipeline", "the parliament building", "several schools on the coast", "a prison outside the city",
    "the ring road", "a refugee camp", "the power station by the lake", "grain silos along the river",
    "a telephone exchange", "the university hospital", "a cross-border tunnel", "two fishing harbours",
    "the constitutional court", "a copper mine in the hills", "the southern railway line",
)  # fmt: skip
WHEN = (
    "on Monday", "late on Tuesday", "before dawn", "on Thursday evening", "over the weekend", "after the heavy rains",
    "during the night", "within hours", "for the third time this month", "without warning", "by early Friday",
    "as temperatures fell",
)  # fmt: skip
WHY = (
    "residents said", "because supplies had run out", "according to local radio", "while talks went on elsewhere",
    "after a dispute over wages", "despite an appeal from the mayor", "as engineers looked for the cause",
    "although no order had been given", "and dozens of families moved to relatives", "which nobody had expected",
    "under a plan drawn up last year", "when the first reports came in", "to the surprise of neighbouring towns",
    "with little help from the capital",
)  # fmt: skip
TOLL = ("killed", "injured", "detained", "evacuated", "displaced")


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up article."""

    title: str
    paragraphs: tuple[str, ...]


def pages(load: Load, count: int, *, seed: int, copies: float = 0.15) -> Iterator[bytes]:
    """Yield values for ``pages.raw``.

    Args:
        load: which kind.
        count: how many.
        seed: of the generator; equal arguments give equal bytes.
        copies: share of *wire* pages that repeat an earlier article on another site.
    """
    rng = random.Random(seed)
    earlier: list[Story] = []
    for number in range(count):
        url = f"https://site{rng.randrange(40)}.example/{load}/{seed}/{number}"
        if load == "wire":
            if earlier and rng.random() < copies:
                made = earlier[-rng.randrange(1, min(len(earlier), 200) + 1)]
            else:
                made = story(rng, countries=rng.choice((1, 1, 2, 2, 2)), size=2900)
                earlier.append(made)
            text = "\n\n".join((made.title, *made.paragraphs))
        else:
            first, second = story(rng, countries=3, size=2600), story(rng, countries=2, size=1300)
            text = glued(first, second, url)
        hour, minute = divmod(number // 60 % 1440, 60)
        page = {"id": f"{load}-{seed}-{number}", "url": url, "published_at": f"2026-03-02T{hour:02}:{minute:02}:00Z"}
        yield json.dumps(page | {"text": text}).encode()


def story(rng: random.Random, *, countries: int, size: int) -> Story:
    """Make one article about so many countries, about so many characters long."""
    places = rng.sample(PLACES, countries)
    country, capital, demonym = places[0]
    lead_who, lead_did, lead_what = rng.choice(WHO), rng.choice(DID), rng.choice(WHAT)
    toll = f"{rng.randrange(2, 90)} people were {rng.choice(TOLL)}"
    title = f"{demonym} {lead_who.removeprefix('the ').removeprefix('a ')} {lead_did} {lead_what}"
    others = " and ".join(place[0] for place in places[1:])
    lead = (
        f"{capital.upper()} - {_first_up(lead_who)} in {country} {lead_did} {lead_what} {rng.choice(WHEN)}, and {toll}."
    )
    if others:
        lead += f" The governments of {others} and {country} blamed each other."
    paragraphs, length = [lead], len(title) + len(lead)
    while length < size:
        sentences = [_sentence(rng, places) for _ in range(rng.randrange(2, 4))]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return Story(title, tuple(paragraphs))


def glued(first: Story, second: Story, url: str) -> str:
    """Glue two articles as crawlers do: headline twice, bullets, a share link between, the second cut off."""
    bullets = [f"• {paragraph.split('. ')[0]}" for paragraph in first.paragraphs[1:3]]
    body = "\n\n".join(second.paragraphs)
    return "\n".join(
        (
            first.title, first.title, *bullets, "", "\n\n".join(first.paragraphs), "",
            f"Short link: {url}", "", second.title, second.title, "", body[: len(body) * 2 // 3].rsplit(" ", 1)[0],
        )
    )  # fmt: skip


def _sentence(rng: random.Random, places: list[tuple[str, str, str]]) -> str:
    who, did, what, when, why = (rng.choice(words) for words in (WHO, DID, WHAT, WHEN, WHY))
    where = rng.choice((f"in {rng.choice(places)[0]}", f"near {rng.choice(places)[1]}", "in the east", "downtown"))
    number = rng.randrange(3, 4000)
    form = rng.randrange(5)
    if form == 0:
        return f"{_first_up(when)}, {who} {did} {what} {where}, {why}."
    if form == 1:
        return f"{_first_up(who)} {where} {did} {what} {when}, {why}."
    if form == 2:
        return f"About {number} people {where} saw how {who} {did} {what}, {why}."
    if form == 3:
        return f"{_first_up(why.removeprefix('and '))}, {who} {did} {what} {when}."
    return f"Some {number} metres away, {who} {did} {what} {where} {when}."


def _first_up(words: str) -> str:
    return words[0].upper() + words[1:]
