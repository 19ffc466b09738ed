"""The trace of a result, and results that are reused while their traces are true."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from report.files.file_states import file_state
from report.files.folder_listings import listing
from report.files.observed import Observed, named
from report.files.recorded_queries import variable
from report.files.trace import Trace, file_hash
from report.files.traced import Traced


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("age\n31\n", encoding="utf-8")
    return path


@pytest.fixture
def trace(tmp_path, data):
    return Trace.of(Observed({str(data): file_state(data)}), "basis", tmp_path)


def changes(trace, root, basis="basis"):
    return list(trace.untrue(basis, root))


def test_a_trace_is_true_while_nothing_changes(trace, tmp_path):
    assert changes(trace, tmp_path) == []


def test_a_changed_file_is_named_relative_to_the_project(trace, tmp_path, data):
    data.write_text("age\n32\n", encoding="utf-8")
    assert changes(trace, tmp_path) == ["data.csv changed"]


def test_a_deleted_file_has_changed(trace, tmp_path, data):
    data.unlink()
    assert changes(trace, tmp_path) == ["data.csv changed"]


def test_a_file_with_another_time_and_the_same_content_has_not_changed(trace, tmp_path, data):
    data.write_text(data.read_text(encoding="utf-8"), encoding="utf-8")
    assert changes(trace, tmp_path) == []


def test_a_missing_file_that_appears_has_changed(tmp_path):
    path = tmp_path / "optional.csv"
    trace = Trace.of(Observed({str(path): file_state(path)}), "basis", tmp_path)
    assert changes(trace, tmp_path) == []
    path.write_text("x", encoding="utf-8")
    assert changes(trace, tmp_path) == ["optional.csv changed"]


def test_a_file_that_is_added_to_a_listed_folder_is_a_change(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    trace = Trace.of(Observed(folders={str(folder): listing(str(folder))}), "basis", tmp_path)
    assert changes(trace, tmp_path) == []
    (folder / "new.csv").write_text("", encoding="utf-8")
    assert changes(trace, tmp_path) == ["raw changed"]


def test_a_module_that_would_now_be_found_is_a_change(tmp_path):
    """It would be imported instead of one that was found elsewhere."""
    trace = Trace.of(Observed(lookups={str(tmp_path): {"helper"}}), "basis", tmp_path)
    assert changes(trace, tmp_path) == []
    (tmp_path / "unrelated.py").write_text("", encoding="utf-8")
    assert changes(trace, tmp_path) == []
    (tmp_path / "helper.py").write_text("", encoding="utf-8")
    assert changes(trace, tmp_path) == [". changed"]


def test_a_variable_of_the_environment_that_changes_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAWS", "100")
    trace = Trace.of(Observed(variables={"DRAWS": variable("DRAWS")}), "basis", tmp_path)
    assert changes(trace, tmp_path) == []
    monkeypatch.setenv("DRAWS", "200")
    assert changes(trace, tmp_path) == ["$DRAWS changed"]


def test_all_changes_are_named(trace, tmp_path, data):
    data.write_text("", encoding="utf-8")
    other = replace(trace, machine="another")
    assert changes(other, tmp_path, "other") == [
        "the engine, the settings or a declared file changed",
        "the system, Python or its packages changed",
        "data.csv changed",
    ]


def test_what_cannot_be_observed_is_never_reused(trace, tmp_path):
    assert changes(replace(trace, untraceable=("a socket",)), tmp_path) == [
        "a socket, whose inputs cannot be observed"
    ]


def test_a_trace_survives_json(trace):
    assert Trace.from_record(json.loads(json.dumps(trace.record()))) == trace


def test_a_moved_project_keeps_its_traces(trace, tmp_path_factory, data):
    moved = tmp_path_factory.mktemp("moved")
    (moved / "data.csv").write_bytes(data.read_bytes())
    assert "data.csv changed" not in changes(trace, moved)


@pytest.mark.parametrize(
    ("path", "name"),
    [("/p/a/b.csv", "a/b.csv"), ("/p", "."), ("/other/b.csv", "/other/b.csv"), ("/pp/b", "/pp/b")],
)
def test_paths_below_the_project_are_relative(path, name, tmp_path):

    assert named(path, Path("/p")) == name


def test_a_file_that_cannot_be_read_has_a_state_of_its_own(tmp_path):
    assert file_hash(tmp_path) != file_hash(tmp_path / "missing")


@pytest.fixture
def results(tmp_path):
    return Traced(tmp_path / ".cache", tmp_path)


def test_a_result_is_found_while_its_trace_is_true(results, data, tmp_path):
    results.put("basis", Observed({str(data): file_state(data)}), {"mean": 31.0}, {"seconds": 2})
    entry = results.find("basis")
    assert results.value(entry) == {"mean": 31.0}
    assert entry.notes == {"seconds": 2}
    assert results.why_not("basis") == ""
    data.write_text("age\n40\n", encoding="utf-8")
    assert results.find("basis") is None
    assert results.why_not("basis") == "data.csv changed"


def test_a_result_of_another_basis_is_not_found(results, data):
    results.put("basis", Observed(), 1, {})
    assert results.find("other") is None


def test_an_older_result_is_found_when_its_inputs_come_back(results, data):
    results.put("basis", Observed({str(data): file_state(data)}), "old", {})
    data.write_text("age\n40\n", encoding="utf-8")
    results.put("basis", Observed({str(data): file_state(data)}), "new", {})
    assert results.value(results.find("basis")) == "new"
    data.write_text("age\n31\n", encoding="utf-8")
    assert results.value(results.find("basis")) == "old"


def test_nothing_is_found_before_the_first_run(results):
    assert results.find("basis") is None
    assert results.why_not("basis") == ""
