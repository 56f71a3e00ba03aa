"""How fast are the passes of a critical path, ours and those of every peer at hand, on the same network and in the same run?

    python3 benches/peers.py [--tasks 1000,10000,100000] [--repeat N] [--thorough] [--longpole FILE | --no-longpole]

`scripts/setup benches` installs the peers into `target/peers`, whose Python the script then uses. Who isn't installed is named and left out. The network is that of `synthetic_project.py`:
two predecessors each, three from 100,000 tasks on. Whoever gives a finish that differs from the others' makes the script fail.

Ours comes from `cargo bench -p longpole-schedule --bench passes`, which prints lines

    name<TAB>milliseconds

where the name is what was measured and on how many tasks: `pass-10000` (a full pass over a network that stands: dates, slack, what is
critical), `profile-microsoft-project-10000` and `profile-primavera-p6-10000` (the same by the rules of that product, beside the
scheduler that follows them), `import-10000` (reading the file that the peers read). What isn't printed isn't compared. What no peer
does is listed below the peers: `network-10000` (building the network), `full-10000` (that and a pass), `edit-10000-median` (one item
edited, its consequences computed). Lines of another form are ignored. `--longpole FILE` reads such lines from a file instead. Without them the table of the peers stands alone.

Peers are timed by the processor time of the thread that works (TaskJuggler: of its process), after one run that isn't counted
(`first`), and the shortest and the median of the others are given. Ours is what the bench prints, which is processor time, too; of
edits, time by the clock. `ratio` is the peer's shortest divided by ours.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta

import synthetic_project

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, "target", "peers", "networks")
# What all engines that compute a critical path agree on: working days, critical tasks.
KNOWN = {1_000: (550, 86), 10_000: (4_931, 786), 100_000: (68_009, 11_125)}


class Absent(Exception):
    """Why a peer isn't measured."""


class Measured:
    """Milliseconds of one kind of work of one peer, and the answer that it gave: working days and critical tasks, where it says so."""

    def __init__(self, times, days=None, critical=None):
        self.first, later = times[0], times[1:] or times
        self.shortest, self.median = min(later), statistics.median(later)
        self.days, self.critical = days, critical


def main():
    arguments = parse_arguments()
    ours = {} if arguments.no_longpole else longpole(arguments.longpole)
    os.makedirs(FOLDER, exist_ok=True)
    disagreement = False
    for tasks in arguments.tasks:
        links = 3 if tasks >= 100_000 else 2
        project = synthetic_project.network(tasks, links)
        expected = synthetic_project.working_days(project)
        assert KNOWN.get(tasks, (expected, None))[0] == expected, "the generator makes another network than it should"
        path = os.path.join(FOLDER, f"{tasks}.xml")
        synthetic_project.write(project, "mspdi", path)
        print(f"\n{tasks:,} tasks, {sum(len(task[1]) for task in project):,} links; {expected:,} working days\n")
        print(f"{'':52}{'first':>10}{'shortest':>10}{'median':>10}{'ratio':>8}{'days':>8}{'critical':>10}")
        for work, peers in PEERS.items():
            mine = ours.get(f"{work}-{tasks}")
            if mine is not None:
                print(f"{'longpole, ' + work:52}{'':10}{mine:10.3f}{'':10}{1:8.0f}")
            for name, measure in peers.items():
                try:
                    measured = measure(project, path, arguments)
                except Absent as absent:
                    print(f"{name + ', ' + work:52}  {absent}")
                    continue
                print(row(f"{name}, {work}", measured, mine))
                disagreement |= measured.days not in (None, expected)
                disagreement |= tasks in KNOWN and measured.critical not in (None, KNOWN[tasks][1])
        for name, milliseconds in ours.items():
            work, _, rest = name.partition(f"-{tasks}")
            if rest.startswith("-") or (name.endswith(f"-{tasks}") and work not in PEERS):
                print(f"{'longpole, ' + work + rest.replace('-', ', '):52}{'':10}{milliseconds:10.3f}")
        sys.stdout.flush()
    if disagreement:
        print("\nThe peers don't agree on the answer.")
    return 1 if disagreement else 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    def numbers(words):
        return [int(word) for word in words.split(",")]

    parser.add_argument("--tasks", type=numbers, default=[1_000, 10_000, 100_000])
    parser.add_argument("--repeat", type=int, default=5, help="runs that count (MPXJ: twice as many, for its compiler)")
    parser.add_argument("--thorough", action="store_true", help="also TaskJuggler on 10,000 tasks")
    parser.add_argument("--longpole", metavar="FILE")
    parser.add_argument("--no-longpole", action="store_true")
    return parser.parse_args()


def row(name, measured, mine):
    ratio = "" if mine is None else f"{measured.shortest / mine:,.0f}"
    answer = ["" if value is None else f"{value:,}" for value in (measured.days, measured.critical)]
    return (
        f"{name:52}{measured.first:10,.1f}{measured.shortest:10,.1f}{measured.median:10,.1f}{ratio:>8}{answer[0]:>8}{answer[1]:>10}"
    )


def longpole(path):
    """Our own lines, by name."""
    if path is not None:
        with open(path, encoding="utf-8") as file:
            printed = file.read()
    else:
        command = ["cargo", "bench", "--quiet", "-p", "longpole-schedule", "--bench", "passes"]
        try:
            ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        except FileNotFoundError:
            print("longpole is not measured: cargo is not installed")
            return {}
        if ran.returncode != 0:
            print("longpole is not measured: `" + " ".join(command) + "` failed\n" + ran.stderr.strip())
            return {}
        printed = ran.stdout
    times = {}
    for line in printed.splitlines():
        name, tab, value = line.partition("\t")
        try:
            times[name] = float(value)
        except ValueError:
            continue
    return times


# The peers. Each is a function of the project, the file that holds it, and the arguments, and says `Absent` where it can't be had.


def mpxj_scheduler(scheduler, what):
    def measure(_project, path, arguments):
        answer = mpxj_times(path, scheduler, 2 * arguments.repeat)
        times = Measured([answer[what]["first"]])
        times.shortest, times.median = answer[what]["min"], answer[what]["median"]
        if what == "pass":
            times.days, times.critical = working_days_until(answer["finish"][:10]), answer["critical"]
        return times

    return measure


MPXJ_ANSWERS = {}


def mpxj_times(path, scheduler, repeat):
    """What `mpxj.py time` answers: reading and passes come from the same run."""
    if (path, scheduler) not in MPXJ_ANSWERS:
        script = os.path.join(ROOT, "scripts", "peers", "mpxj.py")
        command = [sys.executable, "-B", script, "time", path, "--repeat", str(repeat), "--scheduler", scheduler]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            raise Absent(ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else "failed")
        MPXJ_ANSWERS[path, scheduler] = json.loads(ran.stdout)
    return MPXJ_ANSWERS[path, scheduler]


def pmcontrols_pass(project, _path, arguments):
    pmcontrols = installed("pmcontrols")
    activities = [
        {"id": str(task), "duration": days, "predecessors": [str(predecessor) for predecessor in predecessors]}
        for task, (days, predecessors) in enumerate(project)
    ]
    times, result = timed(lambda: pmcontrols.cpm(activities), arguments.repeat)
    return Measured(times, round(result.stats["project_duration"]), round(result.stats["n_critical"]))


def longpath_pass(_project, path, arguments):
    installed("longpath")
    from longpath import cpm, mspdi

    schedule = mspdi.load(path)
    project = next(iter(schedule.projects.values()))
    options = cpm.CpmOptions.for_project(project, "mspdi")
    times, result = timed(lambda: cpm.run(project, schedule.calendars, options), arguments.repeat)
    finish = cpm.from_min(result.finish).date()
    return Measured(times, working_days_until(finish.isoformat()), len(result.critical()))


def longpath_import(_project, path, arguments):
    installed("longpath")
    from longpath import mspdi

    times, _ = timed(lambda: mspdi.load(path), arguments.repeat)
    return Measured(times)


def trueppm_pass(project, _path, arguments):
    trueppm = installed("trueppm_scheduler")
    tasks = [trueppm.Task(id=str(task), name=f"T{task}", duration=timedelta(days=days)) for task, (days, _) in enumerate(project)]
    links = [
        trueppm.Dependency(predecessor_id=str(predecessor), successor_id=str(task))
        for task, (_, predecessors) in enumerate(project)
        for predecessor in predecessors
    ]
    start = date.fromisoformat(synthetic_project.START)
    whole = trueppm.Project(id="p", name="synthetic", start_date=start, tasks=tasks, dependencies=links)
    try:
        times, result = timed(lambda: trueppm.schedule(whole), arguments.repeat)
    except trueppm.SchedulerError as refusal:
        raise Absent(f"refuses it: {str(refusal).splitlines()[0][:100]}") from refusal
    return Measured(
        times, working_days_until(result.project_finish.isoformat()), sum(task.is_critical for task in result.tasks)
    )


def taskjuggler_pass(project, path, arguments):
    """Reading, and allocation slot by slot, since TaskJuggler has no pass of its own to time."""
    if shutil.which("tj3") is None:
        raise Absent("not installed")
    if len(project) > 10_000:
        raise Absent("not measured: its time grows faster than the tasks, 20 times from 1,000 to 10,000")
    if len(project) > 1_000 and not arguments.thorough:
        raise Absent("takes half a minute; --thorough measures it")
    source = path.removesuffix(".xml") + ".tjp"
    synthetic_project.write(project, "taskjuggler", source)
    times = []
    for _ in range(1 + min(arguments.repeat, 2 if len(project) <= 1_000 else 1)):
        before = children_seconds()
        subprocess.run(["tj3", "--silent", "--no-reports", source], check=True, capture_output=True)
        times.append((children_seconds() - before) * 1e3)
    return Measured(times)


PEERS = {
    "pass": {
        "MPXJ MicrosoftScheduler": mpxj_scheduler("microsoft", "pass"),
        "MPXJ PrimaveraScheduler": mpxj_scheduler("primavera", "pass"),
        "pmcontrols": pmcontrols_pass,
        "longpath": longpath_pass,
        "trueppm": trueppm_pass,
        "TaskJuggler": taskjuggler_pass,
    },
    "profile-microsoft-project": {"MPXJ MicrosoftScheduler": mpxj_scheduler("microsoft", "pass")},
    "profile-primavera-p6": {"MPXJ PrimaveraScheduler": mpxj_scheduler("primavera", "pass")},
    "import": {"MPXJ": mpxj_scheduler("microsoft", "read"), "longpath": longpath_import},
}


def installed(module):
    try:
        return __import__(module)
    except ImportError as error:
        raise Absent("not installed") from error


def timed(action, repeat):
    """Milliseconds of the processor on this thread, of one run and of `repeat` more, and what the last one returned."""
    times, value = [], None
    # What takes seconds isn't made truer by many runs.
    for run in range(1 + repeat):
        if run > 1 and sum(times) > 20_000:
            break
        began = time.thread_time()
        value = action()
        times.append((time.thread_time() - began) * 1e3)
    return times, value


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def working_days_until(finish):
    """Mondays to Fridays from the start of the project to the day `finish`, that included."""
    start, end = date.fromisoformat(synthetic_project.START), date.fromisoformat(finish)
    weeks, rest = divmod((end - start).days + 1, 7)
    return weeks * 5 + sum((start.weekday() + day) % 7 < 5 for day in range(rest))


def go_on_with_the_python_that_has_the_peers():
    python = os.path.join(ROOT, "target", "peers", "bin", "python")
    if os.path.exists(python) and os.path.realpath(sys.prefix) != os.path.realpath(os.path.join(ROOT, "target", "peers")):
        os.execv(python, [python, *sys.argv])


if __name__ == "__main__":
    go_on_with_the_python_that_has_the_peers()
    sys.exit(main())
