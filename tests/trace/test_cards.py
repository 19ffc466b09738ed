"""The content of provenance cards, and the appendix that states the same in print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from report.rows.build_record import Build, Remark
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Source, Stat
from report.trace.appendix import anchor, appendix
from report.trace.card_data import embedded, payload, source_address
from report.trace.occurrences import Occurrence

BUILD = Build(
    commit="abc1234+",
    repository="https://example.org/repo",
    data=(("d.csv", "0123456789abcdef" * 4),),
    synthetic=True,
)


def made(function: str = "study.ages", file: str = "study.py", line: int = 2, **more: Any) -> Source:
    """The origin of a row."""
    return Source(function, file, line, **more)


AGE = Stat("age.mean", 42.7512, "mean", "mean age", n=25, source=made(data=(("d.csv", "0123456789"),)))
LIMIT = Stat(
    "limit", 0.05, "index", "level", source=made("", "data/constants.yaml", 7), about={"source": "Smith"}
)
OLDER = Claim("older", True, "they are older", ("age.mean",), source=made(line=9))
LEDGER = Ledger.of([AGE, LIMIT, OLDER], BUILD, [Remark("one cell was empty", "study.data", ("study.ages",))])


def place(document: str, number: str, stat: str, **more: str) -> Occurrence:
    """A place that prints a row."""
    return Occurrence(
        document, number, "stat", stat, "42.8", "Results", "paragraph", context="secret", **more
    )


PLACES = [
    place("index", "o1", "age.mean"),
    place("index", "o2", "limit", float="tbl-a", row="Age", column="2"),
    place("index", "o3", "age.mean"),
    place("supplement", "o1", "age.mean"),
    place("supplement", "o2", "older"),
    place("index", "o4", "unknown.row"),
]


@pytest.fixture
def content(tmp_path: Path) -> dict[str, Any]:
    """The content of the cards of one document."""
    (tmp_path / "study.py").write_text("\ndef ages():\n    return '<b>'\n", encoding="utf-8")
    return payload("index", iter(PLACES), LEDGER, tmp_path)


def test_the_rows_of_a_document_are_those_that_it_prints(content: dict[str, Any]) -> None:
    """Each once, in reading order; what is not a row has no card."""
    assert list(content["rows"]) == ["age.mean", "limit"]
    assert [each["number"] for each in content["places"]] == ["o1", "o2", "o3", "o4"]


def test_places_in_other_documents_are_counted(content: dict[str, Any]) -> None:
    """A card says that a number is printed elsewhere, too."""
    assert content["rows"]["age.mean"]["elsewhere"] == 1
    assert content["rows"]["limit"]["elsewhere"] == 0


def test_a_row_has_its_value_and_its_origin(content: dict[str, Any]) -> None:
    """Printed text, full value, cases, function, line, data and address of the line."""
    row = content["rows"]["age.mean"]
    assert (row["kind"], row["printed"], row["value"], row["n"]) == ("stat", AGE.printed, 42.7512, 25)
    assert (row["function"], row["place"]) == ("study.ages", "study.py:2")
    assert row["data"] == [["d.csv", "0123456789"]]
    assert row["href"] == "https://example.org/repo/blob/abc1234/study.py#L2"


def test_a_constant_cites_its_source(content: dict[str, Any]) -> None:
    """It is written in a file of constants, not computed."""
    row = content["rows"]["limit"]
    assert (row["kind"], row["cited"]) == ("constant", "Smith")
    assert "cited" not in content["rows"]["age.mean"]


def test_a_claim_has_its_evidence(tmp_path: Path) -> None:
    """And no value."""
    row = payload("supplement", PLACES, LEDGER, tmp_path)["rows"]["older"]
    assert (row["kind"], row["evidence"], row["printed"]) == ("claim", ["age.mean"], "holds")
    assert "value" not in row


def test_a_place_has_no_text_around_it(content: dict[str, Any]) -> None:
    """Empty entries are left out; a cell is named by its heads."""
    first, second = content["places"][:2]
    assert first == {
        "number": "o1",
        "kind": "stat",
        "stat": "age.mean",
        "printed": "42.8",
        "section": "Results",
        "block": "paragraph",
    }
    assert (second["float"], second["row"], second["column"]) == ("tbl-a", "Age", "2")


def test_remarks_on_the_data_are_those_of_the_rows(content: dict[str, Any], tmp_path: Path) -> None:
    """A document that prints no row behind which they are has none."""
    assert content["remarks"] == ["one cell was empty"]
    assert payload("index", [place("index", "o1", "limit")], LEDGER, tmp_path)["remarks"] == []


def test_code_is_highlighted_and_escaped(content: dict[str, Any]) -> None:
    """By its location; a file that does not exist has no code."""
    code = content["code"]["study.py:2"]
    assert '<span class="c-k">def</span>' in code
    assert "<b>" not in code
    assert "data/constants.yaml:7" not in content["code"]


@pytest.mark.parametrize(
    ("build", "source"),
    [
        (Build(commit="abc"), made()),
        (Build(repository="https://example.org/repo"), made()),
        (BUILD, None),
        (BUILD, made(file="/usr/lib/x.py")),
    ],
)
def test_a_line_without_a_public_place_has_no_address(build: Build, source: Source | None) -> None:
    """No repository, no commit, no source, or a file outside the project."""
    row = Stat("a.b", 1, "count", "x", source=source)
    assert source_address(row, Ledger.of([row], build)) == ""


@pytest.mark.parametrize("text", ["</script>", "<!--", "a & b", "Größe"])
def test_embedded_json_cannot_close_its_element(text: str) -> None:
    """It is read back as the same text."""
    written = embedded({"a": [text, 1, None]})
    assert not {"<", ">", "&"} & set(written)
    assert json.loads(written) == {"a": [text, 1, None]}


def printed(content: dict[str, Any], **change: Any) -> html.HtmlElement:
    """The appendix of a document."""
    return appendix({**content, **change})


def entries(section: html.HtmlElement) -> list[str]:
    """The texts of the entries."""
    return [each.text_content() for each in section.find_class("entry")]


def test_each_row_has_an_entry_that_its_numbers_link_to(content: dict[str, Any]) -> None:
    """The entry links back to the first place that prints it, and gives value and cases."""
    section = printed(content)
    (entry,) = (each for each in section.find_class("entry") if each.get("id") == anchor("age.mean"))
    assert entry.text_content() == f"age.mean mean age {AGE.printed} (42.7512); n = 25"
    assert entry.find("a").get("href") == "#o1"


def test_a_study_without_data_files_is_computed_from_none(content: dict[str, Any]) -> None:
    """The sentence ends with the commit, or before it if there is none."""
    for commit, start in (("abc1234", "computed at commit abc1234. Each"), ("", "computed. Each")):
        build = {"data": [], "synthetic": False, "commit": commit}
        assert start in printed(content, build=build).findtext("p")


def test_entries_are_in_the_order_of_their_files_and_lines(content: dict[str, Any]) -> None:
    """Line 10 follows line 9; rows of one function are in the order of their ids."""
    row = content["rows"]["age.mean"]
    rows = {
        name: {**row, "place": where}
        for name, where in (("z", "b.py:10"), ("y", "b.py:9"), ("x", "a.py:11"), ("b", "b.py:9"))
    }
    section = printed(content, rows=rows, places=[])
    assert [each.split()[0] for each in entries(section)] == ["x", "b", "y", "z"]
    assert len(section.find_class("made")) == 3


def test_the_introduction_names_build_and_data(content: dict[str, Any]) -> None:
    """And says that data are synthetic, where they are."""
    text = printed(content).find_class("provenance-intro")[0].text_content()
    assert "at commit abc1234+ from d.csv (sha256 0123456789ab…)." in text
    assert "The data are synthetic." in text
    plain = printed(content, build={**content["build"], "synthetic": False, "commit": ""})
    text = plain.find_class("provenance-intro")[0].text_content()
    assert "computed from d.csv" in text
    assert "synthetic" not in text


def test_remarks_on_the_data_are_stated_once(content: dict[str, Any]) -> None:
    """As a list; without remarks there is none."""
    assert [each.text_content() for each in printed(content).iter("li")] == ["one cell was empty"]
    assert list(printed(content, remarks=[]).iter("li")) == []


def test_a_warning_of_all_rows_of_a_function_is_stated_once(content: dict[str, Any]) -> None:
    """With the function; others are with their rows."""
    row = {**content["rows"]["age.mean"], "place": "a.py:1"}
    rows = {"a": {**row, "warnings": ["both", "own"]}, "b": {**row, "warnings": ["both"]}}
    section = printed(content, rows=rows)
    (maker,) = section.find_class("maker")
    assert maker.text_content().endswith(" warning: both")
    assert entries(section)[0].endswith("; warning: own")
    assert "warning" not in entries(section)[1]


def test_the_warning_of_a_single_row_is_with_the_row(content: dict[str, Any]) -> None:
    """It is not shared with any other."""
    rows = {"a": {**content["rows"]["age.mean"], "warnings": ["own"]}}
    section = printed(content, rows=rows)
    assert entries(section)[0].endswith("; warning: own")


def test_a_function_is_named_with_its_line_and_data(content: dict[str, Any]) -> None:
    """The line is a link where the repository has a page of it."""
    maker = printed(content).find_class("maker")[-1]
    assert maker.text_content() == "study.ages study.py:2 [d.csv 01234567]"
    assert maker.find("a").get("href").endswith("/study.py#L2")


def test_values_have_true_minus_signs_and_six_digits(content: dict[str, Any]) -> None:
    """Whole numbers and texts are printed as they are."""
    row = content["rows"]["age.mean"]
    rows = {"a": {**row, "value": -0.123456789, "printed": "−0.12", "n": None}, "b": {**row, "value": 25}}
    found = entries(printed(content, rows=rows, places=[]))
    assert found[0] == "a mean age −0.12 (−0.123457)"
    assert found[1] == f"b mean age {AGE.printed}; n = 25"


def test_a_card_names_the_sweep_behind_a_number(tmp_path: Path) -> None:
    """Its universes, replications and failed fits are counted in the stored run; the appendix says the same."""
    path = tmp_path / "data" / "power.csv"
    lines = ["n,replication,b,failure", "20,0,.5,", "20,1,,ValueError: no fit", "40,0,.4,", "40,1,.3,"]
    path.parent.mkdir()
    path.write_text("\n".join(lines), encoding="utf-8")
    about = {"sweep": "simulated", "subject": "s", "results": "0123456789abcdef", "seconds_for_a_unit": 1}
    path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    row = Stat("b", 0.4, "fixed2", "bias", source=made(data=(("data/power.csv", "0123"), ("gone.csv", "1"))))
    cards = payload("index", [place("index", "o1", "b")], Ledger.of([row], BUILD), tmp_path)
    said = "simulated: 2 universes, 2 replications each, 1 failed; run data/power.csv (sha256 0123456789ab…)"
    assert cards["rows"]["b"]["sweeps"] == [said]
    assert f"; sweep {said}" in appendix(cards).text_content()


def test_a_run_that_does_not_name_its_sweep_has_the_name_of_its_file(tmp_path: Path) -> None:
    """Earlier versions did not write the name."""
    path = tmp_path / "power.csv"
    path.write_text("n,replication,b,failure\n20,0,.5,\n", encoding="utf-8")
    about = {"subject": "s", "results": "0123456789abcdef", "seconds_for_a_unit": 1}
    path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    row = Stat("b", 0.5, "fixed2", "bias", source=made(data=(("power.csv", "0123"),)))
    cards = payload("index", [place("index", "o1", "b")], Ledger.of([row], BUILD), tmp_path)
    assert cards["rows"]["b"]["sweeps"][0].startswith("power: 1 universe, 1 replication each")


def test_a_card_says_where_batches_without_a_file_are(tmp_path: Path) -> None:
    """A sweep that a build computes itself has batches below `.tracepaper`."""
    (tmp_path / ".tracepaper" / "sweeps" / "drawn").mkdir(parents=True)
    row = Stat("b", 0.4, "fixed2", "bias", source=made(inputs=("drawn", "trial")))
    cards = payload("index", [place("index", "o1", "b")], Ledger.of([row], BUILD), tmp_path)
    assert cards["rows"]["b"]["sweeps"] == ["drawn: run in .tracepaper/sweeps/drawn"]
