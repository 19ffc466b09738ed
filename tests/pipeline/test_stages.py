"""The stages of a build: their order, and the renderings beside them."""

import pytest

from report.pipeline.pages import STAGES
from report.pipeline.stages import Stage, run_stages
from report.rows.errors import Fault, ToolError

GIVEN = ("inputs", "computed", "formats", "folder", "fresh", "audited", "rendered")


class NotedPool:
    """A pool that notes what it is asked for."""

    def __init__(self, missing=()):
        self.noted, self.missing = [], missing

    def submit(self, tasks):
        self.noted.append(("submit", tasks))

    def wait_for(self, *formats):
        self.noted.append(("wait", formats))
        return self.missing


def test_each_stage_follows_those_that_make_what_it_needs():
    """The list of the pages' stages is complete and in order, and no two stages make the same."""
    made = list(GIVEN)
    for stage in STAGES:
        assert set(stage.needs) <= set(made), stage.makes
        made.append(stage.makes)
    assert len(made) == len(set(made))


def test_a_result_is_an_argument_of_later_stages():
    """The names of the arguments are what a stage needs."""
    stages = (
        Stage("double", lambda number: 2 * number),
        Stage("sum", lambda number, double: number + double),
    )
    made = run_stages(stages, {"number": 5}, NotedPool(), lambda *_: None)
    assert made == {"number": 5, "double": 10, "sum": 15}


def test_renderings_start_batch_by_batch():
    """A batch is submitted before the next one is made, so that it runs meanwhile."""
    pool, order = NotedPool(), []

    def batches():
        for name in "ab":
            order.append((name, len(pool.noted)))
            yield [name]

    run_stages((Stage("pages", batches, starts=True),), {}, pool, lambda *_: None)
    assert order == [("a", 0), ("b", 1)]
    assert pool.noted == [("submit", ["a"]), ("submit", ["b"])]


def test_a_stage_waits_for_the_formats_that_it_names():
    """It does not run if one of them could not be made."""
    ran, fault = [], Fault("index.html", "needs pandoc", "install it")
    stage = Stage("places", lambda: ran.append("places"), waits_for=("html",))
    pool = NotedPool()
    run_stages((stage,), {}, pool, lambda *_: None)
    assert (pool.noted, ran) == ([("wait", ("html",))], ["places"])
    with pytest.raises(ToolError, match="needs pandoc"):
        run_stages((stage,), {}, NotedPool((fault,)), lambda *_: None)
    assert ran == ["places"]


def test_only_named_stages_show_their_seconds():
    """Progress has the name and the seconds of a stage that may take long."""
    shown = []
    stages = (Stage("a", lambda: 1), Stage("b", lambda: 2, progress="b done"))
    run_stages(stages, {}, NotedPool(), lambda name, seconds: shown.append((name, seconds >= 0)))
    assert shown == [("b done", True)]
