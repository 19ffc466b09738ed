"""How numbers of path models are compared with those that the scripts in golden/ have from lavaan."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from report.pathmodels import PathFit
from report.pathmodels.local_fit import LocalFit

#: What these numbers are measured against: one unit of z, the standard error of an estimate.
UNITS = {"z": 1.0, "p": 1.0}
#: lavaan looks for these by root finding with an absolute tolerance of 1.2e-4 on the noncentrality.
SEARCHED = ("ci_lower", "ci_upper")
#: Of a value, or of its standard error if that is larger.
LIMIT = 1e-4


def options(case: dict[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in dict(case["options"]).items()
    }


def differs(ours: float | None, theirs: float | None, scale: float, limit: float = LIMIT) -> bool:
    if ours is None or theirs is None:
        return (ours is None) != (theirs is None)
    return abs(ours - theirs) > limit * max(abs(theirs), scale) + 1e-6


def row_faults(ours: Any, theirs: dict[str, Any], limit: float = LIMIT) -> list[str]:
    se = theirs["se"] or 0.0
    faults = []
    for field in ("est", "se", "z", "p", "ci_lower", "ci_upper", "std", "std_se"):
        scale = UNITS.get(field, (theirs["std_se"] or 0.0) if field.startswith("std") else se)
        value = getattr(ours, field)
        if field == "se" and value == 0 and theirs["se"] is None:
            continue
        if differs(value, theirs[field], scale, limit):
            faults.append(
                f"{ours.lhs} {ours.op} {ours.rhs} {ours.group} {field}: {value} against {theirs[field]}"
            )
    return faults


def index_faults(found: PathFit, case: dict[str, Any], limit: float = LIMIT) -> list[str]:
    """Indices of global fit, scaled and robust ones included, that are not lavaan's."""
    faults = []
    for kind, ours in (("fit", found.fit), ("scaled", found.scaled)):
        for index, theirs in dict(case.get(kind, {})).items():
            if kind == "scaled" and found.saturated:
                continue
            value, own = getattr(ours, index), 2e-4 if index.endswith(SEARCHED) else limit
            if differs(value, theirs, 0.01, own):
                faults.append(f"{kind} {index}: {value} against {theirs}")
    return faults


def case_faults(found: PathFit, case: dict[str, Any], skipped: tuple[str, ...] = ()) -> list[str]:
    """Rows and indices beyond 1e-4 of lavaan as it comes and, where its iteration stops early, of its maximum, too."""
    faults = [_case_faults(found, each, skipped) for each in (case, case.get("tight")) if each]
    return [fault for fault in faults[0] if len(faults) == 1 or place_of(fault) in map(place_of, faults[1])]


def place_of(fault: str) -> str:
    """What a fault is about, without its numbers."""
    return fault.rpartition(": ")[0]


def _case_faults(found: PathFit, case: dict[str, Any], skipped: tuple[str, ...]) -> list[str]:
    pairs = [
        pair for pair in zip(found.estimates, case["estimates"], strict=True) if pair[0].op not in skipped
    ]
    return [fault for ours, theirs in pairs for fault in row_faults(ours, theirs)] + index_faults(found, case)


def modification_faults(
    found: LocalFit, case: dict[str, Any], groups: tuple[str, ...], limit: float = LIMIT
) -> list[str]:
    """Modification indices of lavaan's table that are missing, or whose numbers differ."""
    ours = {(m.lhs, m.op, m.rhs, groups.index(m.group) + 1): m for m in found.modifications}
    faults = []
    for theirs in case["modification"]:
        if theirs["mi"] is None or theirs["mi"] < 1e-6:
            continue
        place = theirs["lhs"], theirs["op"], theirs["rhs"], theirs["group"]
        mine = ours.get(place)
        if mine is None:
            faults.append(f"{place} is missing")
            continue
        if max(mine.index, theirs["mi"]) < 1e-4:
            # Zero, but for the accuracy of lavaan's estimates.
            continue
        unit = theirs["mi"] ** -0.5
        compared = [
            (mine.index, theirs["mi"], 1.0),
            (mine.change, theirs["epc"], unit * abs(theirs["epc"])),
            (mine.std_change, theirs["std"], unit * abs(theirs["std"] or 0.0)),
        ]
        if mine.op == "~~" and mine.lhs == mine.rhs:
            # For a variance, lavaan standardises the fixed value instead of its change.
            compared.pop()
        for value, other, se in compared:
            if differs(value, other, 0.3 * se, limit):
                faults.append(f"{place}: {value} against {other}")
    return faults


def residual_faults(found: LocalFit, case: dict[str, Any], groups: tuple[str, ...]) -> list[str]:
    """Residual correlations of lavaan's table, and their z, that differ."""
    by_group = case["residuals"]
    faults = []
    for group, theirs in zip(
        groups, [*by_group.values()] if isinstance(by_group, dict) else by_group, strict=True
    ):
        ours = {frozenset((r.first, r.second)): r for r in found.residuals if r.group == group}
        pairs = list(combinations(theirs["names"], 2))
        for pair, cor, z in zip(pairs, listed(theirs["cor"]), listed(theirs["z"]), strict=True):
            mine = ours[frozenset(pair)]
            if abs(mine.correlation - cor) > 5e-5:
                faults.append(f"{pair} {group}: {mine.correlation} against {cor}")
            # lavaan's errors of correlations near zero are one.
            if abs(cor) > 1e-3 and (mine.z is None or z is None or abs(mine.z - z) > 2e-3 * abs(z)):
                faults.append(f"{pair} {group} z: {mine.z} against {z}")
    return faults


def listed(values: Any) -> list[Any]:
    """A list, also where R wrote a vector of one as a number."""
    return values if isinstance(values, list) else [values]
