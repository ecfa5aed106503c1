"""Puts load on a server of its own, then kills it in the middle of jobs; counts errors, memory and losses.

Started by plugin/benchmarks/run. Talks only to the server that it starts, on this machine. Uses nothing beyond the
standard library.
"""

import argparse
import base64
import collections
import http.client
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
DEFORMA = os.path.normpath(os.path.join(HERE, "../../../../deforma"))
WPS = "{http://www.opengis.net/wps/1.0.0}"
OWS = "{http://www.opengis.net/ows/1.1}"
WEST, SOUTH, METRES = 440_000, 3_940_000, 10
# Until the server has closed the files of layers that nobody looks at: idle for 30 s, seen by a sweep each 10 s [s].
IDLE = 45


class Server:
    """A server in a process of its own, on a port that is free."""

    def __init__(self, data, log):
        self.log = open(log, "a+")
        start = self.log.seek(0, os.SEEK_END)
        self.process = subprocess.Popen([DEFORMA, "serve", "--port", "0", "--data", data], stdout=self.log,
                                        stderr=subprocess.STDOUT)
        for _ in range(1200):
            self.log.seek(start)
            found = re.search(r"Deforma is at http://127\.0\.0\.1:(\d+)/", self.log.read())
            if found:
                self.port = int(found.group(1))
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        sys.exit(f"server: it does not start; see {log}")

    def ask(self, path, body=None, timeout=120):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            if body is None:
                connection.request("GET", path)
            else:
                connection.request("POST", path, body, {"Content-Type": "text/xml"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def wps(self, **words):
        query = urllib.parse.urlencode({"service": "WPS", "version": "1.0.0", **words})
        return self.ask("/wps?" + query)

    def memory(self):
        """Resident memory [MB]."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def handles(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def end(self, how):
        self.process.send_signal(how)
        self.process.wait(120)
        self.log.close()


def literal(name, text):
    return f"<wps:Input><ows:Identifier>{name}</ows:Identifier><wps:Data><wps:LiteralData>{text}</wps:LiteralData>" \
           "</wps:Data></wps:Input>"


def wkt(name, text):
    return f"<wps:Input><ows:Identifier>{name}</ows:Identifier><wps:Data><wps:ComplexData" \
           f' mimeType="application/wkt">{text}</wps:ComplexData></wps:Data></wps:Input>'


def layer(name, of):
    return f"""<wps:Input><ows:Identifier>{name}</ows:Identifier><wps:Reference mimeType="image/tiff"
        xlink:href="http://geoserver/wcs" method="POST"><wps:Body><wcs:GetCoverage service="WCS" version="1.1.1">
        <ows:Identifier>{of}</ows:Identifier></wcs:GetCoverage></wps:Body></wps:Reference></wps:Input>"""


def execute(process, inputs, outputs, stored=True):
    store = ' storeExecuteResponse="true" status="true"' if stored else ""
    wanted = "".join(f"<wps:Output><ows:Identifier>{name}</ows:Identifier></wps:Output>" for name in outputs)
    return f"""<wps:Execute version="1.0.0" service="WPS" xmlns:wps="http://www.opengis.net/wps/1.0.0"
        xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:wcs="http://www.opengis.net/wcs/1.1.1"
        xmlns:xlink="http://www.w3.org/1999/xlink"><ows:Identifier>{process}</ows:Identifier>
        <wps:DataInputs>{inputs}</wps:DataInputs><wps:ResponseForm><wps:ResponseDocument{store}>{wanted}
        </wps:ResponseDocument></wps:ResponseForm></wps:Execute>""".encode()


def submit(server, body):
    """The execution's id; None where the server has no room for it."""
    status, answer = server.ask("/wps", body)
    if status == 503:
        return None
    document = ElementTree.fromstring(answer)
    location = document.get("statusLocation")
    if location is None:
        sys.exit("server: a run was not accepted: " + answer.decode()[:500])
    return urllib.parse.parse_qs(urllib.parse.urlparse(location).query)["executionId"][0]


def state(server, execution):
    """One of accepted, started, succeeded, failed; and the text of a failure."""
    document = ElementTree.fromstring(server.wps(request="GetExecutionStatus", executionId=execution)[1])
    status = document.find(WPS + "Status")
    if status is None:
        return "unknown", "".join(document.itertext()).strip()
    return status[0].tag.replace(WPS + "Process", "").lower(), "".join(status.itertext()).strip()


def wait(server, execution):
    while True:
        now, text = state(server, execution)
        if now not in ("accepted", "started"):
            return now, text
        time.sleep(0.2)


def upload(server, name, file):
    with open(file, "rb") as tiff:
        content = base64.b64encode(tiff.read()).decode()
    body = execute(
        "deforma:Import",
        "<wps:Input><ows:Identifier>raster</ows:Identifier><wps:Data><wps:ComplexData mimeType=\"image/tiff\""
        f' encoding="base64">{content}</wps:ComplexData></wps:Data></wps:Input>' + literal("layer", name), ["layer"])
    now, text = wait(server, submit(server, body))
    if now != "succeeded":
        sys.exit(f"server: the upload of {name} ended with {now}: {text}")


def displacement(name=None):
    inputs = layer("before", "deforma:before") + layer("after", "deforma:after")
    if name:
        return execute("deforma:Displacement", inputs + literal("layer", name), ["layer", "report"])
    return execute("deforma:Displacement", inputs, ["report"])


def tile(size, chance):
    """A random part of the layer, in its own system or in web mercator."""
    side = size * METRES
    shown = side * 2.0 ** -chance.randrange(5)
    x = WEST + chance.random() * (side - shown)
    y = SOUTH + chance.random() * (side - shown)
    name = chance.choice(["deforma:before", "deforma:after"])
    words = {"service": "WMS", "version": "1.3.0", "request": "GetMap", "layers": name, "styles": "", "width": 256,
             "height": 256, "format": "image/png", "transparent": "true", "crs": "EPSG:32611",
             "bbox": f"{x},{y},{x + shown},{y + shown}"}
    if chance.random() < 0.5:
        # Near enough for a place on the layer.
        lon, lat = -117.66 + (x - WEST) / 90_400, 35.6 + (y - SOUTH) / 110_900
        mx, my = lon * 111_319.49, 4_244_000 + (lat - 35.6) * 136_900
        words.update(crs="EPSG:3857", bbox=f"{mx},{my},{mx + shown * 1.23},{my + shown * 1.23}")
    return "/wms?" + urllib.parse.urlencode(words)


class Load:
    """Asks for maps from many threads, and keeps jobs queued, for some time."""

    def __init__(self, server, size, seconds):
        self.server, self.size = server, size
        self.end = time.monotonic() + seconds
        self.answers = collections.Counter()
        self.errors = []
        self.seconds = []
        self.jobs = collections.Counter()
        self.lock = threading.Lock()

    def maps(self, seed):
        chance = random.Random(seed)
        while time.monotonic() < self.end:
            start = time.monotonic()
            try:
                status, answer = self.server.ask(tile(self.size, chance))
            except OSError as failure:
                status, answer = -1, str(failure).encode()
            good = status == 200 and answer[1:4] == b"PNG"
            with self.lock:
                self.answers["map" if good else f"status {status}"] += 1
                self.seconds.append(time.monotonic() - start)
                if not good and status != 503:
                    self.errors.append(answer[:300])

    def queue(self):
        waiting = []
        while time.monotonic() < self.end or waiting:
            while len(waiting) < 8 and time.monotonic() < self.end:
                execution = submit(self.server, displacement())
                if execution is None:
                    self.jobs["refused"] += 1
                    break
                waiting.append(execution)
            time.sleep(0.5)
            for execution in list(waiting):
                now, text = state(self.server, execution)
                if now not in ("accepted", "started"):
                    waiting.remove(execution)
                    self.jobs[now] += 1
                    if now != "succeeded":
                        self.errors.append(text[:300].encode())

    def run(self, threads):
        workers = [threading.Thread(target=self.maps, args=(seed,)) for seed in range(threads)]
        workers.append(threading.Thread(target=self.queue))
        for worker in workers:
            worker.start()
        memory = []
        while any(worker.is_alive() for worker in workers):
            memory.append(self.server.memory())
            time.sleep(1)
        return memory


def load(data, arguments):
    server = Server(data, arguments.log)
    upload(server, "deforma:before", arguments.folder + "/before.tif")
    upload(server, "deforma:after", arguments.folder + "/after.tif")
    wait(server, submit(server, displacement()))
    handles, threads = server.handles(), server.threads()
    test = Load(server, arguments.size, arguments.seconds)
    memory = test.run(arguments.threads)
    times = sorted(test.seconds)
    print(f"{arguments.threads} clients for {arguments.seconds} s: {dict(test.answers)}, jobs {dict(test.jobs)}")
    print(f"one map: median {statistics.median(times):.2f} s, 95 % within {times[int(0.95 * len(times))]:.2f} s;"
          f" {len(times) / arguments.seconds:.0f} maps a second")
    quarter = max(1, len(memory) // 4)
    print("resident memory by quarters [MB]:",
          " ".join(f"{max(memory[i:i + quarter]):.0f}" for i in range(0, 4 * quarter, quarter)))
    time.sleep(5)
    print(f"files open before and after: {handles} {server.handles()}; threads: {threads} {server.threads()}")
    for error in test.errors[:5]:
        print("error:", error)
    server.end(signal.SIGTERM)
    return not test.errors


def layers(server):
    body = execute("deforma:Layers", "", ["layers"], stored=False)
    document = ElementTree.fromstring(server.ask("/wps", body)[1])
    return {each["name"]: each for each in json.loads(document.find(f".//{WPS}LiteralData").text)["layers"]}


def whole(server, name):
    """Whether the layer gives its own GeoTIFF and a map."""
    query = urllib.parse.urlencode({"service": "WMS", "version": "1.3.0", "request": "GetMap", "layers": name,
                                    "styles": "", "crs": "EPSG:32611", "width": 64, "height": 64,
                                    "bbox": f"{WEST},{SOUTH},{WEST + 5000},{SOUTH + 5000}", "format": "image/png"})
    return server.ask("/wms?" + query)[1][1:4] == b"PNG"


def kill(data, arguments):
    """Kills the server while a job makes a layer, at a time by chance; what was finished must be there, the rest not."""
    chance = random.Random(arguments.seed)
    server = Server(data, arguments.log)
    start = time.monotonic()
    wait(server, submit(server, displacement("deforma:first")))
    usual = time.monotonic() - start
    finished = {"deforma:before", "deforma:after", "deforma:first"}
    outcomes = collections.Counter()
    lost = []
    for i in range(arguments.kills):
        name = f"deforma:kill-{i}"
        execution = submit(server, displacement(name))
        time.sleep(chance.uniform(0, 1.1) * usual)
        before, _ = state(server, execution)
        server.end(signal.SIGKILL)
        server = Server(data, arguments.log)
        after, text = state(server, execution)
        there = layers(server)
        outcomes[f"{before} -> {after}"] += 1
        if after == "succeeded" and name not in there:
            lost.append(f"{name} succeeded and is not there")
        if before == "succeeded" and after != "succeeded":
            lost.append(f"{name} had succeeded and is {after} now")
        if after == "failed" and "interrupted" not in text:
            lost.append(f"{name} failed without the reason: {text[:200]}")
        if after not in ("succeeded", "failed"):
            lost.append(f"{name} is {after} after the restart: {text[:200]}")
        finished |= {name} & set(there)
        lost += [f"{each} is gone" for each in finished - set(there)]
        lost += [f"{each} is not whole" for each in there if not whole(server, each)]
        left = os.listdir(os.path.join(data, "tmp"))
        lost += [f"left in tmp: {each}" for each in left]
    server.end(signal.SIGTERM)
    print(f"{arguments.kills} times killed (a job takes {usual:.1f} s): {dict(outcomes)};"
          f" {len(finished)} layers, all whole; lost: {len(lost)}" if not lost else "LOST:")
    for line in lost:
        print(" ", line)
    return not lost


def live(server):
    """What the heap holds after a collection [MB]."""
    told = subprocess.run(["jcmd", str(server.process.pid), "GC.class_histogram"], capture_output=True, text=True)
    total = re.search(r"^Total\s+\d+\s+(\d+)", told.stdout, re.M)
    return int(total.group(1)) / 1e6 if total else float("nan")


def steady(data, arguments):
    """Runs small jobs one after the other and looks at what the server holds now and then, each time when it is idle."""
    server = Server(data, arguments.log)
    upload(server, "deforma:before", arguments.folder + "/before.tif")
    upload(server, "deforma:after", arguments.folder + "/after.tif")
    kinds = [displacement(), displacement("deforma:steady"),
             execute("deforma:Import", layer("raster", "deforma:before") + literal("layer", "deforma:copy"), ["layer"]),
             execute("deforma:Sample", layer("data", "deforma:before")
                     + wkt("points", f"POINT({WEST + 300} {SOUTH + 300})"), ["values"])]
    bad = []
    print("jobs   RSS [MB]   live heap [MB]   threads   open files   in tmp   seconds")
    start = time.monotonic()
    rows = []
    for done in range(1, arguments.steady + 1):
        execution = submit(server, kinds[done % len(kinds)])
        now, text = wait(server, execution)
        if now != "succeeded":
            bad.append(f"job {done} {now}: {text[:200]}")
        server.wps(request="Dismiss", executionId=execution)
        if done in (20, 100, 500) or done % 1000 == 0 or done == arguments.steady:
            time.sleep(IDLE)
            start += IDLE
            heap = live(server)
            left = len(os.listdir(os.path.join(data, "tmp"))) + len(os.listdir(os.path.join(data, "jobs")))
            rows.append((done, server.memory(), heap, server.threads(), server.handles(), left,
                         time.monotonic() - start))
            print("%4d   %8.0f   %14.1f   %7d   %10d   %6d   %7.0f" % rows[-1], flush=True)
    server.end(signal.SIGTERM)
    if len(rows) > 2 and rows[-1][2] > 1.1 * rows[1][2] + 5:
        bad.append(f"the live heap grows: {rows[1][2]:.1f} MB after {rows[1][0]} jobs, {rows[-1][2]:.1f} MB at the end")
    if len(rows) > 2 and (rows[-1][3] > rows[1][3] + 8 or rows[-1][4] > rows[1][4] + 8):
        bad.append("threads or open files grow")
    for line in bad[:10]:
        print(" ", line)
    return not bad


def main():
    parser = argparse.ArgumentParser(prog="plugin/benchmarks/run server", description=__doc__)
    parser.add_argument("--classpath", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, default=2000, help="sides of the images [px] (2000)")
    parser.add_argument("--seconds", type=int, default=120, help="of load (120)")
    parser.add_argument("--threads", type=int, default=50, help="clients that ask for maps (50)")
    parser.add_argument("--kills", type=int, default=10, help="times to kill the server (10)")
    parser.add_argument("--seed", type=int, default=1, help="of the times at which it is killed (1)")
    parser.add_argument("--steady", type=int, metavar="N",
                        help="instead of all that: N small jobs one after the other, and what they leave in memory")
    arguments = parser.parse_args()
    if arguments.steady:
        arguments.size = min(arguments.size, 256)
    arguments.folder = tempfile.mkdtemp(prefix="deforma-load-")
    arguments.log = os.path.join(arguments.folder, "server.log")
    good = False
    try:
        subprocess.run(["java", "-Djava.awt.headless=true", "-Xlog:disable", "-cp", arguments.classpath,
                        "org.deforma.benchmarks.MakePair", "smooth-20db", str(arguments.size), "1", arguments.folder],
                       check=True)
        data = os.path.join(arguments.folder, "data")
        if arguments.steady:
            good = steady(data, arguments)
        else:
            good = load(data, arguments)
            good = kill(data, arguments) and good
    finally:
        if good:
            shutil.rmtree(arguments.folder)
        else:
            print("the server's log and data are in", arguments.folder)
    sys.exit(0 if good else 1)


main()
