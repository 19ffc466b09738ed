"""What the study consists of."""

from report import Study

study = Study(
    "A compassion course for self-criticism",
    modules=("course.data", "course.results", "course.display"),
    files={
        "trial_file": "data/trial.csv",
        "dictionary_file": "data/dictionary.yaml",
    },
    data="trial_file",
    constants="data/protocol.yaml",
)
