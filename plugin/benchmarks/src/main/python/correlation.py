"""Times plugin/deforma against OpenCV as whole processes, in turns, and compares both with the truth.

Started by plugin/benchmarks/run. Uses nothing beyond the standard library: what it holds itself would count as
memory of the processes that it starts.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DEFORMA = os.path.normpath(os.path.join(HERE, "../../../../deforma"))
STEP = 8
WINDOWS = (32, 64)
TIMED = "smooth-20db"
SEARCH_RANGE = {"smooth-20db": 8, "smooth-10db": 8, "strain-20db": 8, "offset-20db": 24}


def python_with_opencv():
    """A Python that has cv2; Debian's package serves /usr/bin/python3, whatever comes first on the path."""
    for python in ("python3", "/usr/bin/python3"):
        probe = [python, "-c", "import cv2, numpy; print(cv2.__version__)"]
        try:
            done = subprocess.run(probe, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        except FileNotFoundError:
            continue
        if done.returncode == 0:
            return python, done.stdout.strip()
    sys.exit("benchmark: OpenCV for Python is missing, the peer to compare with; install it"
             " (Debian: apt install python3-opencv)")


def measured(command, environment=None):
    """Runs a command; wall seconds, CPU seconds, peak resident memory [MB]."""
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"benchmark: {command[0]} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Benchmark:
    def __init__(self, arguments, folder):
        self.size = arguments.size
        self.runs = arguments.runs
        self.threads = arguments.threads
        self.seeds = range(1, arguments.seeds + 1)
        self.folder = folder
        self.java = ["java", "-Djava.awt.headless=true", "-Xlog:disable", "-cp", arguments.classpath]
        self.python, self.opencv = python_with_opencv()
        self.environment = dict(os.environ)
        self.environment["DEFORMA_JAVA_OPTS"] = (
            f"{os.environ.get('DEFORMA_JAVA_OPTS', '')} -Ddeforma.threads={self.threads}")

    def file(self, name):
        return os.path.join(self.folder, name)

    def make(self, scenario, seed):
        subprocess.run(
            [*self.java, "org.deforma.benchmarks.MakePair", scenario, str(self.size), str(seed), self.folder],
            check=True)

    def deforma(self, scenario, window):
        command = [
            DEFORMA, "run", "Displacement", "--before", self.file("before.tif"), "--after", self.file("after.tif"),
            "--window", str(window), "--step", str(STEP), "--searchRange", str(SEARCH_RANGE[scenario]),
            "--output", self.file("map.tif")]
        return measured(command, self.environment)

    def pyrlk(self, window):
        return measured([
            self.python, os.path.join(HERE, "pyrlk.py"), self.file("before.tif"), self.file("after.tif"),
            str(window), str(STEP), str(self.threads), self.file("flow.raw")])

    def score(self, scenario, window, name):
        command = [*self.java, "org.deforma.benchmarks.Score", scenario, str(self.size), str(window), str(STEP)]
        done = subprocess.run([*command, self.file(name)], check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout.splitlines()[-1])

    def time(self, window):
        """Whole processes in turns, after one run of each that does not count; what both took."""
        self.deforma(TIMED, window)
        self.pyrlk(window)
        ours, theirs = [], []
        for _ in range(self.runs):
            ours.append(self.deforma(TIMED, window))
            theirs.append(self.pyrlk(window))
        return ours, theirs

    def print_times(self, window):
        medians = []
        for name, runs in zip(("Deforma", "PyrLK"), self.time(window)):
            wall, cpu, memory = (statistics.median(column) for column in zip(*runs))
            span = f"{min(run[0] for run in runs):.2f}..{max(run[0] for run in runs):.2f}"
            print(f"{window:6}  {name:8}  {wall:8.2f}  {span:>12}  {cpu:8.2f}  {memory:8.0f}", flush=True)
            medians.append(wall)
        print(f"{window:6}  ratio     {medians[0] / medians[1]:8.2f}", flush=True)

    def compare(self, scenario, window, seed):
        self.deforma(scenario, window)
        self.pyrlk(window)
        for name, file in (("Deforma", "map.tif"), ("PyrLK", "flow.raw")):
            score = self.score(scenario, window, file)
            sigma = f"{score['errorPerSigma']:.2f}" if "errorPerSigma" in score else ""
            print(f"{scenario:12}  {seed:4}  {window:6}  {name:8}  {score['rmse']:8.4f}"
                  f"  {100 * score['valid']:7.2f}  {100 * score['wrong']:7.3f}  {sigma:>11}", flush=True)

    def run(self):
        print(f"{self.size} x {self.size} px, UInt16, step {STEP}, {self.threads} threads; OpenCV {self.opencv}")
        print(f"\nSpeed and memory: {TIMED}, seed 1, whole processes in turns, medians of {self.runs}\n")
        print("window  tool      wall [s]     from..to   CPU [s]  RSS [MB]")
        self.make(TIMED, 1)
        for window in WINDOWS:
            self.print_times(window)
        print("\nAccuracy: RMSE over both axes, 80 px from the edges left out; wrong: off by more than 1 px\n")
        print("scenario      seed  window  tool      RMSE [px]  valid %  wrong %  error/sigma")
        for scenario in SEARCH_RANGE:
            for seed in self.seeds:
                self.make(scenario, seed)
                for window in WINDOWS:
                    self.compare(scenario, window, seed)


def main():
    parser = argparse.ArgumentParser(prog="plugin/benchmarks/run correlation")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each tool (default: 5)")
    parser.add_argument("--seeds", type=int, default=1, help="pairs of images of each kind to compare (default: 1)")
    parser.add_argument("--size", type=int, default=2048, help="side of the images [px] (default: 2048)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each tool (default: 2)")
    parser.add_argument("--classpath", required=True, help=argparse.SUPPRESS)
    with tempfile.TemporaryDirectory(prefix="deforma-benchmark-") as folder:
        Benchmark(parser.parse_args(), folder).run()


if __name__ == "__main__":
    main()
