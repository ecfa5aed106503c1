"""Displacement by OpenCV's pyramidal Lucas-Kanade, on the centres of Deforma's windows: the peer of the benchmark.

Arguments: before.tif after.tif window [px] step [px] threads output. The output is float32 in little endian: dx of
all windows row by row, then dy [px], NaN where OpenCV found none.
"""

import sys

import cv2
import numpy as np


def grey_levels(image):
    """The grey levels at 0.1 and 99.9 % of a 16-bit image."""
    counts = np.bincount(image.ravel(), minlength=65536).cumsum()
    return np.searchsorted(counts, [0.001 * counts[-1], 0.999 * counts[-1]])


def centres(size, window, step):
    """Window centres along an axis; OpenCV counts from the centre of the first pixel, Deforma from its edge."""
    first = window / 2 - (window - step) // 2
    return np.arange(first, size, step, dtype=np.float32) - np.float32(0.5)


def main():
    before, after, window, step, threads, output = sys.argv[1:]
    window, step = int(window), int(step)
    cv2.setNumThreads(int(threads))
    before = cv2.imread(before, cv2.IMREAD_UNCHANGED)
    after = cv2.imread(after, cv2.IMREAD_UNCHANGED)
    # PyrLK takes 8 bits; one stretch for both images, as it compares grey levels.
    low, high = grey_levels(before)
    levels = (np.arange(65536, dtype=np.float32) - low) * (255 / max(1, high - low))
    levels = np.rint(np.clip(levels, 0, 255)).astype(np.uint8)
    before, after = levels[before], levels[after]

    x, y = np.meshgrid(centres(before.shape[1], window, step), centres(before.shape[0], window, step))
    points = np.stack([x.ravel(), y.ravel()], axis=1)[:, np.newaxis]
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        before, after, points, None, winSize=(window, window), maxLevel=3,
        criteria=(cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 30, 0.01))
    flow = np.where(found != 0, (moved - points)[:, 0], np.nan)
    flow.T.astype("<f4").tofile(output)


main()
