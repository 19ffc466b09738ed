"""A bundle for a CODECHECK: the outputs that a checker is to reproduce, and the codecheck.yml that lists them.

Facts that only the checker knows (name, certificate, report, summary) come from `[tool.report.codecheck]`. Missing
ones are omitted, since the specification does not allow placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report.export.edition import Edition
from report.export.export_publishing import Made
from report.export.numbering import plain
from report.export.outputs import described
from report.files import store
from report.rows.errors import Fault, StudyError
from report.study.setting_values import wrong_codecheck

FILE = "codecheck.yml"
VERSION = "https://codecheck.org.uk/spec/config/2.0/"
_CHECKER = ("codechecker", "report", "certificate", "summary", "check_time")
_REQUIRED = ("codechecker", "report", "certificate", "summary")
_FOLDER = "outputs"


def write_codecheck(edition: Edition, folder: Path) -> Made:
    """Write the bundle; the remark lists the fields that the checker must add."""
    import yaml

    for name in edition.published:
        store.copy(edition.built / name, folder / _FOLDER / name)
    content = configuration(edition, _settings(edition))
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000, explicit_start=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    absent = [key for key in _REQUIRED if key not in content]
    absent += [f"paper.{key}" for key in ("reference",) if key not in content["paper"]]
    absent += (
        ["ORCIDs of authors"] if any("ORCID" not in each for each in content["paper"]["authors"]) else []
    )
    return Made((f"to be added to {FILE}: {', '.join(absent)}",) if absent else ())


def _settings(edition: Edition) -> Mapping[str, Any]:
    """The table [tool.report.codecheck]."""
    found: Mapping[str, Any] = edition.inputs.project.settings.get("codecheck", {})
    faults = [
        Fault("pyproject.toml", f"[tool.report] {what}", remedy) for what, remedy in wrong_codecheck(found)
    ]
    if faults:
        raise StudyError(faults)
    return found


def configuration(edition: Edition, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The content of codecheck.yml."""
    build = edition.ledger.build
    content: dict[str, Any] = {"version": VERSION, "paper": _paper(edition, settings)}
    repository = settings.get("repository") or build.repository
    content |= {"repository": repository} if repository else {}
    content["manifest"] = [
        {"file": f"{_FOLDER}/{name}", "comment": _comment(name, build.synthetic)}
        for name in edition.published
    ]
    return content | {key: settings[key] for key in _CHECKER if key in settings}


def _comment(name: str, synthetic: bool) -> str:
    return described(name) + (" (synthetic data)" if synthetic else "")


def _paper(edition: Edition, settings: Mapping[str, Any]) -> dict[str, Any]:
    orcids = settings.get("orcid", {})
    names = [
        str(each.get("name")) if isinstance(each, Mapping) else str(each)
        for each in edition.front.get("author") or []
    ]
    authors = [{"name": name, **({"ORCID": orcids[name]} if name in orcids else {})} for name in names]
    paper = {
        "title": plain(edition.front.get("title") or edition.inputs.project.study.title),
        "authors": authors,
    }
    return paper | ({"reference": settings["reference"]} if "reference" in settings else {})
