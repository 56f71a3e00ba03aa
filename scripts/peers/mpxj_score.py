"""How many leaf tasks does MPXJ schedule as the product itself did?

A date agrees when it is the stored one, or less than 0.29 minutes of working time from it in the task's calendar, or when both lead to
the same next working instant: products write Friday 17:00 as well as Monday 08:00. A slack agrees within a hundredth of the unit it is
shown in. A task agrees when all its stored values do. What isn't stored isn't compared.
"""

import collections
import os

import mpxj_project
import stored_dates

DATE_TOLERANCE_MINUTES = 0.29
SLACK_TOLERANCE_UNITS = 0.01
SLACKS = ("total_slack", "free_slack")


def score(path):
    """`{"agree": n, "of": m, "differences": […]}`, and in `refused` why MPXJ doesn't schedule the file or a project of it."""
    stored = stored_dates.read(path)
    try:
        computed, refusals = schedule_all(path)
    except mpxj_project.Refused as refusal:
        computed, refusals = {}, [str(refusal)]
    compared = [(task, computed[task["key"]]) for task in stored if task["key"] in computed]
    differing = {}
    for task, found in compared:
        differences = compare(task, *found)
        if differences:
            differing[task["key"]] = differences
    fields = collections.Counter(entry["field"] for differences in differing.values() for entry in differences)
    answer = {
        "file": os.path.basename(path),
        "agree": len(compared) - len(differing),
        "of": len(stored),
        "fields": dict(sorted(fields.items())),
        "differences": [
            {"task": key if isinstance(key, int) else "/".join(str(part) for part in key), "values": values}
            for key, values in differing.items()
        ],
    }
    if refusals:
        answer["refused"] = refusals
    return answer


def schedule_all(path):
    """The scheduled tasks by the keys of `stored_dates`, and why some projects of the file can't be scheduled."""
    computed, refusals = {}, []
    for project in mpxj_project.read(path):
        properties = project.getProjectProperties()
        if properties.getStartDate() is None:
            continue  # A stub for another project that this one has links to.
        try:
            mpxj_project.schedule(project)
        except mpxj_project.Refused as refusal:
            refusals.append(str(refusal))
            continue
        for task in project.getTasks():
            if mpxj_project.is_primavera(project):
                key = (mpxj_project.text(properties.getProjectID()), mpxj_project.text(task.getActivityID()))
            else:
                key = mpxj_project.number(task.getUniqueID())
            computed[key] = (project, task)
    return computed, refusals


def compare(stored, project, task):
    """The fields that differ, with both values."""
    ours = mpxj_project.task_as_value(project, task)
    differences = []
    for field, expected in stored.items():
        if field in ("key", "started"):
            continue
        got = ours[field]
        if field in SLACKS:
            same = slack_agrees(project, task, expected, got)
        elif field == "longest_path":
            same = expected == got
        else:
            same = date_agrees(task, expected, got)
        if not same:
            differences.append({"field": field, "stored": expected, "mpxj": got})
    return differences


def date_agrees(task, expected, got):
    from java.time import LocalDateTime
    from org.mpxj import TimeUnit

    if got is None or expected == got:
        return expected == got
    calendar = task.getEffectiveCalendar()
    one, other = LocalDateTime.parse(expected), LocalDateTime.parse(got)
    apart = abs(float(calendar.getWork(one, other, TimeUnit.MINUTES).getDuration()))
    if apart < DATE_TOLERANCE_MINUTES:
        return True
    return calendar.getNextWorkStart(one).equals(calendar.getNextWorkStart(other))


def slack_agrees(project, task, expected, got):
    from org.mpxj import Duration, TimeUnit

    if got is None:
        return False
    shown = task.getDuration()
    unit = TimeUnit.HOURS if mpxj_project.is_primavera(project) or shown is None else shown.getUnits()
    a_unit = mpxj_project.minutes(project, task, Duration.getInstance(1, unit))
    return abs(expected - got) <= SLACK_TOLERANCE_UNITS * a_unit
