"""The data: read, checked against the dictionary, and scored."""

from course.mystats import score
from report import value
from report.data import read_dictionary, read_frame


@value
def dictionary(dictionary_file):
    """The meaning of each column."""
    return read_dictionary(dictionary_file.path.read_text("utf-8"), dictionary_file.name)


@value
def trial(trial_file, dictionary):
    """A row for each participant, with the scores before and after the course."""
    frame = read_frame(trial_file.path, trial_file.name, dictionary)
    scores = {time: score(frame, time)[0] for time in ("pre", "post")}
    return frame.assign(**scores, treat=(frame.group == "training").astype(float))
