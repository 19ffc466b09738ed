"""The stages of a build: what each needs and makes, and the renderings that run in parallel with them.

Stages run one after another, in the order of their list. Renderings that a stage starts run in other processes, in
parallel with the stages that follow, until a stage waits for them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Protocol

from report.rows.errors import Fault, ToolError

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Stage:
    """A step of a build.

    The names of the arguments of `work` are what the stage needs; `makes` names its result. If it `starts` renderings,
    the result is an iterable of batches of rendering tasks. It runs once the renderings of the formats in `waits_for`
    have ended. `progress` is the name under which its seconds are shown.
    """

    makes: str
    work: Callable[..., Any]
    starts: bool = False
    waits_for: tuple[str, ...] = ()
    progress: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The names of the results that must exist before the stage runs."""
        return tuple(inspect.signature(self.work).parameters)


class Pool(Protocol):
    """Processes that render."""

    def submit(self, tasks: Sequence[Any]) -> None:
        """Start tasks as soon as a processor is free."""

    def wait_for(self, *formats: str) -> tuple[Fault, ...]:
        """Wait for the tasks of these formats, and return the faults of missing tools."""


def run_stages(
    stages: Sequence[Stage], given: Mapping[str, Any], pool: Pool, progress: Progress
) -> dict[str, Any]:
    """Run all stages, and return all inputs and results; a format that a stage waits for must not fail."""
    made = dict(given)
    for stage in stages:
        if stage.waits_for and (missing := pool.wait_for(*stage.waits_for)):
            raise ToolError(missing)
        began = perf_counter()
        result = stage.work(**{need: made[need] for need in stage.needs})
        if stage.starts:
            for batch in result:
                pool.submit(batch)
        else:
            made[stage.makes] = result
        if stage.progress:
            progress(stage.progress, perf_counter() - began)
    return made
