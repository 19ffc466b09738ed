"""JSON results that R has written: which file is read as what."""

from __future__ import annotations

from typing import Any

import pytest

from report.results.json_results import results
from report.results.options import OptionError
from report.rows.errors import ResultError


@pytest.mark.parametrize("found", [[], {}, None, 3, "text", [{"name": "x"}], [3], {"a": 3}, {"a": {"b": 1}}])
def test_other_json_is_a_fault(found: Any) -> None:
    """The fault says how R writes what can be read."""
    with pytest.raises(ResultError) as raised:
        list(results(found))
    (fault,) = raised.value.faults
    assert fault.what == "is neither an ARD nor a tidystats list"
    assert fault.remedy == "write an ARD with jsonlite::toJSON(ard), or tidystats::write_stats(...)"


def test_the_kind_of_a_file_follows_from_its_shape() -> None:
    """Records with a `stat_name` are an ARD; named analyses are those of tidystats."""
    (ard,) = results([{"variable": "age", "stat_name": "mean", "stat": [34.25]}])
    (tidy,) = results({"sleep": {"method": "t", "statistics": [{"name": "df", "value": 9}]}})
    assert (ard.term, tidy.term) == ("age", "sleep")


def test_options_of_another_kind_of_file_are_faults() -> None:
    """A list of tidystats states all that the options of an ARD would."""
    with pytest.raises(OptionError, match="has no option test"):
        results({"sleep": {"method": "t", "statistics": []}}, test="t")
