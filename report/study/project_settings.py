"""The settings of a project, in [tool.report] of its pyproject.toml: their names, values and defaults."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from report.rows.errors import Fault, StudyError
from report.rows.styles import APA, NAMES
from report.rows.suggestions import did_you_mean, nearest_or_all
from report.study.audit_exceptions import SETTING, AuditException, audit_exceptions, faults_of_exceptions
from report.study.setting_values import shortened, written, wrong_values

#: The file in which Quarto keeps the settings of a project.
QUARTO_FILE = "_quarto.yml"
#: Where the list of all numbers with their provenance appears in the PDF.
PROVENANCE = ("appendix", "off", "separate")
#: Settings that only one part of the engine reads, which checks their values.
_CHECKED_ELSEWHERE = ("codecheck", "documents", "engine", "lint", "minimum-count", "study")
_SWITCHES = ("anonymous", "audit", "double-spacing", "floats-at-end", "line-numbers", "word-line-numbers")
_PLACES = re.compile(r"\{level\}|[{}]")
#: Decimal marks by their names; by default, the language of the first document decides.
DECIMAL_MARKS = {"point": ".", "comma": ","}
_CHOICES: Mapping[str, Collection[str]] = {
    "style": NAMES,
    "decimal-mark": tuple(DECIMAL_MARKS),
    "provenance": PROVENANCE,
}
#: The project's own head of confidence intervals, such as "{level}%-KI".
_INTERVAL = "confidence-interval"
KNOWN = (*_CHECKED_ELSEWHERE, *_SWITCHES, *_CHOICES, _INTERVAL, SETTING)


@dataclass(frozen=True)
class Manuscript:
    """How a journal wants the manuscript, in every document and format, and whether a build audits its numbers."""

    style: str = APA.name
    decimal_mark: str = ""
    confidence_interval: str = ""
    line_numbers: bool = False
    double_spacing: bool = False
    anonymous: bool = False
    floats_at_end: bool = False
    provenance: str = PROVENANCE[0]
    audit: bool = True
    audit_exceptions: tuple[AuditException, ...] = ()


def manuscript(settings: Mapping[str, Any]) -> Manuscript:
    """The settings of the manuscript; all wrong names and values in [tool.report] are raised together."""
    check_settings(settings)
    names = {
        key.replace("-", "_"): value
        for key, value in settings.items()
        if key in (*_SWITCHES, *_CHOICES, _INTERVAL)
    }
    if names.pop("word_line_numbers", False):
        names["line_numbers"] = True
    return Manuscript(**names, audit_exceptions=audit_exceptions(settings.get(SETTING, [])))


def check_settings(settings: Mapping[str, Any]) -> None:
    """Raise the faults of all names and values together."""
    faults = [*_faults(settings), *(_fault(*wrong) for wrong in wrong_values(settings))]
    if faults:
        raise StudyError(faults)


def _faults(settings: Mapping[str, Any]) -> Iterator[Fault]:
    for key, value in settings.items():
        if key not in KNOWN:
            yield _fault(f"has the unknown setting {shortened(key)}", nearest_or_all(key, KNOWN))
        elif key in _SWITCHES and not isinstance(value, bool):
            yield _fault(f"{key} = {written(value)} is neither true nor false", f"write {key} = true")
        elif key == _INTERVAL:
            yield from _faults_of_interval(value)
        elif key == SETTING:
            remedy = 'write [[tool.report.audit-exceptions]] with statement = "…" and reason = "…"'
            yield from (_fault(what, remedy) for what in faults_of_exceptions(value))
        elif key in _CHOICES and value not in _CHOICES[key]:
            listed = f"write one of {', '.join(_CHOICES[key])}"
            remedy = did_you_mean(str(value), _CHOICES[key], listed)
            yield _fault(f"{key} = {written(value)} is unknown", remedy)


def _faults_of_interval(value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or _PLACES.findall(value) != ["{level}"] or "\n" in value:
        what = f"{_INTERVAL} = {written(value)} is not a line of text that contains {{level}} once"
        yield _fault(what, f'write {_INTERVAL} = "{{level}}%-KI", for example')


def _fault(what: str, remedy: str) -> Fault:
    return Fault("pyproject.toml", f"[tool.report] {what}", remedy)
