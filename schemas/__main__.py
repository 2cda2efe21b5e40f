"""``python -m schemas``: export the JSON Schemas of everything that travels into ``schemas/json``."""

import json
from pathlib import Path

from schemas.alert import Alert, Decision
from schemas.article import SplitArticle
from schemas.base import Record
from schemas.enriched import EnrichedArticle, ExplainedArticle
from schemas.page import Page
from schemas.rejected import Rejection

FOLDER = Path(__file__).parent / "json"
FORMS: dict[str, type[Record]] = {
    "page": Page,
    "article": SplitArticle,
    "enriched": EnrichedArticle,
    "explained": ExplainedArticle,
    "alert": Alert,
    "decision": Decision,
    "rejection": Rejection,
}


def exported() -> dict[str, str]:
    """Return every schema file's text by its name."""
    return {
        f"{name}.v1.json": json.dumps(form.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False) + "\n"
        for name, form in FORMS.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in exported().items():
        (FOLDER / name).write_text(text)
