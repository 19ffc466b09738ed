"""The study: its modules, its files, its constants and its documents."""

from report import Study

MODULES = "dictionary countries descriptives paths latent statements comparison tables figures"

study = Study(
    "Industrialisation and political democracy in developing countries",
    modules=tuple(f"democracy.{name}" for name in MODULES.split()),
    files={
        "countries_file": "data/countries.csv",
        "dictionary_file": "data/dictionary.yaml",
        "protocol_file": "data/protocol.yaml",
        "published_file": "data/published.yaml",
    },
    data="countries_file",
    constants="data/protocol.yaml",
    documents=("index", "supplement"),
    reproduction="democracy.comparison:regenerated",
)
