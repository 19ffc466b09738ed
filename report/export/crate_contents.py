"""Contents of a crate: the files of a study with their hashes, and its title, authors and licence."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from report.export.edition import Edition
from report.export.numbering import plain
from report.export.tables_document import notice
from report.study.build_facts import epoch

_PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
TYPES = {
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


class Contents:
    """A crate under construction."""

    def __init__(self, crate: Any, edition: Edition):
        self.crate, self.inputs, self.edition = crate, edition.inputs, edition
        self.root, self.build = edition.root, edition.ledger.build
        self.when = datetime.fromtimestamp(epoch(self.root), UTC).isoformat()
        self.remarks: tuple[str, ...] = ()
        self.authors: list[Any] = []
        crate.metadata.extra_terms["sha256"] = "https://w3id.org/ro/terms/workflow-run#sha256"

    def entity(self, id: str, type: str | list[str], **properties: Any) -> Any:
        """A contextual entity; empty properties are omitted."""
        from rocrate.model.contextentity import ContextEntity

        given = {key: single(value) for key, value in properties.items() if value not in (None, "", [])}
        return self.crate.add(ContextEntity(self.crate, id, {"@type": type, **given}))

    def file(self, path: Path, name: str, about: str, *types: str, **properties: Any) -> Any:
        """Copy a file into the crate, and describe it."""
        data = path.read_bytes()
        given: dict[str, Any] = {
            "name": name.rpartition("/")[2],
            "description": about,
            "contentSize": str(len(data)),
            "sha256": hashlib.sha256(data).hexdigest(),
            "encodingFormat": TYPES.get(path.suffix, "text/plain"),
        }
        given |= {"@type": ["File", *types]} if types else {}
        return self.crate.add_file(path, name, properties=given | properties)

    def describe(self) -> None:
        """The root: title, authors, licence, profiles, date."""
        first = self.edition.front
        title = plain(first.get("title") or self.build.study)
        root = self.crate.root_dataset
        root["name"], root["datePublished"] = title, self.when
        warning = notice(self.edition.computed)
        root["description"] = (
            f"Every statistic of this paper with the code and data behind it. {warning}".strip()
        )
        self.authors = [self._author(each) for each in first.get("author") or []]
        root["author"] = single(self.authors)
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
        homes = [self.entity(f"#{slug(p)}", "Organization", name=str(p)) for p in places]
        return self.entity(f"#{slug(name)}", "Person", name=name, affiliation=homes)

    def _licence(self) -> Any:
        project = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
        name = project.get("license")
        if not isinstance(name, str):
            return "not stated"
        return self.entity(f"https://spdx.org/licenses/{name}", "CreativeWork", name=name, identifier=name)

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
        self.remarks = (
            f"{name} contains data of individual cases: it is listed with its hash but not included",
        )
        about = "Data of individual cases, which are not part of this crate"
        fields = {"name": name, "description": about, "sha256": digest, "conditionsOfAccess": "on request"}
        return self.crate.add_file(
            f"urn:sha256:{digest}", properties={**fields, "encodingFormat": "text/csv"}
        )


def single(value: Any) -> Any:
    """A list of one as its member, as the specification recommends."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def slug(text: str) -> str:
    """A text as part of an identifier."""
    return re.sub(r"[^a-z0-9]+", "-", str(text).lower()).strip("-") or "x"
