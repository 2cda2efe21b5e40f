import json
import re
from collections.abc import Sequence
from importlib.util import find_spec

import pytest

from streams.domain.enrich.entities import MOST, READ, Named
from streams.engine import explain_value
from streams.ner import MODEL, load_namer
from streams.settings import SettingsError

INSTALLED = find_spec("spacy") is not None and find_spec(MODEL) is not None
TEXT = """Ukraine talks go on

KYIV - Anna Berg of the Sierra Club met the Kenyan envoy in Ukraine on Monday, Anna Berg said."""


def capitalised(text: str) -> Sequence[Named]:
    """Take every run of capitalised words for a name: two words are a person, others an organisation."""
    return [
        (match.start(), match.end(), "person" if len(match[0].split()) == 2 else "organisation")
        for match in re.finditer(r"(?:the )?[A-Z]\w+(?: [A-Z]\w+)*", text)
    ]


def said(text: str) -> list[tuple[str, str, str]]:
    page = json.dumps({"text": text})
    (article,) = explain_value(page.encode(), whole=True, namer=capitalised).articles
    return [(e.kind, e.text, text[e.start : e.end]) for e in article.entities]


def test_names_come_once_with_their_place_in_the_page_and_no_place_that_the_tables_know() -> None:
    found = said(TEXT)
    assert ("person", "Anna Berg", "Anna Berg") in found
    assert len(found) == len(set(found))
    assert all(name == there for _, name, there in found)
    assert not {"Ukraine", "KYIV", "Kenyan"} & {name for _, name, _ in found}


def test_only_the_lead_is_read_and_the_number_is_bounded() -> None:
    late = "A word of the lead. " * (READ // 20 + 1) + "Lotte Strand spoke."
    assert ("person", "Lotte Strand", "Lotte Strand") not in said(late)
    assert len(said(" then ".join(f"Anna B{'e' * n}rg" for n in range(60)))) <= MOST


def test_without_a_reader_there_are_none() -> None:
    (article,) = explain_value(json.dumps({"text": TEXT}).encode()).articles
    assert article.entities == ()


@pytest.mark.skipif(INSTALLED, reason="the extra ner is installed")
def test_the_switch_without_the_packages_is_one_line() -> None:
    with pytest.raises(SettingsError, match=r"^DATELINE_NER is on, but spaCy and its model are not installed: .*lock$"):
        load_namer()


@pytest.mark.skipif(not INSTALLED, reason="wants the extra ner: make ner")
def test_the_model_names_persons_and_organisations() -> None:
    text = (
        "Mette Frederiksen met executives of Siemens in Copenhagen on Monday, the Danish prime minister's office said."
    )
    page = json.dumps({"text": text}).encode()
    (article,) = explain_value(page, whole=True, namer=load_namer()).articles
    assert {("person", "Mette Frederiksen"), ("organisation", "Siemens")} <= {
        (e.kind, e.text) for e in article.entities
    }
    assert all(e.text == text[e.start : e.end] for e in article.entities)
