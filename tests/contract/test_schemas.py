"""The exported schemas are those of the code, and the code keeps their promises."""

import json

import pytest
import yaml

from schemas.__main__ import FOLDER, FORMS, exported
from schemas.base import Record
from schemas.page import Page
from streams.ops import asyncapi

EXPORTED = exported()


@pytest.mark.parametrize("name", sorted(EXPORTED))
def test_an_exported_schema_is_the_codes(name: str) -> None:
    assert (FOLDER / name).read_text() == EXPORTED[name], "run 'make schemas' and look at the difference"


def test_no_exported_schema_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(EXPORTED)


def test_the_asyncapi_document_is_the_codes() -> None:
    assert asyncapi.FILE.read_text() == asyncapi.text(), "run 'make schemas' and look at the difference"
    assert yaml.safe_load(asyncapi.FILE.read_text())["channels"].keys() >= {"pages-raw", "alerts-country"}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_field_is_described(name: str) -> None:
    schema = json.loads(EXPORTED[f"{name}.v1.json"])
    undescribed = [
        f"{title}.{field}"
        for title, form in [(schema["title"], schema), *schema.get("$defs", {}).items()]
        for field, said in form.get("properties", {}).items()
        if "description" not in said and "$ref" not in said
    ]
    assert undescribed == []


def test_unknown_fields_are_tolerated_when_read_and_never_written() -> None:
    page = Page.decode(b'{"text": "x", "crawler": "v7"}')
    assert b"crawler" not in page.encode()


@pytest.mark.parametrize("form", list(FORMS.values()), ids=lambda form: form.__name__)
def test_records_are_values(form: type[Record]) -> None:
    assert form.model_config.get("frozen") is True
