"""What does MPXJ read in a file, and what does it compute?

Projects, and their tasks as plain values: dates as `2026-01-05T08:00:00`, slack, lag and duration in minutes.
"""


class Refused(Exception):
    """MPXJ can't read or schedule the file; why, in its own words."""


def read(path):
    """All projects of the file, since a Primavera file may hold several."""
    from org.mpxj.reader import UniversalProjectReader

    projects = refusing(lambda: UniversalProjectReader().readAll(path))
    if not projects:
        raise Refused("MPXJ recognises no project in it")
    return list(projects)


def refusing(action):
    """Runs `action`; an exception of Java's becomes `Refused`."""
    import jpype

    try:
        return action()
    except jpype.JException as error:
        cause = error
        while cause.getCause() is not None:
            cause = cause.getCause()
        words = str(cause.getMessage() or "").strip()
        raise Refused(f"{cause.getClass().getSimpleName()}: {words}" if words else cause.getClass().getSimpleName()) from error


def is_primavera(project):
    """Whether the project comes from Primavera P6, by the kind of file and not by its name."""
    return str(project.getProjectProperties().getFileType() or "") in ("XER", "PMXML", "PRIMAVERA", "P3", "P6", "SQLITE")


def schedule(project):
    """Computes all dates afresh: from the project's own start, by the scheduler of the product that wrote the file."""
    from org.mpxj.cpm import MicrosoftScheduler, PrimaveraScheduler

    clear(project)
    fill_in_what_is_absent(project)
    start = own_start(project)
    scheduler = PrimaveraScheduler() if is_primavera(project) else MicrosoftScheduler()
    refusing(lambda: scheduler.schedule(project, start))


def own_start(project):
    """Where the network begins. In P6 that is the planned start, which is not the earliest date of the file."""
    properties = project.getProjectProperties()
    start = (properties.getPlannedStart() if is_primavera(project) else None) or properties.getStartDate()
    if start is None:
        raise Refused("the project has no start date")
    return start


def clear(project):
    """Forgets what was computed: dates, slacks, flags. Keeps what was entered or happened: actual dates and manual items."""
    from org.mpxj import TaskField, TaskMode

    computed = [
        getattr(TaskField, name)
        for name in (
            "EARLY_START EARLY_FINISH LATE_START LATE_FINISH TOTAL_SLACK FREE_SLACK START_SLACK FINISH_SLACK CRITICAL"
            " REMAINING_EARLY_START REMAINING_EARLY_FINISH REMAINING_LATE_START REMAINING_LATE_FINISH LONGEST_PATH"
        ).split()
    ]
    for task in project.getTasks():
        for field in computed:
            task.set(field, None)
        if task.getTaskMode() != TaskMode.MANUALLY_SCHEDULED:
            if task.getActualStart() is None:
                task.set(TaskField.START, None)
            if task.getActualFinish() is None:
                task.set(TaskField.FINISH, None)


def fill_in_what_is_absent(project):
    """MPXJ refuses tasks without an actual or a remaining duration and fails on assignments without work, and its own MSPDI writer
    leaves out those that are zero.

    So that MPXJ is measured by its scheduler and not by what was left out, they get the value that follows from the others.
    """
    from org.mpxj import Duration, TimeUnit

    for task in project.getTasks():
        duration = task.getDuration()
        if duration is None:
            continue
        done = 1.0 if task.getActualFinish() is not None else 0.0
        if task.getActualStart() is not None and done == 0 and task.getPercentageComplete() is not None:
            done = float(task.getPercentageComplete().doubleValue()) / 100
        whole, unit = float(duration.getDuration()), duration.getUnits()
        if task.getActualDuration() is None:
            task.setActualDuration(Duration.getInstance(whole * done, unit))
        if task.getRemainingDuration() is None:
            task.setRemainingDuration(Duration.getInstance(whole * (1 - done), unit))
    nothing = Duration.getInstance(0, TimeUnit.HOURS)
    for assignment in project.getResourceAssignments():
        # P6 gives an assignment its remaining units always; where they are absent they are unknown, and MPXJ is right to refuse.
        if not is_primavera(project):
            if assignment.getActualWork() is None:
                assignment.setActualWork(nothing)
            if assignment.getWork() is None:
                assignment.setWork(assignment.getActualWork())
            if assignment.getRemainingWork() is None:
                assignment.setRemainingWork(
                    Duration.add(assignment.getWork(), assignment.getActualWork().negate(), project.getProjectProperties())
                )


def as_activities(project):
    """Gives tasks of another product what the Primavera scheduler asks of an activity."""
    from org.mpxj import ActivityStatus, ActivityType

    for task in project.getTasks():
        if task.getActivityType() is None:
            task.setActivityType(ActivityType.TASK_DEPENDENT)
        if task.getActivityStatus() is None:
            task.setActivityStatus(ActivityStatus.NOT_STARTED)
        if task.getPlannedDuration() is None:
            task.setPlannedDuration(task.getDuration())


def as_value(project):
    """The whole project as a value for JSON."""
    return {
        "properties": properties_as_value(project),
        "calendars": len(project.getCalendars()),
        "resources": len(project.getResources()),
        "assignments": len(project.getResourceAssignments()),
        "tasks": [task_as_value(project, task) for task in project.getTasks()],
    }


def properties_as_value(project):
    properties = project.getProjectProperties()
    return {
        "name": text(properties.getName()),
        "project_id": text(properties.getProjectID()),
        "file_type": text(properties.getFileType()),
        "file_application": text(properties.getFileApplication()),
        "start": moment(properties.getStartDate()),
        "finish": moment(properties.getFinishDate()),
        "planned_start": moment(properties.getPlannedStart()),
        "must_finish_by": moment(properties.getMustFinishBy()),
        "status_date": moment(properties.getStatusDate()),
        "default_calendar": text(name_of(project.getDefaultCalendar())),
    }


def name_of(calendar):
    return None if calendar is None else calendar.getName()


def task_as_value(project, task):
    return {
        "uid": number(task.getUniqueID()),
        "id": number(task.getID()),
        "activity_id": text(task.getActivityID()),
        "name": text(task.getName()),
        "wbs": text(task.getWBS()),
        "summary": bool(task.getSummary()),
        "milestone": bool(task.getMilestone()),
        "active": bool(task.getActive()),
        "manual": str(task.getTaskMode()) == "MANUALLY_SCHEDULED",
        "calendar": text(name_of(task.getCalendar())),
        "duration": minutes(project, task, task.getDuration()),
        "start": moment(task.getStart()),
        "finish": moment(task.getFinish()),
        "actual_start": moment(task.getActualStart()),
        "actual_finish": moment(task.getActualFinish()),
        "early_start": moment(task.getEarlyStart()),
        "early_finish": moment(task.getEarlyFinish()),
        "late_start": moment(task.getLateStart()),
        "late_finish": moment(task.getLateFinish()),
        "remaining_early_start": moment(task.getRemainingEarlyStart()),
        "remaining_early_finish": moment(task.getRemainingEarlyFinish()),
        "remaining_late_start": moment(task.getRemainingLateStart()),
        "remaining_late_finish": moment(task.getRemainingLateFinish()),
        "total_slack": minutes(project, task, task.getTotalSlack()),
        "free_slack": minutes(project, task, task.getFreeSlack()),
        "critical": bool(task.getCritical()),
        "longest_path": bool(task.getLongestPath()),
        "constraint": text(task.getConstraintType()),
        "constraint_date": moment(task.getConstraintDate()),
        "deadline": moment(task.getDeadline()),
        "percent_complete": None if task.getPercentageComplete() is None else float(task.getPercentageComplete().doubleValue()),
        "predecessors": [
            {
                "uid": number(link.getPredecessorTask().getUniqueID()),
                "type": {"FINISH_START": "FS", "START_START": "SS", "FINISH_FINISH": "FF", "START_FINISH": "SF"}[
                    str(link.getType().name())
                ],
                "lag": minutes(project, link.getPredecessorTask(), link.getLag()),
                "lag_unit": text(link.getLag().getUnits()),
            }
            for link in task.getPredecessors()
        ],
    }


def minutes(project, task, duration):
    """A duration in minutes: working minutes, or minutes by the clock where its unit is elapsed. A percentage stays one."""
    from org.mpxj import TimeUnit

    if duration is None:
        return None
    units = duration.getUnits()
    if units in (TimeUnit.PERCENT, TimeUnit.ELAPSED_PERCENT):
        return round(float(duration.getDuration()), 3)
    elapsed = str(units.name()).startswith("ELAPSED")
    wanted = TimeUnit.ELAPSED_MINUTES if elapsed else TimeUnit.MINUTES
    defaults = task.getEffectiveCalendar() or project.getProjectProperties()
    return round(float(duration.convertUnits(wanted, defaults).getDuration()), 3)


def moment(value):
    from java.time.format import DateTimeFormatter

    return None if value is None else str(value.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME))


def text(value):
    return None if value is None else str(value)


def number(value):
    return None if value is None else int(value)
