"""The study: its module, files and documents."""

from report import Study

study = Study(
    "Warm hands and calm",
    modules=("trial.products",),
    files={"trial_file": "data/trial.csv"},
    data="trial_file",
    constants="data/protocol.yaml",
    documents=("index", "supplement"),
)
