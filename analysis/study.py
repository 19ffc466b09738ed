"""The study: its modules, its files, its constants and its documents."""

from analysis.thresholds import LEVELS
from report import Study

MODULES = """
    trial published protocol thresholds software participants ties correlations moments histograms
    multiverse multiverse_rows simulations simulation_rows
    reliability primary session1 session2 escitalopram psilocybin_models severity resampled sensitivity
    agreement reproduction
    claims.confirmatory claims.first_session claims.second_session claims.specificity claims.undecided
    tables.demographics tables.conventions tables.fit tables.correlations tables.reliability tables.moments
    tables.effects tables.agreement tables.reproduction tables.sensitivity tables.reporting
    tables.multiverse tables.simulations
    figures.flow figures.models figures.histograms figures.multiverse figures.power
"""

study = Study(
    "Therapeutic alliance, rapport and the acute experience in psilocybin therapy for depression",
    modules=tuple(f"analysis.{name}" for name in MODULES.split()),
    files={
        "trial_file": "data/trial.csv",
        "items_file": "data/items.csv",
        "items_dictionary_file": "data/items.yaml",
        "dictionary_file": "data/dictionary.yaml",
        "published_file": "data/published.yaml",
        "protocol_file": "data/protocol.yaml",
    },
    data="trial_file",
    constants="data/protocol.yaml",
    documents=("index", "supplement"),
    reproduction="analysis.reproduction:regenerated",
    synthetic="data/trial.meta.yaml",
    levels=LEVELS,
)
