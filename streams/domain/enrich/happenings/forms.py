"""The forms in which an English word stands in a text."""

_IRREGULAR = {
    "arise": "arose arisen", "be": "is are was were been being am", "bear": "bore borne", "beat": "beat beaten",
    "become": "became", "begin": "began begun", "bleed": "bled", "blow": "blew blown", "break": "broke broken",
    "bring": "brought", "build": "built", "burn": "burnt", "catch": "caught", "choose": "chose chosen",
    "come": "came", "cut": "cut", "deal": "dealt", "dig": "dug", "die": "dying", "do": "did done",
    "drive": "drove driven",
    "draw": "drew drawn", "fall": "fell fallen", "feel": "felt", "fight": "fought", "find": "found", "flee": "fled",
    "fly": "flew flown", "foot": "feet", "forbid": "forbade forbidden", "freeze": "froze frozen", "get": "got gotten",
    "give": "gave given", "go": "went gone", "hang": "hung", "have": "has had", "hear": "heard", "hijack": "hijacked",
    "hide": "hid hidden", "hit": "hit", "hold": "held", "hurt": "hurt", "keep": "kept", "kneel": "knelt", "lay": "laid",
    "lead": "led", "leave": "left", "lie": "lay lain lying", "life": "lives", "lose": "lost", "make": "made",
    "man": "men", "meet": "met", "overthrow": "overthrew overthrown", "overtake": "overtook overtaken", "pay": "paid",
    "put": "put", "quit": "quit", "rise": "rose risen", "run": "ran", "say": "said", "see": "saw seen",
    "seek": "sought", "sell": "sold", "send": "sent", "set": "set", "shake": "shook shaken", "shoot": "shot",
    "shut": "shut", "sink": "sank sunk", "slay": "slew slain", "speak": "spoke spoken", "spread": "spread",
    "stand": "stood", "steal": "stole stolen", "strike": "struck stricken", "sweep": "swept", "swear": "swore sworn",
    "take": "took taken", "tear": "tore torn", "tell": "told", "throw": "threw thrown", "thief": "thieves",
    "undertake": "undertook undertaken", "uphold": "upheld", "wage": "waged", "wife": "wives", "win": "won",
    "withdraw": "withdrew withdrawn", "woman": "women", "write": "wrote written", "child": "children",
    "policeman": "policemen", "gunman": "gunmen", "serviceman": "servicemen", "fisherman": "fishermen",
    "tribesman": "tribesmen", "crewman": "crewmen", "wounded": "wounded", "crisis": "crises", "virus": "viruses",
    "assailant": "assailants", "person": "persons people",
}  # fmt: skip
_VOWELS = "aeiou"


def forms(word: str) -> frozenset[str]:
    """Return a word with its plural, third person, past and ``-ing`` forms, in small letters.

    Forms that the word hasn't are among them (``gunmaned``): they match nothing.
    A word with ``=`` before it stands for itself alone.
    """
    if word.startswith("="):
        return frozenset({word[1:]})
    if not word.isalpha() or len(word) < 3:
        return frozenset({word, *_IRREGULAR.get(word, "").split()})
    found = {word, *_IRREGULAR.get(word, "").split()}
    stem = word[:-1]
    if word.endswith("y") and word[-2] not in _VOWELS:
        found |= {stem + "ies", stem + "ied", word + "ing"}
    elif word.endswith("e"):
        found |= {word + "s", word + "d", (stem if not word.endswith("ee") else word) + "ing"}
    elif word.endswith(("s", "x", "z", "ch", "sh", "o")):
        found |= {word + "es", word + "s", word + "ed", word + "ing"}
    else:
        found |= {word + "s", word + "ed", word + "ing"}
    if word[-1] not in "aeiouwxysch" and word[-2] in _VOWELS:
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(found)


def phrase_forms(phrase: str) -> tuple[frozenset[str], ...]:
    """Return the forms of each word of a phrase; hyphens part words."""
    return tuple(forms(word) for word in phrase.replace("-", " ").split())


def noun_forms(phrase: str) -> tuple[frozenset[str], ...]:
    """Return the words of a noun phrase, the last in singular and plural; hyphens part words."""
    *first, last = phrase.replace("-", " ").split()
    if last.startswith("=") or len(last) < 3 or not last.isalpha():
        plural = {last.removeprefix("=")}
    else:
        plural = {last, *_IRREGULAR_PLURALS.get(last, (_plural(last),))}
        if last.endswith("man"):
            plural.add(last[:-3] + "men")
    return (*(frozenset({word}) for word in first), frozenset(plural))


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


_IRREGULAR_PLURALS = {
    "man": ("men",), "woman": ("women",), "child": ("children",), "person": ("persons", "people"),
    "crisis": ("crises",), "life": ("lives",), "thief": ("thieves",), "wife": ("wives",), "foot": ("feet",),
    "cargo": ("cargoes", "cargos"),
}  # fmt: skip
