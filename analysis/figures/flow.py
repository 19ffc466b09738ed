"""Flow charts: the contacts and assessments of the trial, and the participants from first contact "
"to analysis."""

from __future__ import annotations

from itertools import pairwise

from analysis.figures.wording import WIDTH
from analysis.participants import ARMS
from report.drawing import Arrow, Box, Divider, FlowChart, Lane
from report.rows.figures import Figure
from report.study.product import figure

PSILOCYBIN, ESCITALOPRAM = ARMS
DOSES = {PSILOCYBIN: "protocol.dose_active", ESCITALOPRAM: "protocol.dose_control"}
CAPSULES = {
    PSILOCYBIN: ("Placebo capsules daily", "Placebo capsules daily"),
    ESCITALOPRAM: (
        "Escitalopram {protocol.escitalopram_first} mg daily",
        "Escitalopram {protocol.escitalopram_second} mg daily",
    ),
}


def _joined(*pairs: str) -> tuple[Arrow, ...]:
    return tuple(Arrow(tail, head) for tail, head in map(str.split, pairs))


def _chain(*keys: str) -> tuple[Arrow, ...]:
    return tuple(Arrow(tail, head) for tail, head in pairwise(keys))


# -- contacts and assessments ---------------------------------------------------------------------------------

STEPS = ("call", "prepare", "dose", "integrate", "again", "dose_again", "integrate_again")

CONTACTS_CAPTION = (
    "Contacts and assessments in both arms of the trial. The dosing days were "
    "{protocol.dose_interval_weeks} weeks apart. EBI = Emotional Breakthrough Inventory; "
    "HAM-D-17 = Hamilton Depression Rating Scale; MEQ = Mystical Experience Questionnaire; "
    "QIDS-SR-16 = Quick Inventory of Depressive Symptomatology; STAR-P = Scale To Assess the "
    "Therapeutic Relationship, patient version."
)
CONTACTS_ALT = (
    "Flow chart. Recruitment, remote screening and a screening visit precede enrolment. Both "
    "arms, psilocybin with {flow.psilocybin.allocated} and escitalopram with "
    "{flow.escitalopram.allocated} participants, then pass through a check-in call, preparation, "
    "a first dosing day, integration, midline assessment, a second dosing day and integration, "
    "and meet in the final visit and in remote follow-up. The dose is {protocol.dose_active} mg "
    "in the psilocybin arm and {protocol.dose_control} mg in the escitalopram arm."
)


def _steps(arm: str) -> tuple[Box, ...]:
    dose = f"{{{DOSES[arm]}}} mg psilocybin"
    first, second = CAPSULES[arm]
    texts = {
        "call": ("Check-in call", "QIDS-SR-16 at baseline"),
        "prepare": ("Preparation", "{protocol.preparation_hours} hours with both guides\nSTAR-P"),
        "dose": ("First dosing day", f"{dose}\nRapport before; EBI and MEQ after"),
        "integrate": ("Integration", f"Visit on the following day, calls\n{first}"),
        "again": ("Midline", "QIDS-SR-16; STAR-P\nPreparation by telephone"),
        "dose_again": ("Second dosing day", f"{dose}\nRapport before; EBI and MEQ after"),
        "integrate_again": ("Integration", f"Visit on the following day, calls\n{second}"),
    }
    return tuple(Box(f"{key}_{arm}", texts[key][1], 3 + i, arm, texts[key][0]) for i, key in enumerate(STEPS))


@figure
def study_flow() -> Figure:
    """Contacts and assessments of both arms, from recruitment to follow-up."""
    last = 3 + len(STEPS)
    boxes = (
        Box("recruited", "General practitioners, announcements on the internet", 0, title="Recruitment"),
        Box(
            "remote", "Telephone; HAM-D-17 of at least {protocol.hamd_threshold}", 1, title="Remote screening"
        ),
        Box(
            "visit",
            "Medical and psychiatric examination; meeting with the guides",
            2,
            title="Screening visit",
        ),
        *(box for arm in ARMS for box in _steps(arm)),
        Box(
            "final",
            "{protocol.endpoint_weeks} weeks after the first dose: QIDS-SR-16",
            last,
            title="Final visit, primary endpoint",
        ),
        Box("follow", "Remote, {protocol.followup_months} months", last + 1, title="Follow-up"),
    )
    arrows = _chain("recruited", "remote", "visit")
    for arm in ARMS:
        arrows += _chain("visit", *(f"{key}_{arm}" for key in STEPS), "final")
    lanes = tuple(Lane(arm, f"{arm.capitalize()} arm (*n* = {{flow.{arm}.allocated}})") for arm in ARMS)
    drawing = FlowChart(
        boxes,
        (*dict.fromkeys(arrows), *_chain("final", "follow")),
        lanes,
        Divider(3, "Before enrolment", "After enrolment"),
        width_mm=WIDTH,
    )
    return Figure(CONTACTS_CAPTION, CONTACTS_ALT, drawing)


# -- participants ---------------------------------------------------------------------------------------------

REASON_AT_VISIT = "Foreseen difficulties with alliance and rapport"
REASON_IN_TRIAL = "Drug use in breach of conditions"


def _arm(arm: str) -> tuple[Box, ...]:
    place = f"flow.{arm}"
    return (
        Box(f"in_{arm}", f"*n* = {{{place}.allocated}}", 5, arm, "Allocated"),
        Box(f"out_{arm}", f"{REASON_IN_TRIAL}, *n* = {{{place}.excluded}}", 6, arm, "Excluded", side=True),
        Box(
            f"end_{arm}",
            f"*n* = {{{place}.analysed}}\nBoth doses, *n* = {{{place}.both_doses}}\n"
            f"No second dose, *n* = {{{place}.missed_second_dose}}\n"
            f"Stopped capsules, *n* = {{{place}.stopped_capsules}}",
            7,
            arm,
            "Analysed",
        ),
    )


@figure
def participant_flow() -> Figure:
    """Participants from first contact to analysis, in the form of CONSORT."""
    excluded = (
        "Criteria not met, *n* = {flow.not_meeting_criteria}\nChose not to take part, *n* = "
        "{flow.chose_not_to_participate}"
    )
    boxes = (
        Box("assessed", "about {flow.screened_remote} people", 0, title="Screened remotely"),
        Box("remote", excluded, 1, title="Not invited", side=True),
        Box("invited", "*n* = {flow.invited_in_person}", 2, title="Screening visit"),
        Box("visit", f"{REASON_AT_VISIT}, *n* = {{flow.excluded_in_person}}", 3, title="Excluded", side=True),
        Box("random", "*n* = {flow.randomised}", 4, title="Randomised"),
        *(box for arm in ARMS for box in _arm(arm)),
    )
    arrows = _joined("assessed invited", "assessed remote", "invited random", "invited visit")
    for arm in ARMS:
        arrows += _joined(f"random in_{arm}", f"in_{arm} end_{arm}", f"in_{arm} out_{arm}")
    lanes = tuple(Lane(arm, f"{arm.capitalize()} arm") for arm in ARMS)
    caption = (
        "Flow of participants. Counts before randomisation are those of the source paper, which "
        "gives the first as an approximation; all others are counted in the data file."
    )
    alt = (
        "Flow chart. About {flow.screened_remote} people were screened remotely, "
        "{flow.invited_in_person} came to a screening visit, {flow.excluded_in_person} were excluded "
        "there because difficulties with alliance and rapport were foreseen, {flow.randomised} were "
        "randomised. Psilocybin arm: {flow.psilocybin.allocated} allocated, "
        "{flow.psilocybin.excluded} excluded for use of drugs, {flow.psilocybin.analysed} analysed, of "
        "whom {flow.psilocybin.both_doses} had both doses. Escitalopram arm: "
        "{flow.escitalopram.allocated} allocated, {flow.escitalopram.excluded} excluded, "
        "{flow.escitalopram.analysed} analysed, of whom {flow.escitalopram.both_doses} had both doses."
    )
    return Figure(caption, alt, FlowChart(boxes, arrows, lanes, width_mm=WIDTH))
