"""Prints the progress of the search, and which targets are met."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from analysis.synthetic.generator import Watch
from analysis.synthetic.verdicts import Verdict


class Bars:
    """Shows one progress bar per arm, with the loss of the best table: 0 if every target is met."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.tasks: dict[str, TaskID] = {}

    def show(self, arm: str, done: int, total: int, loss: float) -> None:
        """Move the bar of one arm."""
        if arm not in self.tasks:
            self.tasks[arm] = self.bar.add_task(arm, total=total, loss="")
        stage = "real-valued" if np.isnan(loss) else f"{done} steps, loss {loss:.3f}"
        self.bar.update(self.tasks[arm], completed=total if loss == 0 else done, loss=stage)


@contextmanager
def progress(quiet: bool) -> Iterator[Watch]:
    """Yield a function that shows the progress of the search."""
    columns = (
        TextColumn("{task.description:12}"),
        BarColumn(),
        TextColumn("{task.fields[loss]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
        yield Bars(bar).show


def summary(found: list[Verdict]) -> Iterator[str]:
    """Yield a line for each section, then one for each quantity that is not met."""
    for section, group in groupby(found, key=lambda verdict: verdict.section):
        verdicts = list(group)
        met = sum(verdict.agrees for verdict in verdicts)
        yield f"{section:13} {met} of {len(verdicts)} met"
    for verdict in found:
        if not verdict.agrees:
            reason = "missed" if verdict.attainable else "contradicts other printed numbers"
            yield f"  {verdict.id}: printed {verdict.printed}, here {verdict.regenerated:.4f} ({reason})"
