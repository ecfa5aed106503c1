"""How fast Deforma is beside its peers, and how its time and memory grow: the tables of the README, in Markdown.

Started by plugin/benchmarks/run. Each peer does the same work in the same run, in turns.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import correlation

WINDOWS = (32, 64)
PAIR = 1000
COPY = 10000
LEVEL = 4


def need(program, package):
    if shutil.which(program) is None:
        sys.exit(f"benchmark: {program} is missing; install it (Debian: apt install {package})")


def medians(runs):
    return [statistics.median(column) for column in zip(*runs)]


class Table:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = folder
        arguments.size = 2048
        arguments.seeds = 1
        self.pair = correlation.Benchmark(arguments, folder)
        self.java = self.pair.java

    def file(self, name):
        return os.path.join(self.folder, name)

    def correlation(self):
        self.pair.make(correlation.TIMED, 1)
        print(f"\n2048 x 2048 px, UInt16, step {correlation.STEP}; OpenCV {self.pair.opencv}; medians of"
              f" {self.pair.runs} runs in turns\n")
        print("| window | Deforma | OpenCV | ratio | CPU | memory |\n|---|---|---|---|---|---|", flush=True)
        for window in WINDOWS:
            ours, theirs = (medians(runs) for runs in self.pair.time(window))
            print(f"| {window} px | {ours[0]:.2f} s | {theirs[0]:.2f} s | {ours[0] / theirs[0]:.1f} |"
                  f" {ours[1]:.1f} s, {theirs[1]:.1f} s | {ours[2]:.0f} MB, {theirs[2]:.0f} MB |", flush=True)

    def inference(self):
        done = subprocess.run(
            [*self.java[:1], "-Xmx1g", *self.java[1:], "org.deforma.benchmarks.InferenceOverhead", "2048",
             str(self.pair.runs)], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        print("\nClassify against a bare loop of ONNX Runtime over the same tiles, 2048 x 2048 px, 4 bands, 6 classes\n")
        print("| | wall time | CPU time |\n|---|---|---|")
        for what, wall, cpu in re.findall(r"^(\S.*?) +median .*ratio ([\d.]+) \(CPU ([\d.]+)\)", done.stdout, re.M):
            print(f"| {what} | {wall} | {cpu} |", flush=True)

    def mosaic(self, size, name):
        """Larger images are the small one again and again: what counts here is their size."""
        times = -(-size // PAIR)
        source = self.file(f"small-{name}.tif")
        with open(self.file("mosaic.vrt"), "w") as vrt:
            vrt.write(f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}"><SRS>EPSG:32611</SRS>'
                      "<GeoTransform>440000, 10, 0, 4400000, 0, -10</GeoTransform>"
                      '<VRTRasterBand dataType="UInt16" band="1">')
            for i in range(times * times):
                x, y = i % times * PAIR, i // times * PAIR
                vrt.write(f'<SimpleSource><SourceFilename>{source}</SourceFilename>'
                          f'<SrcRect xOff="0" yOff="0" xSize="{PAIR}" ySize="{PAIR}"/>'
                          f'<DstRect xOff="{x}" yOff="{y}" xSize="{PAIR}" ySize="{PAIR}"/></SimpleSource>')
            vrt.write("</VRTRasterBand></VRTDataset>")
        subprocess.run(
            ["gdal_translate", "-q", "-co", "TILED=YES", "-co", "COMPRESS=DEFLATE", "-co", "NUM_THREADS=2", "-co",
             "ZLEVEL=1", "-co", "BIGTIFF=IF_SAFER", self.file("mosaic.vrt"), self.file(f"{name}.tif")], check=True)

    def small(self):
        self.pair.size = PAIR
        self.pair.make(correlation.TIMED, 1)
        for name in ("before", "after"):
            os.replace(self.file(f"{name}.tif"), self.file(f"small-{name}.tif"))

    def copy(self):
        self.mosaic(COPY, "before")
        source, ours, theirs = self.file("before.tif"), [], []
        copy = [*self.java[:1], "-Xmx1g", f"-Ddeforma.threads={self.pair.threads}", *self.java[1:],
                "org.deforma.benchmarks.RasterCopy", source, self.file("ours.tif")]
        peer = ["gdal_translate", "-q", "-of", "COG", "-ot", "Float32", "-co", "COMPRESS=DEFLATE", "-co",
                "PREDICTOR=YES", "-co", f"LEVEL={LEVEL}", "-co", f"BLOCKSIZE={self.arguments.block}", "-co",
                "OVERVIEW_RESAMPLING=AVERAGE", "-co", f"NUM_THREADS={self.pair.threads}", source, self.file("theirs.tif")]
        for turn in range(self.pair.runs + 1):
            for command, runs in ((copy, ours), (peer, theirs)):
                took = correlation.measured(command)
                if turn:
                    runs.append(took)
        print(f"\n{COPY} x {COPY} px, UInt16, read and written as a cloud-optimised GeoTIFF of Float32 with overviews\n")
        print("| | wall time | CPU time | memory | file |\n|---|---|---|---|---|")
        for name, runs, file in (("Deforma", ours, "ours.tif"), ("gdal_translate", theirs, "theirs.tif")):
            wall, cpu, memory = medians(runs)
            size = os.path.getsize(self.file(file)) / 1e6
            print(f"| {name} | {wall:.1f} s | {cpu:.1f} s | {memory:.0f} MB | {size:.0f} MB |", flush=True)
            os.remove(self.file(file))

    def growth(self):
        print(f"\nThe whole command for images of growing size, window {WINDOWS[0]}, one run each\n")
        print("| size | wall time | CPU time | memory (RSS) | wall time a megapixel |\n|---|---|---|---|---|")
        for size in self.arguments.sizes:
            for name in ("before", "after"):
                self.mosaic(size, name)
            wall, cpu, memory = self.pair.deforma(correlation.TIMED, WINDOWS[0])
            print(f"| {size:,} x {size:,} px | {wall:.1f} s | {cpu:.1f} s | {memory:.0f} MB |"
                  f" {wall / size**2 * 1e6:.2f} s |", flush=True)

    def run(self):
        cores = os.cpu_count()
        print(f"{cores} cores, load {os.getloadavg()[0]:.1f} at the start, {self.pair.threads} threads each")
        for part in self.arguments.parts:
            if part in ("copy", "growth") and not os.path.exists(self.file("small-after.tif")):
                self.small()
            getattr(self, part)()


def main():
    parts = ("correlation", "inference", "copy", "growth")
    parser = argparse.ArgumentParser(prog="plugin/benchmarks/run table")
    parser.add_argument("parts", nargs="*", default=parts, metavar="PART", help=f"of {', '.join(parts)} (default: all)")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each tool (default: 5)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each tool (default: 2)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 5000, 10000, 20000], help="sides [px]")
    parser.add_argument("--block", type=int, default=512, help="side of the tiles that the peer writes [px]")
    parser.add_argument("--classpath", required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - set(parts)
    if unknown:
        sys.exit(f"benchmark: there is no part {', '.join(sorted(unknown))}; parts are {', '.join(parts)}")
    need("gdal_translate", "gdal-bin")
    with tempfile.TemporaryDirectory(prefix="deforma-benchmark-") as folder:
        Table(arguments, folder).run()


main()
