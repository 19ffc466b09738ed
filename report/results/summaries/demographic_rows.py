"""Rows of a sample's description: numbers by mean, SD, median and quartiles, categories by counts and shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from report.data.dictionary import Dictionary
from report.results.registry import rows
from report.results.summaries.descriptive_rows import moments_and_quartiles, quantile_formats
from report.results.summaries.summary_stamp import summary
from report.results.summaries.variables import Variable, VariableLevel, id_parts, label_rows, variables
from report.rows.errors import Fault, ResultError
from report.rows.stat import Stat
from report.rows.suggestions import nearest_or_all

if TYPE_CHECKING:
    from pandas import DataFrame, Series

Compare = Literal["", "smd", "test"]


@dataclass(frozen=True)
class _Group:
    """The people of one group, or all; `part` is its name in ids.

    `question` is the label of the column if it divides by yes and no, which is the `answer` of this group.
    """

    frame: DataFrame
    part: str = ""
    label: str = ""
    question: str = ""
    answer: str = ""

    @property
    def about(self) -> dict[str, str]:
        if not self.part:
            return {}
        question = {"group_question": self.question, "group_answer": self.answer} if self.answer else {}
        return {"group": self.part, "group_label": self.label, **question}

    def path(self, head: str) -> str:
        return f"{head}.{self.part}" if self.part else head

    def words(self, text: str) -> str:
        return f"{text}, {self.label}" if self.label else text


@summary("demographics")
def demographics(
    id: str,
    frame: DataFrame,
    *,
    by: str = "",
    dictionary: Dictionary | None = None,
    variables: Sequence[str] = (),
    medians: Sequence[str] = (),
    compare: Compare = "",
) -> Iterator[Stat]:
    """The rows of a Table 1: `<id>.<variable>.mean`, `<id>.<variable>.<level>.n`, with `.<group>` before the last part.

    `by` is the column that divides the sample. `medians` are columns that the table describes by median and quartiles.
    `compare` adds standardised differences of two groups ("smd"; Austin, 2009; Yang & Dalton, 2012) or tests ("test":
    Welch's t-test, ANOVA, or chi-square without correction; Mann-Whitney's or Kruskal-Wallis's for `medians`).
    """
    chosen, groups = _described(id, frame, by, dictionary, variables)
    skewed = _skewed(id, frame, chosen, medians)
    yield Stat(f"{id}.n", len(frame), "count", "cases", "*N*", about=_about({"statistic": "n"}))
    for group in (each for each in groups if each.part):
        about = _about(group.about, statistic="n")
        yield Stat(
            f"{id}.{group.part}.n", len(group.frame), "count", f"cases, {group.label}", "*n*", about=about
        )
        yield from label_rows(f"{id}.{group.part}", group.question or group.label, _about(group.about))
    for variable in chosen:
        yield from label_rows(f"{id}.{variable.part}", variable.label, _about(variable.about))
        path, ranked = f"{id}.{variable.part}", variable.name in skewed
        yield from (
            _shares(path, variable, groups) if variable.levels else _moments(path, variable, groups, ranked)
        )
        yield from _missing(path, variable, groups)
        yield from _compared(path, variable, groups, compare, ranked)


def _skewed(id: str, frame: DataFrame, chosen: Sequence[Variable], medians: Sequence[str]) -> frozenset[str]:
    """The names of the variables described by their quartiles; a variable that is not numeric is a fault."""
    numbers = [each.name for each in chosen if not each.levels]
    wrong = [name for name in medians if name not in numbers]
    if wrong:
        what = "{} is not numeric, so its median cannot be shown"
        raise ResultError([Fault(id, what.format(name), nearest_or_all(name, numbers)) for name in wrong])
    return frozenset(medians)


def _described(
    id: str, frame: DataFrame, by: str, dictionary: Dictionary | None, names: Sequence[str]
) -> tuple[tuple[Variable, ...], list[_Group]]:
    """The variables without the one that divides, and the groups; a group without a case is left out."""
    chosen = variables(frame, names, dictionary)
    if not by:
        return chosen, [_Group(frame)]
    dividing = variables(frame, (by,), dictionary)[0]
    answers: dict[Any, str] = {1: "yes", 0: "no"} if dividing.boolean else {}
    if answers:
        levels = {code: f"{dividing.label}: {answer}" for code, answer in answers.items()}
    elif dividing.levels:
        levels = {level.code: level.label for level in dividing.levels}
    else:
        levels = {code: f"{code:g}" for code in sorted(set(frame[by].dropna()))}
    parts = id_parts([*(each.part for each in chosen), *levels.values()])
    question = dividing.label if answers else ""
    groups = [
        _Group(frame[frame[by] == code], parts[label], label, question, answers.get(code, ""))
        for code, label in levels.items()
    ]
    found = [group for group in groups if len(group.frame)]
    if not found:
        raise ResultError(Fault(id, f"no case has a value of {by}", "name another column"))
    return tuple(each for each in chosen if each.name != by), found


def _about(*parts: Mapping[str, str], **more: str) -> dict[str, str]:
    merged: dict[str, str] = {}
    for part in parts:
        merged |= part
    return merged | more


def _moments(path: str, variable: Variable, groups: Sequence[_Group], ranked: bool) -> Iterator[Stat]:
    for group in groups:
        values = group.frame[variable.name].dropna().astype(float)
        found = list(moments_and_quartiles(values))
        formats = quantile_formats({name: value for name, value, _, _ in found}, values)
        for name, value, symbol, words in found:
            label = group.words(f"{words}: {variable.label}")
            about = _about(variable.about, group.about, {"shown": "median"} if ranked else {}, statistic=name)
            format = formats.get(name, "fixed2")
            yield Stat(f"{group.path(path)}.{name}", value, format, label, symbol, len(values), about=about)


def _shares(path: str, variable: Variable, groups: Sequence[_Group]) -> Iterator[Stat]:
    for level in variable.levels:
        about = _about(variable.about, level=level.part, level_label=level.label)
        yield from label_rows(f"{path}.{level.part}", level.label, about)
    for group in groups:
        valid = group.frame[variable.name].dropna()
        for level in variable.levels:
            yield from _share(group.path(f"{path}.{level.part}"), valid, variable, level, group)


def _share(
    path: str, valid: Series[Any], variable: Variable, level: VariableLevel, group: _Group
) -> Iterator[Stat]:
    count, n = int((valid == level.code).sum()), len(valid)
    words = variable.label if variable.boolean else f"{variable.label}, {level.label}"
    about = _about(
        variable.about,
        group.about,
        level=level.part,
        level_label=level.label,
        boolean="yes" if variable.boolean else "",
    )
    yield Stat(
        f"{path}.n",
        count,
        "count",
        group.words(f"cases: {words}"),
        "*n*",
        n,
        about=about | {"statistic": "n"},
    )
    share = count / n if n else None
    label = group.words(f"share: {words}")
    yield Stat(f"{path}.pct", share, "percent", label, "%", n, about=about | {"statistic": "pct"})


def _missing(path: str, variable: Variable, groups: Sequence[_Group]) -> Iterator[Stat]:
    """The counts of missing values, for variables that have any."""
    if not any(group.frame[variable.name].isna().any() for group in groups):
        return
    for group in groups:
        count, n = int(group.frame[variable.name].isna().sum()), len(group.frame)
        label = group.words(f"missing values: {variable.label}")
        about = _about(variable.about, group.about, statistic="missing")
        yield Stat(f"{group.path(path)}.missing", count, "count", label, "*n*", n, about=about)


def _compared(
    path: str, variable: Variable, groups: Sequence[_Group], compare: Compare, ranked: bool
) -> Iterator[Stat]:
    if not compare:
        return
    if len(groups) < 2 or (compare == "smd" and len(groups) > 2):
        what = f"{len(groups)} group{'s' * (len(groups) != 1)} cannot be compared by {compare}"
        raise ResultError(
            Fault(
                path,
                what,
                'differences need two groups, tests two or more; to omit the comparison: compare=""',
            )
        )
    samples = [group.frame[variable.name].dropna() for group in groups]
    about = _about(variable.about, statistic="smd")
    if compare == "smd":
        value = _difference(variable, samples)
        yield Stat(
            f"{path}.smd", value, "fixed2", f"standardised difference: {variable.label}", "SMD", about=about
        )
    elif (result := _test(variable, samples, ranked)) is not None:
        yield from rows(f"{path}.test", result, label=variable.label, about=_about(variable.about))


def _difference(variable: Variable, samples: Sequence[Series[Any]]) -> float | None:
    """The difference in units of the pooled SD; of shares by Mahalanobis' distance (Yang & Dalton, 2012, p. 4)."""
    import numpy as np

    if min(map(len, samples)) < 2:
        return None
    if not variable.levels:
        first, second = (sample.astype(float) for sample in samples)
        spread = float(np.sqrt((first.var() + second.var()) / 2))
        return float(first.mean() - second.mean()) / spread if spread else None
    codes = [level.code for level in variable.levels]
    codes = codes if variable.boolean else codes[1:]
    shares = [np.array([(sample == code).mean() for code in codes]) for sample in samples]
    distance = shares[0] - shares[1]
    spread_of = sum(np.diag(p) - np.outer(p, p) for p in shares) / 2
    size = float(np.sqrt(max(0.0, distance @ np.linalg.pinv(spread_of) @ distance)))
    return float(np.copysign(size, distance[0])) if variable.boolean else size


def _test(variable: Variable, samples: Sequence[Series[Any]], ranked: bool) -> Any:
    """The test of a difference between groups; None if the data do not allow one."""
    from scipy import stats

    if variable.levels:
        codes = [1, 0] if variable.boolean else [level.code for level in variable.levels]
        table = [[int((sample == code).sum()) for code in codes] for sample in samples]
        columns = [column for column in zip(*table, strict=True) if sum(column)]
        possible = len(columns) >= 2 and all(map(sum, table))
        return stats.chi2_contingency(columns, correction=False) if possible else None
    values = [sample.astype(float) for sample in samples]
    if any(len(each) < 2 for each in values) or not any(each.var() for each in values):
        return None
    if ranked:
        ranks = [each.to_numpy() for each in values]
        return stats.mannwhitneyu(ranks[0], ranks[1]) if len(ranks) == 2 else stats.kruskal(*ranks)
    return stats.ttest_ind(*values, equal_var=False) if len(values) == 2 else stats.f_oneway(*values)
