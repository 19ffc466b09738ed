"""The observed inputs of a step."""

from pathlib import Path

from report.files.file_states import FileState
from report.files.observed import Observed, together, without_content

OLD, NEW, MISSING = FileState("a1", (1,)), FileState("b2", (2,)), FileState("", ())


def test_a_file_that_was_read_with_two_contents_is_unstable():
    observed = Observed()
    observed.saw("/p/x.csv", OLD)
    observed.saw("/p/x.csv", OLD)
    assert observed.unstable == set()
    observed.saw("/p/x.csv", NEW)
    assert observed.unstable == {"/p/x.csv"}
    assert observed.files["/p/x.csv"] == OLD


def test_what_a_step_wrote_itself_is_not_an_input():
    observed = Observed(written={"/p/cache.csv"})
    observed.saw("/p/cache.csv", OLD, "study.py:3")
    assert observed.files == {}
    assert observed.readers == {}


def test_only_files_that_a_line_of_the_project_opened_are_data():
    """Modules have no reader, and a file that was looked for but is missing is not data."""
    observed = Observed()
    observed.saw("/p/module.py", OLD)
    observed.saw("/p/missing.csv", MISSING, "study.py:4")
    observed.saw("/p/data.csv", NEW, "study.py:5")
    assert observed.data == {"/p/data.csv": NEW}


def test_the_first_reader_of_a_file_is_named():
    observed = Observed()
    observed.saw("/p/data.csv", OLD, "study.py:5")
    observed.saw("/p/data.csv", OLD, "study.py:9")
    assert observed.readers == {"/p/data.csv": "study.py:5"}


def test_inputs_of_several_steps_are_joined():
    one = Observed({"/a": OLD}, {"/a": "s.py:1"}, variables={"N": "1"}, lookups={"/f": {"x"}}, opened={"/a"})
    other = Observed({"/b": NEW}, {}, variables={"M": "2"}, lookups={"/f": {"y"}}, modules={"m"})
    total = together([one, other])
    assert total.files == {"/a": OLD, "/b": NEW}
    assert total.readers == {"/a": "s.py:1"}
    assert total.variables == {"N": "1", "M": "2"}
    assert total.lookups == {"/f": {"x", "y"}}
    assert (total.opened, total.modules) == ({"/a"}, {"m"})


def test_a_file_that_two_steps_read_with_different_contents_is_unstable():
    assert together([Observed({"/a": OLD}), Observed({"/a": NEW})]).unstable == {"/a"}


def test_a_file_that_one_step_wrote_and_another_read_later_is_not_an_input():
    assert together([Observed(written={"/a"}), Observed({"/a": OLD})]).files == {}


def test_joining_changes_none_of_the_parts():
    one = Observed(lookups={"/f": {"x"}})
    together([one, Observed(lookups={"/f": {"y"}})])
    assert one.lookups == {"/f": {"x"}}


def test_no_steps_have_no_inputs():
    assert together([]) == Observed()


def test_the_first_bytes_of_files_can_be_removed():
    """They may be data of participants."""
    (file,) = without_content(Observed({"/a": FileState("a1", (1,), b"id,age")})).files.values()
    assert file.sha256 == "a1"
    assert file.head == b""


def test_a_cache_stores_paths_relative_to_the_project():
    """Results that move with their project refer to the files of its new place; outer files stay where they are."""
    observed = Observed(
        files={"/old/data/a.csv": OLD, "/usr/share/b.csv": NEW},
        readers={"/old/data/a.csv": "/old/study.py:5", "/usr/share/b.csv": ""},
        folders={"/old/data": "a.csv"},
        opened={"/old/data/a.csv"},
        lookups={"/old": {"study"}},
        untraceable={"reads a pipe": "/old/study.py:7"},
    )
    moved = observed.relative_to(Path("/old")).anchored(Path("/new place"))
    assert moved == Observed(
        files={"/new place/data/a.csv": OLD, "/usr/share/b.csv": NEW},
        readers={"/new place/data/a.csv": "/new place/study.py:5", "/usr/share/b.csv": ""},
        folders={"/new place/data": "a.csv"},
        opened={"/new place/data/a.csv"},
        lookups={"/new place": {"study"}},
        untraceable={"reads a pipe": "/new place/study.py:7"},
    )


def test_the_project_itself_and_similar_names_are_distinguished():
    observed = Observed(folders={"/old": "x", "/older": "y"})
    assert observed.relative_to(Path("/old")).folders == {".": "x", "/older": "y"}
    assert observed.relative_to(Path("/old")).anchored(Path("/new")).folders == {"/new": "x", "/older": "y"}
