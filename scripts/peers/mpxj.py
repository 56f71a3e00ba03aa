"""MPXJ as a peer: reads and schedules files of Microsoft Project and Primavera, and prints JSON.

    mpxj.py read FILE                   what MPXJ reads: properties, tasks with their dates, slack and links
    mpxj.py read-each FILE…             the same of each file, with its name; of one that MPXJ refuses, why
    mpxj.py schedule FILE               the same after MPXJ computed all dates afresh
    mpxj.py score FILE… [--csv]         how many leaf tasks MPXJ schedules as the product itself did
    mpxj.py time FILE [--repeat N]      milliseconds of reading and of a pass, the first and later ones apart
    mpxj.py convert IN OUT              writes OUT in the format that its name asks for (.xml, .xer, .pmxml, .mpx)

Needs Java and the Python packages `mpxj` and `jpype1`, which `scripts/setup` installs into `target/peers`.
Exit codes: 0 done; 2 wrong usage; 3 MPXJ refuses the file, whose reason is on standard error; 4 MPXJ or Java is not installed.
"""

import argparse
import json
import os
import statistics
import sys
import time

import mpxj_jvm
import mpxj_project
import mpxj_score


def main():
    arguments = parse_arguments()
    began = time.perf_counter()
    try:
        mpxj_jvm.start()
    except mpxj_jvm.Missing as missing:
        print(f"mpxj.py: {missing}; `scripts/setup` installs it", file=sys.stderr)
        return 4
    arguments.java_milliseconds = milliseconds(time.perf_counter() - began)
    try:
        answer = mpxj_jvm.on_a_deep_stack(lambda: COMMANDS[arguments.command](arguments))
    except mpxj_project.Refused as refusal:
        print(f"mpxj.py: {refusal}", file=sys.stderr)
        return 3
    print(answer if isinstance(answer, str) else json.dumps(answer, indent=1, ensure_ascii=False))
    return 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in ("read", "schedule"):
        commands.add_parser(name).add_argument("file")
    commands.add_parser("read-each").add_argument("files", nargs="+")
    scoring = commands.add_parser("score")
    scoring.add_argument("files", nargs="+")
    scoring.add_argument("--csv", action="store_true", help="a line a file instead of JSON: file, agree, of")
    timing = commands.add_parser("time")
    timing.add_argument("file")
    timing.add_argument("--repeat", type=int, default=8, help="passes after the first")
    timing.add_argument("--scheduler", choices=("own", "microsoft", "primavera"), default="own")
    convert = commands.add_parser("convert")
    convert.add_argument("file")
    convert.add_argument("out")
    arguments = parser.parse_args()
    if arguments.command == "convert" and extension_of(arguments.out) not in FORMATS:
        parser.error(f"the name of the output has to end in one of {', '.join(FORMATS)}")
    return arguments


def read(arguments):
    return {"projects": [mpxj_project.as_value(project) for project in mpxj_project.read(arguments.file)]}


def read_each(arguments):
    return {"files": [read_one(path) for path in arguments.files]}


def read_one(path):
    name = os.path.basename(path)
    try:
        return {"file": name, "projects": [mpxj_project.as_value(project) for project in mpxj_project.read(path)]}
    except mpxj_project.Refused as refusal:
        return {"file": name, "refused": str(refusal)}


def schedule(arguments):
    answers, reasons = [], []
    for project in mpxj_project.read(arguments.file):
        try:
            mpxj_project.schedule(project)
            answers.append(mpxj_project.as_value(project))
        except mpxj_project.Refused as refusal:
            reasons.append(str(refusal))
            answers.append({"properties": mpxj_project.properties_as_value(project), "refused": str(refusal)})
    if len(reasons) == len(answers):
        raise mpxj_project.Refused("; ".join(reasons))
    return {"projects": answers}


def score(arguments):
    scores = [mpxj_score.score(path) for path in arguments.files]
    if not arguments.csv:
        return {"scores": scores}
    rows = sorted((answer["file"], answer["agree"], answer["of"]) for answer in scores if answer["of"] > 0)
    return "\n".join(["file,agree,of", *(f"{file},{agree},{of}" for file, agree, of in rows)])


def time_passes(arguments):
    """Processor time of the working thread: compilation by Java goes on beside it and is not counted, the clock is given as well."""
    from org.mpxj.cpm import MicrosoftScheduler, PrimaveraScheduler

    readings, project = timed(lambda: mpxj_project.read(arguments.file)[0], 1 + min(arguments.repeat, 3))
    primavera = mpxj_project.is_primavera(project)
    if arguments.scheduler != "own":
        primavera = arguments.scheduler == "primavera"
        if primavera:
            mpxj_project.as_activities(project)
    start = mpxj_project.own_start(project)
    kind = PrimaveraScheduler if primavera else MicrosoftScheduler
    passes, _ = timed(lambda: mpxj_project.refusing(lambda: kind().schedule(project, start)), 1 + arguments.repeat)
    leaves = [task for task in project.getTasks() if not task.getSummary()]
    finish = max((mpxj_project.moment(task.getEarlyFinish()) or "" for task in leaves), default=None)
    return {
        "file": os.path.basename(arguments.file),
        "scheduler": kind.__name__.rpartition(".")[2],
        "tasks": len(leaves),
        "finish": finish,
        "critical": sum(bool(task.getCritical()) for task in leaves),
        "java_start": {"clock": arguments.java_milliseconds},
        "read": summary_of(readings),
        "pass": summary_of(passes),
    }


def timed(action, times):
    """The pairs (processor, clock) of each of so many runs in milliseconds, and what the last one returned."""
    measured, value = [], None
    for _ in range(times):
        processor, clock = time.thread_time(), time.perf_counter()
        value = action()
        measured.append((milliseconds(time.thread_time() - processor), milliseconds(time.perf_counter() - clock)))
    return measured, value


def summary_of(measured):
    first, later = measured[0], measured[1:] or measured
    return {
        "first": first[0],
        "min": min(processor for processor, _ in later),
        "median": statistics.median(processor for processor, _ in later),
        "clock_first": first[1],
        "clock_min": min(clock for _, clock in later),
        "clock_median": statistics.median(clock for _, clock in later),
        "runs": len(later),
    }


def milliseconds(seconds):
    return round(seconds * 1000, 3)


def convert(arguments):
    """All projects of the file where the format can hold several, and otherwise the first."""
    from java.util import ArrayList
    from org.mpxj.writer import FileFormat, UniversalProjectWriter

    extension = extension_of(arguments.out)
    projects = mpxj_project.read(arguments.file)
    if extension not in SEVERAL:
        projects = projects[:1]
    writer = UniversalProjectWriter(getattr(FileFormat, FORMATS[extension]))
    mpxj_project.refusing(lambda: writer.write(ArrayList(projects) if len(projects) > 1 else projects[0], arguments.out))
    return {"written": os.path.basename(arguments.out), "tasks": sum(len(project.getTasks()) for project in projects)}


def extension_of(path):
    return os.path.splitext(path)[1].lower()


FORMATS = {".xml": "MSPDI", ".xer": "XER", ".pmxml": "PMXML", ".mpx": "MPX"}
SEVERAL = (".xer", ".pmxml")

COMMANDS = {"read": read, "read-each": read_each, "schedule": schedule, "score": score, "time": time_passes, "convert": convert}

if __name__ == "__main__":
    sys.exit(main())
