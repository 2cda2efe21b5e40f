"""Which kind of harm a text tells that only says that there was some: by what stands around it."""

from collections.abc import Sequence, Set

from schemas.enriched import EventType
from streams.data.events import table
from streams.domain.enrich.happenings.events import Sign
from streams.domain.enrich.happenings.forms import noun_forms
from streams.domain.enrich.happenings.words import Words

SCENES: dict[str, EventType] = {
    form: kind for kind, names in table("scenes")["scenes"].items() for name in names for form in noun_forms(name)[-1]
}
_LEAST_WEIGHT = 0.3
"""Of sentences that are looked at."""
_LEAST, _MOST = 2, 6
"""Different words of a scene from which on it is one, and that count."""
_EACH = 0.7
"""What each adds to the score of its type: a few are worth a sign in the lead."""


def with_scenes(words: Words, found: Sequence[Sign], weights: Sequence[float], old: Set[int]) -> list[Sign]:
    """Return the signs of a text in which people come to harm, with what its scene adds, the strongest first.

    Args:
        words: the article.
        found: what speaks for each event type.
        weights: how much each of its sentences counts.
        old: sentences about long ago.
    """
    seen: dict[EventType, dict[str, int]] = {}
    for number, (lowest, highest) in enumerate(words.sentences):
        if weights[number] < _LEAST_WEIGHT or number in old:
            continue
        for word in words.lower[lowest:highest]:
            if word in SCENES:
                seen.setdefault(SCENES[word], {}).setdefault(word, number)
    scenes = {kind: said for kind, said in seen.items() if len(said) >= _LEAST}
    if not scenes or (found and len(scenes.get(found[0].type, ())) == max(map(len, scenes.values()))):
        return list(found)  # nothing to settle
    signs = {sign.type: sign for sign in found}
    for kind, said in scenes.items():
        first = min(said.values())
        sign = signs.setdefault(kind, Sign(kind, sentence=first, word=words.sentences[first][0]))
        added = _EACH * min(len(said), _MOST)
        sign.score += added
        sign.rules[f"{kind.lower()}.scene"] = added
    return sorted(signs.values(), key=lambda sign: -sign.score)
