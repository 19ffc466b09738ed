"""Findings of the audit that the paper itself discusses, named in the settings with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SETTING = "audit-exceptions"
_NAMES = ("statement", "rule", "reason")


@dataclass(frozen=True)
class AuditException:
    """A statement as it is printed, the rule that questions it (any if empty), and why the paper prints it."""

    statement: str
    reason: str
    rule: str = ""

    def covers(self, rule: str, statement: str) -> bool:
        """Whether the exception applies to a rule's finding about a statement; spaces and dashes are normalised."""
        return self.rule in ("", rule) and _plain(self.statement) in _plain(statement)


def _plain(text: str) -> str:
    same = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s", "", re.sub("[\u2010-\u2014\u2212]", "-", same)).casefold()


def audit_exceptions(value: Any) -> tuple[AuditException, ...]:
    """The exceptions of a setting without faults."""
    return tuple(AuditException(each["statement"], each["reason"], each.get("rule", "")) for each in value)


def faults_of_exceptions(value: Any) -> Iterator[str]:
    """What is wrong with the value of the setting."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        yield f"{SETTING} is not a list of tables"
        return
    for number, each in enumerate(value, 1):
        unknown = [name for name in each if name not in _NAMES]
        texts = all(isinstance(text, str) for text in each.values())
        if unknown or not texts:
            yield f"table {number} of {SETTING} has {_wrong(unknown)}"
        for name in ("statement", "reason"):
            if not str(each.get(name, "")).strip():
                yield f"table {number} of {SETTING} has no {name}"


def _wrong(unknown: list[str]) -> str:
    return f"the unknown key {', '.join(unknown)}" if unknown else "a value that is not text"
