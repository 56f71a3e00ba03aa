"""The peer of the forecast benchmark: a vectorised NumPy Monte Carlo of the same network.

Reads a network as text (one line a task, in topological order: low mode high, then its predecessors), draws triangular
durations with those P10/mode/P90 points already turned into the triangle's ends by the caller, runs the forward pass for
blocks of iterations in float32, and prints the seconds of the processor that it took (one thread) with the P50 and P80 of the finish.

Only what a careful user of NumPy would write: one array operation for each task and link, no Python loop over iterations.
"""

import sys
import time

import numpy as np


def read(path):
    tasks = []
    with open(path, encoding="ascii") as lines:
        for line in lines:
            words = line.split()
            tasks.append((float(words[0]), float(words[1]), float(words[2]), [int(word) for word in words[3:]]))
    return tasks


def run(tasks, iterations, block):
    generator = np.random.default_rng(1)
    finishes = []
    low = np.array([task[0] for task in tasks], dtype=np.float32)
    mode = np.array([task[1] for task in tasks], dtype=np.float32)
    high = np.array([task[2] for task in tasks], dtype=np.float32)
    width = high - low
    split = np.where(width > 0, (mode - low) / np.where(width > 0, width, 1), 0).astype(np.float32)
    rising = np.sqrt(width * (mode - low)).astype(np.float32)
    falling = np.sqrt(width * (high - mode)).astype(np.float32)
    for first in range(0, iterations, block):
        count = min(block, iterations - first)
        finish = np.zeros((len(tasks), count), dtype=np.float32)
        for index, (_, _, _, predecessors) in enumerate(tasks):
            u = generator.random(count, dtype=np.float32)
            duration = np.where(
                u < split[index],
                low[index] + rising[index] * np.sqrt(u),
                high[index] - falling[index] * np.sqrt(1 - u),
            )
            if low[index] < 0:
                duration = np.maximum(duration, 0)
            if predecessors:
                start = finish[predecessors[0]]
                for predecessor in predecessors[1:]:
                    start = np.maximum(start, finish[predecessor])
                duration = duration + start
            finish[index] = duration
        finishes.append(finish.max(axis=0))
    return np.concatenate(finishes)


def main():
    path, iterations, block = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    tasks = read(path)
    began = time.process_time()
    finishes = run(tasks, iterations, block)
    seconds = time.process_time() - began
    p50, p80 = np.percentile(finishes, [50, 80])
    print(f"{seconds:.3f} {p50:.2f} {p80:.2f}")


main()
