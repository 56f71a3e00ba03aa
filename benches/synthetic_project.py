"""The synthetic project of the benchmarks: the same network for us and for every peer.

    synthetic_project.py TASKS [--links N] FORMAT OUT

Each task lasts one to ten working days and waits for the end of `links` (two, unless said) of the fifty tasks before it. Chance is
Python's `random.Random(1)`, so that everybody gets the same project. Work is done from Monday to Friday, 8 to 12 and 13 to 17, and
the project starts on 5 January 2026. FORMAT is `mspdi`, `taskjuggler`, or `text`: a line a task, its days and then its predecessors,
counted from 0.
"""

import argparse
import random
import sys

START = "2026-01-05"
WINDOW = 50


def network(tasks, links=2):
    """A pair for each task: its duration in days and the sorted numbers of its predecessors."""
    chance = random.Random(1)
    made = []
    for task in range(tasks):
        predecessors = sorted(chance.sample(range(max(0, task - WINDOW), task), min(task, links)))
        made.append((chance.randint(1, 10), predecessors))
    return made


def working_days(project):
    """How long the project takes: the length of its longest chain, in working days."""
    finish = []
    for days, predecessors in project:
        finish.append(days + max((finish[predecessor] for predecessor in predecessors), default=0))
    return max(finish, default=0)


def text(project):
    for days, predecessors in project:
        yield " ".join(str(number) for number in [days, *predecessors]) + "\n"


def mspdi(project):
    yield f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project">
<SaveVersion>14</SaveVersion><Name>synthetic</Name><ScheduleFromStart>1</ScheduleFromStart>
<StartDate>{START}T08:00:00</StartDate><CalendarUID>1</CalendarUID>
<DefaultStartTime>08:00:00</DefaultStartTime><DefaultFinishTime>17:00:00</DefaultFinishTime>
<MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID><WeekDays>
"""
    for day in range(1, 8):
        if day in (1, 7):
            yield f"<WeekDay><DayType>{day}</DayType><DayWorking>0</DayWorking></WeekDay>\n"
        else:
            yield (
                f"<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes>"
                "<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
                "<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>"
                "</WorkingTimes></WeekDay>\n"
            )
    yield "</WeekDays></Calendar></Calendars>\n<Tasks>\n"
    for number, (days, predecessors) in enumerate(project, start=1):
        hours = f"PT{days * 8}H0M0S"
        yield (
            f"<Task><UID>{number}</UID><ID>{number}</ID><Name>T{number}</Name><Type>1</Type><IsNull>0</IsNull>"
            f"<OutlineNumber>{number}</OutlineNumber><OutlineLevel>1</OutlineLevel>"
            f"<Duration>{hours}</Duration><DurationFormat>7</DurationFormat><EffortDriven>0</EffortDriven><Estimated>0</Estimated>"
            "<Milestone>0</Milestone><Summary>0</Summary><PercentComplete>0</PercentComplete>"
            f"<ActualDuration>PT0H0M0S</ActualDuration><RemainingDuration>{hours}</RemainingDuration>"
            "<ConstraintType>0</ConstraintType><CalendarUID>-1</CalendarUID><Manual>0</Manual>"
        )
        for predecessor in predecessors:
            yield (
                f"<PredecessorLink><PredecessorUID>{predecessor + 1}</PredecessorUID><Type>1</Type>"
                "<CrossProject>0</CrossProject><LinkLag>0</LinkLag><LagFormat>7</LagFormat></PredecessorLink>"
            )
        yield "</Task>\n"
    yield "</Tasks>\n</Project>\n"


def taskjuggler(project):
    # TaskJuggler's time grows with the span of the project: not longer than the work needs, 250 working days a year.
    years = 1 + working_days(project) // 250
    yield f"""project synthetic "Synthetic" {START} +{years}y {{
  timezone "UTC"
  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00
  workinghours sat, sun off
}}
"""
    for number, (days, predecessors) in enumerate(project):
        waits = "depends " + ", ".join(f"t{predecessor}" for predecessor in predecessors) if predecessors else ""
        yield f'task t{number} "T{number}" {{ length {days}d {waits} }}\n'


FORMATS = {"text": text, "mspdi": mspdi, "taskjuggler": taskjuggler}


def write(project, form, out):
    with open(out, "w", encoding="ascii") as file:
        file.writelines(FORMATS[form](project))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", type=int)
    parser.add_argument("--links", type=int, default=2)
    parser.add_argument("format", choices=sorted(FORMATS))
    parser.add_argument("out")
    arguments = parser.parse_args()
    write(network(arguments.tasks, arguments.links), arguments.format, arguments.out)


if __name__ == "__main__":
    sys.exit(main())
