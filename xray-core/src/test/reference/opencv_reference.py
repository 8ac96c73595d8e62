"""Makes the reference values of the tests of codec and image with opencv-python.

Run in this folder; writes ../resources/reference/opencv/. All inputs are synthetic.

    python -m venv VENV && VENV/bin/pip install -r opencv_requirements.txt
    VENV/bin/python opencv_reference.py [FOLDER]

With FOLDER, the folder of real radiographs that the tests know as xray.testData, it also writes the
digests of their preprocessed pixels; no pixel of theirs is written.
"""

import base64
import hashlib
import io
import json
import pathlib
import struct
import sys

import cv2
import numpy as np
from PIL import Image

OUT = pathlib.Path(__file__).parent / "../resources/reference/opencv"
WIDTH, HEIGHT = 29, 23


def scene(channels, depth=8, width=WIDTH, height=HEIGHT, seed=1):
    """Smooth shapes with a little noise, a different phase in each channel."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    planes = []
    for channel in range(channels):
        plane = 0.5 + 0.25 * np.sin(x / 4 + channel) + 0.2 * np.cos(y / 3 - channel)
        planes.append(np.clip(plane + random.normal(0, 0.02, plane.shape), 0, 1))
    values = np.stack(planes, axis=-1) * (2**depth - 1)
    values = np.rint(values).astype(np.uint16 if depth == 16 else np.uint8)
    return values[..., 0] if channels == 1 else values


def cv_encode(extension, array, *parameters):
    return cv2.imencode(extension, array, list(parameters))[1].tobytes()


def pil_encode(format, mode, array, **options):
    buffer = io.BytesIO()
    Image.fromarray(array, mode).save(buffer, format, **options)
    return buffer.getvalue()


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags.tobytes()


def files():
    grey, colour, alpha = scene(1), scene(3), scene(4)
    yield "grey.png", cv_encode(".png", grey)
    yield "grey16.png", cv_encode(".png", scene(1, 16))
    yield "grey_alpha.png", pil_encode("PNG", "LA", scene(2))
    yield "colour.png", cv_encode(".png", colour)
    yield "colour16.png", cv_encode(".png", scene(3, 16))
    yield "colour_alpha.png", cv_encode(".png", alpha)
    yield "palette.png", palette()
    yield "grey.jpg", cv_encode(".jpg", grey)
    yield "colour.jpg", cv_encode(".jpg", colour)
    yield "progressive.jpg", cv_encode(".jpg", colour, cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
    yield "cmyk.jpg", pil_encode("JPEG", "CMYK", alpha)
    for orientation in range(1, 9):
        yield f"exif{orientation}.jpg", pil_encode("JPEG", "L", grey, exif=exif(orientation))
    yield "exif6.png", pil_encode("PNG", "L", grey, exif=exif(6))
    yield "grey.tif", cv_encode(".tif", grey)
    yield "grey16.tif", cv_encode(".tif", scene(1, 16))
    yield "colour.tif", cv_encode(".tif", colour)
    yield "colour_alpha.tif", cv_encode(".tif", alpha)
    yield "colour.bmp", cv_encode(".bmp", colour)
    yield "grey.bmp", cv_encode(".bmp", grey)
    yield "colour.webp", cv_encode(".webp", colour, cv2.IMWRITE_WEBP_QUALITY, 90)
    yield "lossless.webp", cv_encode(".webp", colour, cv2.IMWRITE_WEBP_QUALITY, 101)
    yield "alpha.webp", cv_encode(".webp", alpha, cv2.IMWRITE_WEBP_QUALITY, 101)


def palette():
    buffer = io.BytesIO()
    Image.fromarray(scene(3), "RGB").quantize(32).save(buffer, "PNG")
    return buffer.getvalue()


def decoded(content):
    """8-bit grey: what IMREAD_GRAYSCALE gives for 8-bit files; 16 bits are scaled by 1/257."""
    pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_ANYDEPTH)
    if pixels.dtype == np.uint16:
        return np.rint(pixels / 257).astype(np.uint8)
    assert np.array_equal(
        pixels, cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    )
    return pixels


def image(pixels):
    return {
        "width": pixels.shape[1],
        "height": pixels.shape[0],
        "pixels": base64.b64encode(pixels.tobytes()).decode(),
    }


def letterbox(pixels, width, height, method):
    scale = min(width / pixels.shape[1], height / pixels.shape[0])
    inner = (int(pixels.shape[1] * scale + 0.5), int(pixels.shape[0] * scale + 0.5))
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    return cv2.copyMakeBorder(
        cv2.resize(pixels, inner, interpolation=method),
        top, height - inner[1] - top, left, width - inner[0] - left,
        cv2.BORDER_CONSTANT, value=0)


def preprocessed():
    """Pixels after preprocessing, by equalization, fit, resampling and size."""
    source = scene(1, width=67, height=53, seed=2) // 2 + 40
    clahe = cv2.createCLAHE(clipLimit=2, tileGridSize=(8, 8))
    yield "source", source
    yield "HISTOGRAM STRETCH BILINEAR 67x53", cv2.equalizeHist(source)
    yield "CLAHE STRETCH BILINEAR 67x53", clahe.apply(source)
    for width, height in ((20, 20), (200, 200), (31, 17)):
        for name, method in (("BILINEAR", cv2.INTER_LINEAR), ("AREA", cv2.INTER_AREA)):
            size = f"{width}x{height}"
            yield f"NONE STRETCH {name} {size}", cv2.resize(
                source, (width, height), interpolation=method)
            yield f"HISTOGRAM STRETCH {name} {size}", cv2.resize(
                cv2.equalizeHist(source), (width, height), interpolation=method)
            yield f"CLAHE LETTERBOX {name} {size}", letterbox(
                clahe.apply(source), width, height, method)
    constant = np.full((53, 67), 77, np.uint8)
    yield "constant", constant
    yield "constant equalised", cv2.equalizeHist(constant)


def real(folder):
    """SHA-256 over number, width, height, then label 1 and the article's pixels of each file."""
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    digest = hashlib.sha256(struct.pack(">3i", len(files), 200, 200))
    for file in files:
        pixels = cv2.resize(cv2.equalizeHist(decoded(file.read_bytes())), (200, 200))
        digest.update(b"\x01" + pixels.tobytes())
    return digest.hexdigest()


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, content in files():
        (OUT / name).write_bytes(content)
        expected[name] = image(decoded(content))
    write("decoded.json", expected)
    write("preprocessed.json", {name: image(pixels) for name, pixels in preprocessed()})
    for data in sys.argv[1:]:
        folders = "covid-chestxray-dataset/images", "chest_xray/train/NORMAL", "nih-no-finding"
        write("real.json", {name: real(pathlib.Path(data) / name) for name in folders})


def write(name, values):
    text = json.dumps({"opencv": cv2.__version__, "images": values}, indent=1)
    (OUT / name).write_text(text + "\n")


if __name__ == "__main__":
    main()
