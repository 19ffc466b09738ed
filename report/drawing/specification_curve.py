"""The estimates of a multiverse in order of size, above the options of each universe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Decision:
    """A decision of the analyst: its key in `about` of the rows, its title, and its options in words.

    `main` is the option that the main analysis takes.
    """

    key: str
    title: str
    options: Mapping[str, str]
    main: str = ""


@dataclass(frozen=True)
class EstimatesPanel:
    """The estimates of one column, by the ids of their rows.

    `intervals` has the ids of the lower and the upper confidence bound of an estimate, which are drawn as a whisker.
    """

    title: str
    shows: tuple[str, ...]
    intervals: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class SpecificationCurve:
    """A column for each panel; `about` of each row has its option of each decision, and `significant`: yes or no.

    Simonsohn, U., Simmons, J. P., & Nelson, L. D. (2020). Specification curve analysis. Nature Human Behaviour, 4,
    1208-1214.
    """

    panels: tuple[EstimatesPanel, ...]
    decisions: tuple[Decision, ...]
    y_label: str = "{:estimate}"
    width_mm: float = 150.0
    height_mm: float = 150.0

    @property
    def shows(self) -> tuple[str, ...]:
        """The ids of the rows that the drawing encodes."""
        estimates = [id for panel in self.panels for id in panel.shows]
        bounds = [id for panel in self.panels for pair in panel.intervals.values() for id in pair]
        return (*estimates, *bounds)
