"""What is wrong with the values of settings that one part of the engine reads: each fault with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from report.rows.suggestions import nearest_or_all
from report.study.study import INSIDE, is_inside

#: What is wrong, and the remedy.
Wrong = Iterator[tuple[str, str]]
ENGINES = ("pandoc", "quarto")
LINT = ("names", "phrases", "metadata")
_LONGEST = 60
_TEXTS = ("certificate", "reference", "report", "repository", "summary")
_CODECHECK = (*_TEXTS, "check_time", "codechecker", "orcid")


def written(value: Any) -> str:
    """A value for a message, shortened if it is long."""
    text = (
        f'"{value}"'
        if isinstance(value, str)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )
    return shortened(text)


def shortened(text: str) -> str:
    """A text for a message, cut if it is long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def wrong_values(settings: Mapping[str, Any]) -> Wrong:
    """What is wrong with the values of these settings; a study that is not named is reported where it is needed."""
    for key, check in _CHECKS.items():
        if key in settings:
            yield from check(settings[key])


def _wrong_study(value: Any) -> Wrong:
    module, _, name = str(value).partition(":")
    if not isinstance(value, str) or not all(map(str.isidentifier, (*module.split("."), name))):
        yield f"study = {written(value)} does not name a study", 'write study = "module:name"'


def wrong_documents(value: Any) -> Wrong:
    """What is wrong with the list of hand-written documents."""
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        yield "documents is not a list of paths", 'write documents = ["….qmd"]'
        return
    for each in value:
        if not is_inside(each):
            yield f"documents names {shortened(each)}, which is not inside the project", INSIDE


def wrong_engine(value: Any) -> Wrong:
    """What is wrong with the engine of builds."""
    if value not in ENGINES:
        yield f"engine = {written(value)} is not an engine", f"choose from {', '.join(ENGINES)}"


def wrong_minimum(value: Any) -> Wrong:
    """What is wrong with the smallest count that is shown."""
    if not isinstance(value, int) or value < 0:
        yield f"minimum-count = {written(value)} is not a count", "write true, or a number such as 5"


def wrong_lint(value: Any) -> Wrong:
    """What is wrong with the numbers that may be typed."""
    if not isinstance(value, Mapping):
        yield "lint is not a table", "write [tool.report.lint]"
        return
    for key, each in value.items():
        if key not in LINT:
            yield f"lint has no setting {shortened(key)}", f"one of {', '.join(LINT)}"
        elif not isinstance(each, list) or not all(isinstance(text, str) and text.strip() for text in each):
            yield f"lint: {key} is not a list of strings", f'write {key} = ["…", "…"]'


def wrong_codecheck(value: Any) -> Wrong:
    """What is wrong with the facts about a CODECHECK."""
    if not isinstance(value, Mapping):
        yield "codecheck is not a table", "write [tool.report.codecheck]"
        return
    for key, each in value.items():
        if key not in _CODECHECK:
            yield f"codecheck has no setting {shortened(key)}", nearest_or_all(key, _CODECHECK)
        elif key in _TEXTS and not _is_text(each):
            yield f"codecheck: {key} = {written(each)} is not a text", f'write {key} = "…"'
        elif key == "check_time" and not (_is_text(each) or isinstance(each, date)):
            yield f"codecheck: {key} = {written(each)} is not a time", f"write {key} = 2026-11-29T12:00:00"
        elif key == "orcid" and not _is_table_of_texts(each):
            yield (
                "codecheck: orcid is not a table of names and ORCID iDs",
                'write orcid = { "A. Author" = "…" }',
            )
        elif key == "codechecker" and not (isinstance(each, list) and all(map(_is_checker, each))):
            yield (
                "codecheck: codechecker is not a list of people",
                'write codechecker = [{ name = "…", ORCID = "…" }]',
            )


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_table_of_texts(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(_is_text, value.values()))


def _is_checker(value: Any) -> bool:
    return _is_table_of_texts(value) and "name" in value


_CHECKS: Mapping[str, Callable[[Any], Wrong]] = {
    "study": _wrong_study,
    "documents": wrong_documents,
    "engine": wrong_engine,
    "minimum-count": wrong_minimum,
    "lint": wrong_lint,
    "codecheck": wrong_codecheck,
}
