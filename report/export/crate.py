"""A Workflow Run RO-Crate: inputs, code, environment, outputs, and how each statistic was derived.

The workflow is the module that defines the study; its run made the published files. Each product that yields rows is an
action of this run, whose results are the statistics as property values. A main data file that does not declare itself
synthetic is listed with its hash but not included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from report.export.crate_contents import TYPES, Contents, slug
from report.export.edition import Edition
from report.export.export_publishing import Made
from report.export.outputs import described
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Row, Stat


def write_crate(edition: Edition, folder: Path) -> Made:
    """Write the crate to a folder."""
    from rocrate.rocrate import ROCrate

    built, names = edition.built, edition.published
    contents = Contents(ROCrate(version="1.1"), edition)
    contents.describe()
    workflow = _Run(contents)
    code, data = contents.code(), contents.data()
    results = [contents.file(built / name, f"outputs/{name}", described(name)) for name in names]
    actions = [workflow.run(data, results)]
    actions += [workflow.step(name, rows, code, data) for name, rows in _by_function(edition.ledger).items()]
    contents.crate.root_dataset["mentions"] = actions
    contents.crate.write(folder)
    return Made(contents.remarks)


def _by_function(ledger: Ledger) -> dict[str, list[Row]]:
    """The rows by the function that made them, in the order of the ledger."""
    grouped: dict[str, list[Row]] = {}
    for row in ledger.values():
        if row.source:
            grouped.setdefault(row.source.function, []).append(row)
    return grouped


class _Run:
    """The workflow of a crate, with its actions."""

    def __init__(self, contents: Contents):
        self.contents, self.entity, self.build = contents, contents.entity, contents.build
        self.facts = {
            "endTime": contents.when,
            "agent": contents.authors[:1],
            "actionStatus": "http://schema.org/CompletedActionStatus",
        }
        self.workflow = self._workflow()

    def _workflow(self) -> Any:
        """Return the module that defines the study."""
        contents = self.contents
        module = str(contents.inputs.project.settings["study"]).partition(":")[0]
        name = f"{module.replace('.', '/')}.py"
        workflow = contents.crate.add_workflow(contents.root / name, name, main=False, lang=self._python())
        workflow["name"], workflow["description"] = (
            self.build.study,
            "The modules, files and documents of the study",
        )
        workflow["version"] = self.build.commit or "none"
        workflow["conformsTo"] = {"@id": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"}
        workflow["encodingFormat"] = TYPES[".py"]
        contents.crate.mainEntity = workflow
        return workflow

    def _python(self) -> Any:
        from rocrate.model.computerlanguage import ComputerLanguage

        facts = {"name": "Python", "url": "https://www.python.org/", "identifier": "https://www.python.org/"}
        facts["version"] = dict(self.build.software).get("python", "")
        crate = self.contents.crate
        return crate.add(ComputerLanguage(crate, "#python", facts))

    def _parameter(self, way: str, example: Any) -> Any:
        parameter = self.entity(
            f"#{way}-{slug(str(example.id))}",
            "FormalParameter",
            name=str(example["name"]),
            additionalType="File",
            encodingFormat=example.get("encodingFormat"),
            conformsTo={"@id": "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"},
            workExample=example,
        )
        example["exampleOfWork"] = parameter
        return parameter

    def run(self, data: Mapping[str, Any], results: list[Any]) -> Any:
        """Return the run that made the published files, each linked to its formal parameter."""
        workflow = self.workflow
        workflow["input"] = [self._parameter("input", each) for each in data.values()]
        workflow["output"] = [self._parameter("output", each) for each in results]
        software = [
            self.entity(f"#software-{slug(name)}", "SoftwareApplication", name=name, softwareVersion=version)
            for name, version in self.build.software
        ]
        workflow["softwareRequirements"] = software
        return self.entity(
            "#run",
            "CreateAction",
            name=f"Build {self.build.id}",
            description="All statistics were computed and all documents rendered and checked against them",
            instrument=self.workflow,
            object=list(data.values()),
            result=results,
            **self.facts,
        )

    def step(self, name: str, rows: Iterable[Row], code: Mapping[str, Any], data: Mapping[str, Any]) -> Any:
        """Return the action of one function with the statistics that it made."""
        made = list(rows)
        source = made[0].source
        assert source is not None
        file = code.get(source.file) or data.get(source.file) or self.workflow
        instrument = file if source.file in code else self.workflow
        inputs = [data[file] for file, _ in source.data if file in data]
        return self.entity(
            f"#step-{slug(name)}",
            "CreateAction",
            name=name,
            description=f"{source.file}:{source.line}"
            + (f", given {', '.join(source.inputs)}" * bool(source.inputs)),
            instrument=instrument,
            object=inputs or [file],
            result=[self._value(row) for row in made],
            **self.facts,
        )

    def _value(self, row: Row) -> Any:
        stat = row if isinstance(row, Stat) else None
        value = row.holds if isinstance(row, Claim) else row.value
        return self.entity(
            f"#{row.id}",
            "PropertyValue",
            name=row.label or row.id,
            propertyID=row.id,
            value=value,
            description=f"printed {row.printed}" + (f", n = {stat.n}" if stat and stat.n is not None else ""),
            unitText=stat.unit if stat else "",
        )
