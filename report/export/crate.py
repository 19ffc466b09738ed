"""A Workflow Run RO-Crate: inputs, code, environment, outputs, and how each statistic was derived.

The workflow is the module that names the study; its run made the published files. Below it each product that yields
rows has an action of its own, whose results are the statistics as property values. A main data file that does not
declare itself synthetic is named with its hash and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from report.compute import Computed, Inputs
from report.export.document import notice
from report.export.numbering import metadata, plain
from report.export.outputs import described, outputs
from report.export.publish import Made
from report.ledger import Ledger
from report.pages import woven
from report.provenance import epoch
from report.stat import Claim, Row, Stat

_PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
_TYPES = {
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".csv": "text/csv",
    ".yaml": "application/yaml",
    ".py": "text/x-python",
    ".toml": "application/toml",
    ".md": "text/markdown",
}
_LOCKS = ("requirements.lock", "requirements-dev.lock", "uv.lock", "poetry.lock", "LICENSE", "README.md")


def write_crate(inputs: Inputs, computed: Computed, built: Path, folder: Path) -> Made:
    """Write the crate below a folder."""
    from rocrate.rocrate import ROCrate

    crate = _Crate(ROCrate(version="1.1"), inputs, computed, folder)
    crate.crate.metadata.extra_terms["sha256"] = "https://w3id.org/ro/terms/workflow-run#sha256"
    names = outputs(built, computed.results.ledger)
    crate.describe()
    workflow, code = crate.workflow(), crate.code()
    data = crate.data()
    results = [crate.file(built / name, f"outputs/{name}", described(name)) for name in names]
    crate.parameters(workflow, data, results)
    run = crate.run(workflow, data, results)
    steps = [
        crate.step(name, rows, code, data) for name, rows in _by_function(computed.results.ledger).items()
    ]
    crate.crate.root_dataset["mentions"] = [run, *steps]
    crate.crate.write(folder)
    return Made(crate.remarks)


def _by_function(ledger: Ledger) -> dict[str, list[Row]]:
    """The rows by the function that made them, in the order of the ledger."""
    grouped: dict[str, list[Row]] = {}
    for row in ledger.values():
        if row.source:
            grouped.setdefault(row.source.function, []).append(row)
    return grouped


class _Crate:
    """A crate under construction."""

    def __init__(self, crate: Any, inputs: Inputs, computed: Computed, folder: Path):
        self.crate, self.inputs, self.computed = crate, inputs, computed
        self.root, self.build = inputs.project.root, computed.results.ledger.build
        self.when = datetime.fromtimestamp(epoch(self.root), UTC).isoformat()
        self.remarks: tuple[str, ...] = ()
        self.authors: list[Any] = []
        self.folder = folder

    def entity(self, id: str, type: str | list[str], **properties: Any) -> Any:
        """A contextual entity; empty properties are left out."""
        from rocrate.model.contextentity import ContextEntity

        kept = {key: _single(value) for key, value in properties.items() if value not in (None, "", [])}
        return self.crate.add(ContextEntity(self.crate, id, {"@type": type, **kept}))

    def file(self, path: Path, name: str, about: str, *types: str, **properties: Any) -> Any:
        """A file that is copied into the crate."""
        import hashlib

        data = path.read_bytes()
        kept: dict[str, Any] = {
            "name": name.rpartition("/")[2],
            "description": about,
            "contentSize": str(len(data)),
            "sha256": hashlib.sha256(data).hexdigest(),
            "encodingFormat": _TYPES.get(path.suffix, "text/plain"),
        }
        kept |= {"@type": ["File", *types]} if types else {}
        return self.crate.add_file(path, name, properties=kept | properties)

    def describe(self) -> None:
        """The root: title, authors, licence, profiles, date."""
        first = metadata(next(iter(woven(self.inputs, self.computed).values())))
        title = plain(first.get("title") or self.build.study)
        root = self.crate.root_dataset
        root["name"], root["datePublished"] = title, self.when
        said = notice(self.computed)
        root["description"] = (
            f"Every statistic of this paper with the code and data behind it. {said}".strip()
        )
        self.authors = [self._author(each) for each in first.get("author") or []]
        root["author"] = _single(self.authors)
        root["conformsTo"] = [
            self.entity(id, "CreativeWork", name=name, version=id.rpartition("/")[2])
            for id, name in _PROFILES.items()
        ]
        root["license"] = self._licence()
        self.crate.metadata["conformsTo"] = [
            {"@id": "https://w3id.org/ro/crate/1.1"},
            {"@id": "https://w3id.org/workflowhub/workflow-ro-crate/1.0"},
        ]
        root["identifier"] = self.build.id

    def _author(self, author: Any) -> Any:
        name = str(author.get("name")) if isinstance(author, Mapping) else str(author)
        places = author.get("affiliations", []) if isinstance(author, Mapping) else []
        homes = [self.entity(f"#{_slug(p)}", "Organization", name=str(p)) for p in places]
        return self.entity(f"#{_slug(name)}", "Person", name=name, affiliation=homes)

    def _licence(self) -> Any:
        import tomllib

        project = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
        name = project.get("license")
        if not isinstance(name, str):
            return "not stated"
        return self.entity(f"https://spdx.org/licenses/{name}", "CreativeWork", name=name, identifier=name)

    def workflow(self) -> Any:
        """The module that names the study, as the main workflow."""
        module = str(self.inputs.project.settings["study"]).partition(":")[0]
        name = f"{module.replace('.', '/')}.py"
        language = self._python()
        workflow = self.crate.add_workflow(self.root / name, name, main=False, lang=language)
        workflow["name"], workflow["description"] = (
            self.build.study,
            "The modules, files and documents of the study",
        )
        workflow["version"] = self.build.commit or "none"
        workflow["conformsTo"] = {"@id": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"}
        workflow["encodingFormat"] = _TYPES[".py"]
        self.crate.mainEntity = workflow
        return workflow

    def _python(self) -> Any:
        from rocrate.model.computerlanguage import ComputerLanguage

        facts = {"name": "Python", "url": "https://www.python.org/", "identifier": "https://www.python.org/"}
        facts["version"] = dict(self.build.software).get("python", "")
        return self.crate.add(ComputerLanguage(self.crate, "#python", facts))

    def code(self) -> dict[str, Any]:
        """Analysis, templates and locked environment, by their path."""
        packages = dict.fromkeys(name.split(".")[0] for name in self.inputs.project.study.modules)
        paths = [p for package in packages for p in sorted((self.root / package).rglob("*.py"))]
        sources = {self._name(p): self._source(p) for p in paths if self.crate.get(self._name(p)) is None}
        others = [p for p in sorted((self.root / "templates").rglob("*")) if p.is_file()]
        others += [p for name in ("pyproject.toml", *_LOCKS) if (p := self.root / name).is_file()]
        for path in others:
            if self.crate.get(self._name(path)) is None:
                self.file(path, self._name(path), "A source of the documents or of the environment")
        return sources | {self.crate.mainEntity.id: self.crate.mainEntity}

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _source(self, path: Path) -> Any:
        return self.file(
            path,
            self._name(path),
            "Analysis code",
            "SoftwareSourceCode",
            programmingLanguage="Python",
            version=self.build.commit or "none",
        )

    def data(self) -> dict[str, Any]:
        """The study's input files by the names under which they are cited."""
        study = self.inputs.project.study
        found = {}
        for key, file in self.inputs.files.items():
            if key == study.data and not file.synthetic:
                found[file.name] = self._withheld(file.name, file.sha256)
            else:
                found[file.name] = self.file(file.path, file.name, f"Input of the analyses: {key}")
        constants = study.constants
        if constants and constants not in found:
            found[constants] = self.file(self.root / constants, constants, "Constants of the protocol")
        return found

    def _withheld(self, name: str, digest: str) -> Any:
        self.remarks = (f"{name} holds participants' values: it is named with its hash and left out",)
        about = "Participant-level data, which are not part of this crate"
        fields = {"name": name, "description": about, "sha256": digest, "conditionsOfAccess": "on request"}
        return self.crate.add_file(
            f"urn:sha256:{digest}", properties={**fields, "encodingFormat": "text/csv"}
        )

    def parameters(self, workflow: Any, data: Mapping[str, Any], results: list[Any]) -> None:
        """What the workflow takes and gives, each with the file that stood in."""
        workflow["input"] = [self._parameter("input", each) for each in data.values()]
        workflow["output"] = [self._parameter("output", each) for each in results]

    def _parameter(self, way: str, example: Any) -> Any:
        parameter = self.entity(
            f"#{way}-{_slug(str(example.id))}",
            "FormalParameter",
            name=str(example["name"]),
            additionalType="File",
            encodingFormat=example.get("encodingFormat"),
            conformsTo={"@id": "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"},
            workExample=example,
        )
        example["exampleOfWork"] = parameter
        return parameter

    def run(self, workflow: Any, data: Mapping[str, Any], results: list[Any]) -> Any:
        """The run that made the published files."""
        software = [
            self.entity(f"#software-{_slug(name)}", "SoftwareApplication", name=name, softwareVersion=version)
            for name, version in self.build.software
        ]
        workflow["softwareRequirements"] = software
        return self.entity(
            "#run",
            "CreateAction",
            name=f"Build {self.build.id}",
            description="All statistics were computed and all documents rendered and checked against them",
            endTime=self.when,
            agent=self.authors[:1],
            instrument=workflow,
            object=list(data.values()),
            result=results,
            actionStatus="http://schema.org/CompletedActionStatus",
        )

    def step(self, name: str, rows: Iterable[Row], code: Mapping[str, Any], data: Mapping[str, Any]) -> Any:
        """One function with the statistics that it made."""
        made = list(rows)
        source = made[0].source
        assert source is not None
        file = code.get(source.file) or data.get(source.file) or self.crate.mainEntity
        instrument = file if source.file in code else self.crate.mainEntity
        inputs = [data[file] for file, _ in source.data if file in data]
        return self.entity(
            f"#step-{_slug(name)}",
            "CreateAction",
            name=name,
            description=f"{source.file}:{source.line}"
            + (f", given {', '.join(source.inputs)}" * bool(source.inputs)),
            endTime=self.when,
            agent=self.authors[:1],
            instrument=instrument,
            object=inputs or [file],
            result=[self._value(row) for row in made],
            actionStatus="http://schema.org/CompletedActionStatus",
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


def _single(value: Any) -> Any:
    """A list of one as its member, as the specification recommends."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _slug(text: str) -> str:
    import re

    return re.sub(r"[^a-z0-9]+", "-", str(text).lower()).strip("-") or "x"
