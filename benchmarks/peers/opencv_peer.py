"""opencv-python on one thread as a contender, doing what xray's article recipe does: `opencv_peer.py FILES`; see worker.py.

FILES is files.txt of PeerFiles. Says first how far its pixels are from xray's: another version of OpenCV rounds
otherwise here and there.
"""

import sys
from pathlib import Path

import cv2
import numpy as np
from worker import serve


def preprocessed(file):
    """Decoded to 8-bit grey, equalised, stretched to 200 x 200."""
    pixels = cv2.imdecode(np.fromfile(file, dtype=np.uint8), cv2.IMREAD_ANYDEPTH)
    if pixels.dtype == np.uint16:
        pixels = ((pixels.astype(np.uint32) + 128) // 257).astype(np.uint8)
    return cv2.resize(cv2.equalizeHist(pixels), (200, 200), interpolation=cv2.INTER_LINEAR)


def main():
    cv2.setNumThreads(1)
    files = Path(sys.argv[1])
    names = files.read_text().splitlines()
    expected = np.fromfile(files.parent / "preprocessed.u8", dtype=np.uint8).reshape(-1, 200, 200)
    found = np.stack([preprocessed(name) for name in names])
    levels = np.abs(found.astype(int) - expected)

    def run(*_):
        for name in names:
            preprocessed(name)

    serve(run, f"{100 * np.mean(levels > 0):.2f}% of the pixels are others than xray's, by {levels.max()} levels at most")


if __name__ == "__main__":
    main()
