"""Calls an adapter with the options of the product and the confidence level of the study; reports unknown options.

An adapter that computes its intervals has the option `confidence` without a default, and gets the level of the study.
One whose object or file contains its intervals has the default of the library that computed them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import Parameter, signature
from typing import Any

from report.results.quantities import Result
from report.rows.errors import Fault, ResultError
from report.rows.levels import study_levels
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
    options = {**_levels(parameters), **options}
    if any(each.kind is Parameter.VAR_KEYWORD for each in parameters):
        return list(adapter(content, **options))
    known = [each.name for each in parameters if each.kind is Parameter.KEYWORD_ONLY]
    unknown = [name for name in options if name not in known]
    if unknown:
        known += _ALL
        raise OptionError(Fault("", f"has no option {name}", nearest_or_all(name, known)) for name in unknown)
    return list(adapter(content, **options))


def _levels(parameters: Iterable[Parameter]) -> dict[str, float]:
    """The level of an adapter's intervals, if it computes them."""
    computes = any(each.name == "confidence" and each.default is Parameter.empty for each in parameters)
    return {"confidence": study_levels().confidence} if computes else {}
