"""Looks up the words that the engine adds to documents, in the languages of the Quarto extension's `words.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from report.text.metadata_blocks import front_matter

ENGLISH = "en"
#: Further languages with a decimal comma (CLDR 48), for documents that translate the other words under `language:`.
_COMMAS = (
    " af az be bg br bs ca cs cv el eo et eu fi fo fy gl hr hsb hu hy ia id is jv ka kk kl ky lb lo lt lv mk nb nn no"
    " pl rm ro ru rw sc sk sl sq sr tg tk tr tt uk uz vi wo "
)
_LANGUAGE = re.compile(r"^lang:[ \t]*[\"']?([A-Za-z]+(?:[-_][A-Za-z0-9]+)*)", re.MULTILINE)


def languages() -> tuple[str, ...]:
    """The codes of the available languages."""
    return tuple(_all())


def words(language: str) -> Mapping[str, Any]:
    """The words of a language (`de`, `de-CH`), or English words if it is not available."""
    code, *_ = re.split(r"[-_]", language.lower())
    return {**_all()[ENGLISH], **_all().get(code, {})}


def language_of(markdown: str) -> str:
    """The language named in the metadata of a document."""
    front = front_matter(markdown)
    return (language_in(front.yaml) if front else "") or ENGLISH


def language_in(yaml: str) -> str:
    """The language that metadata name at the top level; empty if there is none."""
    found = _LANGUAGE.search(yaml)
    return found[1] if found else ""


def decimal_mark(language: str) -> str:
    """The decimal mark of a language (`de`), or of a language in a region (`de-CH`), according to CLDR 48."""
    code, *regions = re.split(r"[-_]", language.upper())
    if f" {code.lower()} " in _COMMAS:
        return ","
    marks: Mapping[str, str] = words(language)["decimal-marks"]
    return next((marks[region] for region in regions if region in marks), marks[""])


@cache
def _all() -> dict[str, dict[str, Any]]:
    here = Path(__file__).parents[1]
    places = (here.parent / "_extensions" / "tracepaper", here / "extension")
    path = next(place / "words.json" for place in places if (place / "words.json").is_file())
    found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found
