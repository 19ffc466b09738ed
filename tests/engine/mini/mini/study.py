"""The study: its modules and files."""

from report import Study

study = Study(
    "Sleep and mood",
    modules=("mini.products",),
    files={"sleep_file": "data/sleep.csv"},
    data="sleep_file",
    constants="data/protocol.yaml",
    documents=("index", "supplement"),
)
