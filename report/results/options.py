"""Calls an adapter with the options of the study, and reports unknown ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, signature
from typing import Any

from report.results.quantities import Result
from report.rows.errors import Fault, ResultError
from report.rows.suggestions import nearest_or_all


class OptionError(ResultError):
    """An option that a result does not have, or a value that the option cannot have."""


#: The options of all results.
_ALL = ("label", "about", "formats")


def read_with(
    adapter: Callable[..., Iterator[Result]], content: Any, options: Mapping[str, Any]
) -> list[Result]:
    """The results of an adapter; options that it does not have are faults."""
    parameters = signature(adapter).parameters.values()
    if any(each.kind is Parameter.VAR_KEYWORD for each in parameters):
        return list(adapter(content, **options))
    known = [each.name for each in parameters if each.kind is Parameter.KEYWORD_ONLY]
    unknown = [name for name in options if name not in known]
    if unknown:
        known += _ALL
        raise OptionError(Fault("", f"has no option {name}", nearest_or_all(name, known)) for name in unknown)
    return list(adapter(content, **options))
