"""Solves scheduling problems with OR-tools' CP-SAT, for comparison with `benches/levelling.rs`.

    cp_sat_peer.py FILE SECONDS WORKERS

FILE has a problem a line: activities, resources, capacities, then of each activity its duration, demands, number of successors and
successors, counted from nought. The seconds are of CPU time on each worker, so that other work on the machine doesn't tell. Prints a line for each: the makespan (0 if none was found) and whether it is proven.
Ends with status 3 where OR-tools is not installed.
"""

import sys
import threading
import time

try:
    from ortools.sat.python import cp_model
except ImportError:
    sys.exit(3)


def solve(numbers, seconds, workers):
    numbers = iter(numbers)
    activities, resources = next(numbers), next(numbers)
    capacities = [next(numbers) for _ in range(resources)]
    rows = []
    for _ in range(activities):
        duration = next(numbers)
        demands = [next(numbers) for _ in range(resources)]
        rows.append((duration, demands, [next(numbers) for _ in range(next(numbers))]))

    model = cp_model.CpModel()
    horizon = sum(row[0] for row in rows)
    starts = [model.new_int_var(0, horizon, "") for _ in rows]
    intervals = [model.new_fixed_size_interval_var(s, row[0], "") for s, row in zip(starts, rows)]
    for resource, capacity in enumerate(capacities):
        used = [i for i, row in enumerate(rows) if row[1][resource] > 0]
        model.add_cumulative(
            [intervals[i] for i in used], [rows[i][1][resource] for i in used], capacity
        )
    for i, (duration, _, successors) in enumerate(rows):
        for successor in successors:
            model.add(starts[successor] >= starts[i] + duration)
    end = model.new_int_var(0, horizon, "")
    for start, row in zip(starts, rows):
        model.add(end >= start + row[0])
    model.minimize(end)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solved = threading.Event()
    until = time.process_time() + seconds * workers

    def watch():
        while not solved.wait(0.01):
            if time.process_time() >= until:
                solver.stop_search()

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = solver.solve(model)
    solved.set()
    watcher.join()
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return round(solver.objective_value), int(status == cp_model.OPTIMAL)
    return 0, 0


def main():
    path, seconds, workers = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    with open(path) as lines:
        for line in lines:
            print(*solve(map(int, line.split()), seconds, workers), flush=True)


main()
