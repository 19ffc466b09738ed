"""Products are wired, run once, and every failure is gathered."""

import os
import sys
import time
import types
import warnings
from pathlib import Path

import pytest

from report import Claim, Stat, Study, claims, figure, stats, table, value
from report.rows.build_record import Build, Remark
from report.rows.errors import LedgerError, ProductError, ReportError, StudyError
from report.rows.ledger import Ledger
from report.rows.tables import Column, Table, row
from report.study import isolated_run
from report.study.product import background
from report.study.product_cache import ProductCache
from report.study.runner import run
from report.study.study import DataFile


def module(name, *functions):
    made = types.ModuleType(name)
    for function in functions:
        function.__module__ = name
        setattr(made, function.__name__, function)
    sys.modules[name] = made
    return name


def run_study(tmp_path, *functions, files=None, **options):
    name = module(f"study_{abs(hash(functions))}", *functions)
    study = Study("a study", (name,), files or {})
    return run(study, tmp_path, study.data_files(tmp_path), Build(), **options)


@value
def trial():
    return [1.0, 2.0, 3.0]


@stats
def means(trial):
    yield Stat("means.all", sum(trial) / len(trial), "fixed1", "mean", n=len(trial))


@claims
def large(means):
    yield Claim("claim.large", means.stat("means.all").value > 1, "the mean is large", ("means.all",))


def test_rows_are_stamped_with_their_source(tmp_path):
    """The run writes function, file, line and inputs on each row."""
    ledger = run_study(tmp_path, trial, means, large).ledger
    source = ledger["means.all"].source
    assert (source.function, source.inputs) == ("means", ("trial",))
    assert source.file.endswith("test_run.py")
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    assert lines[source.line - 1].startswith("def means")
    assert ledger.claim("claim.large").holds


def test_the_order_of_modules_does_not_matter(tmp_path):
    """The inputs of a product run before it, wherever it is defined."""
    assert list(run_study(tmp_path, large, means, trial).ledger) == ["means.all", "claim.large"]


def test_unmet_needs_are_all_said_before_anything_runs(tmp_path):
    """An unknown need is answered with the nearest name, and nothing has run."""
    ran = []

    @value
    def first():
        ran.append(1)

    @stats
    def second(tril, nothing_like_it):
        yield

    with pytest.raises(StudyError) as caught:
        run_study(tmp_path, trial, first, second)
    assert len(caught.value.faults) == 2
    assert "did you mean trial?" in caught.value.faults[0].remedy
    assert ran == []


def test_a_circle_is_named(tmp_path):
    """Products that need each other are a fault that shows the circle."""

    @value
    def egg(hen):
        return 1

    @value
    def hen(egg):
        return 1

    with pytest.raises(StudyError, match=r"egg <- hen|hen <- egg"):
        run_study(tmp_path, egg, hen)


def test_only_tables_and_figures_see_the_whole_ledger(tmp_path):
    """Statistics name what they rest on."""

    @stats
    def greedy(ledger):
        yield

    with pytest.raises(StudyError, match="whole ledger"):
        run_study(tmp_path, greedy)


def test_every_failure_is_gathered_and_what_rests_on_it_is_spared(tmp_path):
    """Two broken products are two faults; their dependents are none."""

    @value
    def broken():
        raise ValueError("no data")

    @stats
    def resting(broken):
        yield Stat("a.b", broken, "count", "never")

    @stats
    def also_broken():
        yield Stat("a.c", 1 / 0, "count", "never")

    with pytest.raises(ProductError) as caught:
        run_study(tmp_path, broken, resting, also_broken)
    assert sorted(fault.what.split(" failed")[0] for fault in caught.value.faults) == [
        "also_broken",
        "broken",
    ]


def test_warnings_travel_to_the_rows_that_rest_on_them(tmp_path):
    """Warnings of a fit are on every row of that fit."""

    @value
    def fit():
        warnings.warn("did not converge", stacklevel=1)
        return 1.0

    @stats
    def path(fit):
        yield Stat("m.beta", fit, "fixed2", "path")

    assert run_study(tmp_path, fit, path).ledger["m.beta"].warnings == ("did not converge",)


def test_what_is_noticed_of_data_is_a_remark_and_on_no_row(tmp_path):
    """All rows depend on the data: a remark on the data is reported once, and is found from each row."""
    (tmp_path / "d.csv").write_text("a\n1\n")

    @value
    def loaded(data_file):
        warnings.warn("a column is not used", stacklevel=1)
        return 1.0

    @value
    def arm(loaded):
        return loaded

    @stats
    def path(arm):
        yield Stat("m.beta", arm, "fixed2", "path", warnings=("few cases",))

    @stats
    def apart_from_data():
        yield Stat("m.other", 1.0, "fixed2", "other")

    files = {"data_file": "d.csv"}
    ledger = run_study(tmp_path, loaded, arm, path, apart_from_data, files=files).ledger
    assert ledger.remarks == (Remark("a column is not used", "loaded", ("path",)),)
    assert ledger["m.beta"].warnings == ("few cases",)
    assert ledger.warnings_of(ledger["m.beta"]) == ("a column is not used", "few cases")
    assert ledger.warnings_of(ledger["m.other"]) == ()
    assert Ledger.from_json(ledger.to_json()).remarks == ledger.remarks


def test_a_generator_is_exhausted_where_its_warnings_are_caught(tmp_path):
    """A warning inside a generator is caught too."""

    @stats
    def lazy():
        warnings.warn("late", stacklevel=1)
        yield Stat("m.beta", 1.0, "fixed2", "path")

    assert run_study(tmp_path, lazy).ledger["m.beta"].warnings == ("late",)


def test_a_table_that_names_no_row_is_a_fault(tmp_path):
    """Ids in tables are looked up in the ledger; the remedy for an unknown one is the nearest id."""

    @table
    def summary():
        return Table("Means", (Column("Mean"),), (row("{means.al}"),))

    with pytest.raises(LedgerError, match=r"means\.al\n.*did you mean means\.all"):
        run_study(tmp_path, trial, means, summary)


def test_rows_carry_the_hash_of_the_data_behind_them(tmp_path):
    """The data file of a row is found through all that it needs."""
    (tmp_path / "d.csv").write_text("# synthetic: true\na\n1\n")

    @value
    def loaded(data_file):
        return data_file.path.read_text()

    @stats
    def size(loaded):
        yield Stat("data.size", len(loaded), "count", "size")

    result = run_study(tmp_path, loaded, size, files={"data_file": "d.csv"}).ledger
    file = DataFile(tmp_path / "d.csv", "d.csv")
    assert result["data.size"].source.data == (("d.csv", file.sha256),)
    assert file.synthetic


def test_a_missing_data_file_is_a_fault_with_a_remedy(tmp_path):
    """The author hears which file, and what to do."""
    with pytest.raises(ReportError, match=r"gone\.csv  cannot be read"):
        _ = DataFile(tmp_path / "gone.csv", "gone.csv").sha256


@value
@background("wave")
def slow(trial):
    warnings.warn("took long", UserWarning, stacklevel=1)
    return sum(trial), os.getpid()


@stats
def slow_rows(slow):
    yield Stat("a.slow", slow[0], "count", "computed in the background")
    yield Stat("a.elsewhere", int(slow[1] != os.getpid()), "count", "in another process")


@value
def trial_in_turn(trial):
    return trial


@stats
def rows_in_turn(trial_in_turn):
    yield Stat("b.slow", 1, "count", "in turn")
    yield Stat("b.elsewhere", 0, "count", "in turn")


@value
def unmoved(trial):
    return max(trial)


@stats
def later(unmoved):
    yield Stat("later.most", unmoved, "count", "stands behind the others")


def test_background_products_give_the_same_results_as_products_run_in_turn(tmp_path):
    """Rows keep their order, values and warnings, although another process computed them."""
    ledger = run_study(tmp_path, trial, slow, slow_rows, unmoved, later).ledger
    rows = run_study(tmp_path, trial, trial_in_turn, rows_in_turn, unmoved, later).ledger
    assert [id.replace("b.", "a.") for id in rows] == list(ledger)
    assert list(ledger)[-1] == "later.most"
    assert ledger.stat("a.slow").value == 6
    assert ledger.stat("a.elsewhere").value == 1
    assert ledger.stat("a.slow").warnings == ("took long",)
    assert ledger.stat("later.most").warnings == ()


@pytest.mark.parametrize(
    ("ends", "said"),
    [(False, "failing failed: ZeroDivisionError"), (True, "could not be computed in the background")],
)
def test_failures_in_the_background_are_collected_with_the_others(tmp_path, ends, said):
    """A background product that fails, or whose process dies, is one fault among others; its dependents are skipped."""

    @value
    @background()
    def failing():
        if ends:
            os._exit(3)
        return 1 / 0

    @stats
    def resting(failing):
        yield Stat("a.b", failing, "count", "never")

    @stats
    def broken():
        yield Stat("a.c", len(3), "count", "never")

    with pytest.raises(ProductError) as caught:
        run_study(tmp_path, failing, resting, broken)
    assert sorted(fault.what for fault in caught.value.faults)[0].startswith("broken failed")
    assert [fault.what for fault in caught.value.faults if said in fault.what]
    assert len(caught.value.faults) == 2


def test_what_cannot_be_sent_to_another_process_is_a_fault(tmp_path):
    """The fault names the product that needs it; the other products are computed."""

    @value
    def unsent():
        return lambda: 1

    @value
    @background()
    def asking(unsent):
        return unsent()

    @stats
    def broken():
        yield Stat("a.c", len(3), "count", "never")

    with pytest.raises(ProductError) as caught:
        run_study(tmp_path, unsent, asking, broken)
    said = sorted(fault.what for fault in caught.value.faults)
    assert said[0].startswith("asking cannot be computed in the background: its arguments cannot be pickled")
    assert said[1].startswith("broken failed")
    assert len(said) == 2


def test_meanwhile_is_called_while_the_run_waits_for_a_background_task(tmp_path):
    """It is called only where there is a task to wait for."""
    done = []
    run_study(tmp_path, trial, slow, slow_rows, while_waiting=lambda: done.append("background"))
    assert done == ["background"]
    run_study(tmp_path, trial, trial_in_turn, rows_in_turn, while_waiting=lambda: done.append("in turn"))
    assert done == ["background"]


def test_what_follows_a_run_is_loaded_once_no_product_can_start(tmp_path, monkeypatch):
    """Loading stops everything else, so a product that waits for a processor comes first."""

    @stats
    def first():
        time.sleep(0.3)
        yield Stat("first.n", len("a"), "count", "first")

    @stats
    def second():
        time.sleep(0.3)
        yield Stat("second.n", len("ab"), "count", "second")

    @claims
    def both(second):
        yield Claim("claim.both", True, "both", ("second.n",))

    monkeypatch.setattr(isolated_run, "processors", lambda: 1)
    monkeypatch.setattr(isolated_run, "shared_libraries", list)
    done = []
    run_study(
        tmp_path,
        first,
        second,
        both,
        cache=ProductCache(tmp_path, "basis"),
        progress=lambda what, _: done.append(what),
        load_next=lambda: done.append("later"),
    )
    computing = ["computing first", "first", "computing second", "later", "second", "computing both", "both"]
    assert done == computing


def test_an_id_used_twice_hides_no_other_fault(tmp_path):
    """It is a fault at the line of its product, reported with a `return` and an object that no adapter reads."""
    from report.results import rows

    @stats
    def twice(trial):
        yield Stat("same.id", 1, "count", "one")
        yield Stat("same.id", 2, "count", "two")

    @stats
    def returned(trial):
        return Stat("one.id", 1, "count", "one")

    @stats
    def unknown(trial):
        yield from rows("object", trial[0], label="a number")

    @stats
    def late(trial):
        yield Stat("first.id", 1, "count", "one")
        return iter([Stat("lost.id", 1, "count", "one")])

    with pytest.raises(ProductError) as raised:
        run_study(tmp_path, trial, twice, returned, unknown, late)
    assert all("test_run.py:" in fault.where for fault in raised.value.faults)
    said = {fault.what for fault in raised.value.faults}
    assert any("same.id is yielded twice" in what for what in said)
    assert "returned is tagged @stats but returns a Stat" in said
    assert "late yields rows and also returns list_iterator, which is lost" in said
    assert "unknown: object is made from builtins.float, which no adapter reads" in said


def test_floats_of_another_type_name_the_one_to_return(tmp_path):
    """Table and Figure are classes; report.table and report.figure are decorators."""

    @table
    def listed(trial):
        yield 1

    @figure
    def counted(trial):
        return 3

    with pytest.raises(ProductError) as raised:
        run_study(tmp_path, trial, listed, counted)
    assert {(fault.what, fault.remedy) for fault in raised.value.faults} == {
        ("listed is tagged @table but returns generator", "return a report.Table"),
        ("counted is tagged @figure but returns int", "return a report.Figure"),
    }
