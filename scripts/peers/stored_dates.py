"""Which dates and slacks did the product that wrote a file store for each leaf task?

The answer is read from the file itself, or from the `.oracle.json` beside it, and not through MPXJ, which fills in what is absent.
What isn't stored isn't there, and so isn't compared. Slack is in minutes.

A task is found by its unique id in a file of Microsoft Project, and by project and activity id in one of Primavera.
"""

import json
import os
import xml.etree.ElementTree as ElementTree


def read(path):
    """A list of `{"key": …, "started": bool, field: value…}`, one for each leaf task that has been scheduled."""
    sidecar = os.path.splitext(path)[0] + ".oracle.json"
    extension = os.path.splitext(path)[1].lower()
    if extension == ".xml" and os.path.exists(sidecar):
        tasks = microsoft_sidecar(sidecar)
    elif extension == ".xml":
        tasks = microsoft(path)
    elif extension == ".xer":
        tasks = primavera_xer(path)
    elif extension == ".pmxml":
        tasks = primavera_xml(path)
    else:
        raise ValueError(f"no dates are known to be stored in a file named {extension}")
    stored = [without_absent(task) for task in tasks]
    return [task for task in stored if any(field.endswith(("start", "finish")) for field in task)]


def without_absent(task):
    return {field: value for field, value in task.items() if value not in (None, "")}


def microsoft_sidecar(path):
    with open(path, encoding="utf-8") as file:
        oracle = json.load(file)
    for task in oracle["tasks"]:
        if task["summary"] or task["id"] == 0:
            continue
        yield {
            "key": task["uid"],
            "started": "actual_start" in task,
            **{field: moment(task.get(field)) for field in ("start", "finish", *EARLY_AND_LATE)},
            "free_slack": tenths(task.get("free_slack_tenths_min")),
            "total_slack": total_slack(
                tenths(task.get("total_slack_tenths_min")),
                tenths(task.get("start_slack_tenths_min")),
                tenths(task.get("finish_slack_tenths_min")),
                "actual_start" in task,
            ),
        }


def microsoft(path):
    tag = "{http://schemas.microsoft.com/project}"
    for task in ElementTree.parse(path).getroot().iter(tag + "Task"):

        def of(name, task=task):
            return task.findtext(tag + name)

        if of("Summary") == "1" or of("ID") in (None, "0") or of("IsNull") == "1":
            continue
        started = of("ActualStart") is not None
        yield {
            "key": int(of("UID")),
            "started": started,
            **{field: moment(of(camel(field))) for field in ("start", "finish", *EARLY_AND_LATE)},
            "free_slack": tenths(of("FreeSlack")),
            "total_slack": total_slack(
                tenths(of("TotalSlack")), tenths(of("StartSlack")), tenths(of("FinishSlack")), started
            ),
        }


def total_slack(stored, start, finish, started):
    """Microsoft's rule: the smaller of the two, and that of the finish once a task has started."""
    if stored is not None or start is None or finish is None:
        return stored
    return finish if started else min(start, finish)


def primavera_xer(path):
    # The code page is that of the planner's machine; a byte that it doesn't define must not end the reading.
    with open(path, encoding="cp1252", errors="replace") as file:
        tables = xer_tables(file)
    projects = {row["proj_id"]: row for row in tables.get("PROJECT", [])}
    for row in tables.get("TASK", []):
        if row["task_type"] == "TT_WBS" or row["proj_id"] not in projects:
            continue
        yield {
            "key": (projects[row["proj_id"]].get("proj_short_name"), row["task_code"]),
            "started": bool(row.get("act_start_date")),
            "early_start": moment(row.get("early_start_date")),
            "early_finish": moment(row.get("early_end_date")),
            "late_start": moment(row.get("late_start_date")),
            "late_finish": moment(row.get("late_end_date")),
            "remaining_early_start": moment(row.get("restart_date")),
            "remaining_early_finish": moment(row.get("reend_date")),
            "remaining_late_start": moment(row.get("rem_late_start_date")),
            "remaining_late_finish": moment(row.get("rem_late_end_date")),
            "total_slack": hours(row.get("total_float_hr_cnt")),
            "free_slack": hours(row.get("free_float_hr_cnt")),
            # "N" is also what an activity has that was never scheduled.
            "longest_path": {"Y": True, "N": False}.get(row.get("driving_path_flag")) if row.get("early_end_date") else None,
        }


def xer_tables(lines):
    tables, columns, rows = {}, [], []
    for line in lines:
        kind, *cells = line.rstrip("\r\n").split("\t")
        if kind == "%T":
            rows = tables.setdefault(cells[0], [])
        elif kind == "%F":
            columns = cells
        elif kind == "%R":
            rows.append(dict(zip(columns, cells, strict=False)))
    return tables


def primavera_xml(path):
    root = ElementTree.parse(path).getroot()
    for project in (element for element in root if local_name(element) == "Project"):
        code = child_text(project, "Id")
        for activity in (element for element in project.iter() if local_name(element) == "Activity"):
            if child_text(activity, "Type") == "WBS Summary":
                continue
            yield {
                "key": (code, child_text(activity, "Id")),
                "started": bool(child_text(activity, "ActualStartDate")),
                **{field: moment(child_text(activity, camel(field) + "Date")) for field in PMXML_FIELDS},
            }


EARLY_AND_LATE = ("early_start", "early_finish", "late_start", "late_finish")
PMXML_FIELDS = (
    "start",
    "finish",
    "remaining_early_start",
    "remaining_early_finish",
    "remaining_late_start",
    "remaining_late_finish",
)


def local_name(element):
    return element.tag.rpartition("}")[2]


def child_text(element, name):
    for child in element:
        if local_name(child) == name:
            return child.text
    return None


def camel(field):
    return "".join(word.capitalize() for word in field.split("_"))


def moment(words):
    """`2026-01-05 08:00`, with or without `T` and seconds, as `2026-01-05T08:00:00`."""
    if not words:
        return None
    words = words.strip().replace(" ", "T")
    return words + ":00" if words.count(":") == 1 else words


def tenths(words):
    """Microsoft's slack: tenths of a minute."""
    return None if words is None else float(words) / 10


def hours(words):
    """Primavera's float: hours."""
    return None if not words else float(words) * 60
