"""The slope of a predictor against its moderator, with its confidence band and region of significance."""

from __future__ import annotations

from dataclasses import dataclass

_PARTS = ("b", "change", "variance", "covariance", "change_variance", "critical")
_ENDS = ("lower", "upper", "significant", "lowest", "highest")


@dataclass(frozen=True)
class Slopes:
    """The rows below `id` of a `report.pathmodels.moderation.Moderation`; labels default to the variables' names."""

    id: str
    x_label: str = ""
    y_label: str = ""
    width_mm: float = 120.0

    @property
    def shows(self) -> tuple[str, ...]:
        """The ids of the rows that the drawing prints or encodes."""
        lines = [f"{self.id}.line.{part}" for part in _PARTS]
        return (*lines, *(f"{self.id}.region.{part}" for part in _ENDS))
