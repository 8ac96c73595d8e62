"""Writes DICOM files with pydicom, and what pydicom makes of them, for DicomTest.

    pip install -r dicom_requirements.txt
    python dicom_reference.py ../resources/reference/dicom
    python dicom_reference.py --bundled <file> [<folder>...]

The last writes what pydicom makes of its own test files and of all that it decodes in folders, such as the
repositories pydicom-data and pylibjpeg-data; DicomTest takes that from -Dxray.dicomReference=<file>.

Files hold a drawn picture, no patient: a bright ellipse with two dark ones. `files/` holds them, and
`expected.json` the grey levels: stored values -> modality table or slope -> VOI table or window, all
three by pydicom -> 0..255 -> MONOCHROME1 turned round. Where there is neither table nor window,
8 bits stay as they are and deeper values are stretched from the lowest to the highest, without padding.
JPEG is encoded by Pillow and decoded by its libjpeg, JPEG 2000 by pylibjpeg-openjpeg, RLE by pydicom. JPEG
Lossless is encoded below, by the standard's text, and decoded by pylibjpeg-libjpeg.

`refused.json` names files that must be refused, with words that the message must have.
"""

import base64
import io
import json
import struct
import sys
from pathlib import Path

import imagecodecs
import numpy as np
import pydicom
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.pixels import apply_modality_lut, apply_voi_lut, pixel_array
from pydicom.pixels.processing import apply_color_lut
from pydicom.sequence import Sequence
from pydicom.uid import UID

IMPLICIT = "1.2.840.10008.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
DEFLATED = "1.2.840.10008.1.2.1.99"
BIG = "1.2.840.10008.1.2.2"
JPEG = "1.2.840.10008.1.2.4.50"
JPEG_EXTENDED = "1.2.840.10008.1.2.4.51"
HTJ2K_LOSSLESS = "1.2.840.10008.1.2.4.201"
HTJ2K_LOSSLESS_RPCL = "1.2.840.10008.1.2.4.202"
HTJ2K = "1.2.840.10008.1.2.4.203"
JPEG_LOSSLESS = "1.2.840.10008.1.2.4.57"
JPEG_LOSSLESS_FIRST = "1.2.840.10008.1.2.4.70"
J2K_LOSSLESS = "1.2.840.10008.1.2.4.90"
J2K = "1.2.840.10008.1.2.4.91"
RLE = "1.2.840.10008.1.2.5"

ROWS, COLUMNS = 37, 52


def picture(top, low=0):
    """A picture with values from low to top, the same every time."""
    y, x = np.mgrid[0:ROWS, 0:COLUMNS].astype(float)
    body = ((x - 26) / 24) ** 2 + ((y - 18) / 17) ** 2 < 1
    left = ((x - 17) / 7) ** 2 + ((y - 17) / 11) ** 2 < 1
    right = ((x - 35) / 7) ** 2 + ((y - 18) / 12) ** 2 < 1
    value = np.where(body, 0.75, 0.05) - 0.45 * (left | right)
    value += 0.2 * x / COLUMNS + 0.04 * np.sin(y)
    value = (value - value.min()) / (value.max() - value.min())
    return np.round(low + value * (top - low)).astype(int)


def header(photometric="MONOCHROME2", stored=12, signed=False, allocated=None, samples=1):
    ds = Dataset()
    ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    ds.SOPInstanceUID = "1.2.826.0.1.3680043.8.498.1"
    # What must never be seen in an output.
    ds.PatientName = "Secretname^Anna"
    ds.PatientBirthDate = "19431231"
    ds.InstitutionName = "Secret Hospital"
    ds.ReferringPhysicianName = "Secretphysician^Bert"
    ds.AccessionNumber = "SECRET4711"
    ds.StudyDate = "20200229"
    ds.PatientComments = "secret comment"
    ds.PatientID = "P-007"
    ds.PatientSex = "F"
    ds.PatientAge = "045Y"
    ds.Modality = "DX"
    ds.ViewPosition = "PA"
    # A sequence before the pixels, with pixels of its own.
    icon = Dataset()
    icon.Rows, icon.Columns, icon.BitsAllocated, icon.BitsStored, icon.HighBit = 2, 2, 8, 8, 7
    icon.SamplesPerPixel, icon.PixelRepresentation = 1, 0
    icon.PhotometricInterpretation = "MONOCHROME1"
    icon.PixelData = b"\0\1\2\3"
    ds.IconImageSequence = Sequence([icon])
    ds.SamplesPerPixel = samples
    ds.PhotometricInterpretation = photometric
    ds.Rows, ds.Columns = ROWS, COLUMNS
    ds.BitsAllocated = allocated or (8 if stored <= 8 else 16)
    ds.BitsStored = stored
    ds.HighBit = stored - 1
    ds.PixelRepresentation = int(signed)
    if samples > 1:
        ds.PlanarConfiguration = 0
    return ds


def table(values, first, bits, signed=False):
    item = Dataset()
    item.add_new(0x00283002, "SS" if signed else "US", [len(values) % 65536, first, bits])
    item.add_new(0x00283006, "US", [int(value) for value in values])
    return Sequence([item])


def native(ds, values, big=False):
    kind = ("i" if ds.PixelRepresentation else "u") + str(ds.BitsAllocated // 8)
    data = np.asarray(values).astype((">" if big else "<") + kind).tobytes()
    if len(data) % 2:
        data += b"\0"
    if big and ds.BitsAllocated == 8:
        data = np.frombuffer(data, ">u2").astype("<u2").tobytes()  # OW: words of two pixels
    ds.PixelData = data
    ds["PixelData"].VR = "OW" if big or ds.BitsAllocated == 16 else "OB"


def write(path, ds, syntax=EXPLICIT, compressed=None):
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = UID(syntax)
    ds.file_meta.MediaStorageSOPClassUID = ds.SOPClassUID
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    if compressed is not None:
        ds.PixelData = encapsulate([compressed])
        ds["PixelData"].VR = "OB"
        ds["PixelData"].is_undefined_length = True
    ds.save_as(path, enforce_file_format=True)


def jpeg(values, mode="L", **options):
    out = io.BytesIO()
    Image.fromarray(values.astype(np.uint8), mode).save(out, "JPEG", quality=92, **options)
    return out.getvalue()


def j2k(ds, values, syntax):
    """Compressed by pydicom, which takes OpenJPEG from pylibjpeg."""
    native(ds, values)
    write(io.BytesIO(), ds)
    options = {} if syntax == J2K_LOSSLESS else {"j2k_cr": [4]}
    ds.compress(UID(syntax), generate_instance_uid=False, **options)


class Bits:
    """The entropy-coded bytes of a JPEG scan."""

    def __init__(self):
        self.text = ""
        self.done = b""

    def put(self, value, count):
        self.text += format(value, f"0{count}b") if count else ""

    def flush(self):
        self.text += "1" * (-len(self.text) % 8)
        coded = bytes(int(self.text[i : i + 8], 2) for i in range(0, len(self.text), 8))
        self.done += coded.replace(b"\xff", b"\xff\0")
        self.text = ""


def lossless(values, bits, selection=1, shift=0, rows_to_restart=0, interleaved=True):
    """A JPEG Lossless frame (ITU-T T.81, annex H) of values [rows, columns] or [rows, columns, 3]."""
    planes = np.atleast_3d(values) >> shift
    rows, columns, count = planes.shape

    def segment(marker, content):
        return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content

    def predicted(plane, y, x):
        if y == 0 or rows_to_restart and y % rows_to_restart == 0:
            return plane[y, x - 1] if x else 1 << (bits - shift - 1)
        if x == 0:
            return plane[y - 1, x]
        a, b, c = plane[y, x - 1], plane[y - 1, x], plane[y - 1, x - 1]
        return [a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1), (a + b) >> 1][selection - 1]

    def scan(components):
        out = Bits()
        for y in range(rows):
            if rows_to_restart and y and y % rows_to_restart == 0:
                out.flush()
                out.done += bytes([0xFF, 0xD0 + (y // rows_to_restart - 1) % 8])
            for x in range(columns):
                for component in components:
                    plane = planes[..., component].astype(int)
                    difference = int(plane[y, x] - predicted(plane, y, x)) & 0xFFFF
                    if difference > 32768:
                        difference -= 65536
                    size = abs(difference).bit_length()
                    # Codes of 3 bits for 0 to 5, of 6 bits for 6 to 16.
                    out.put(*((size, 3) if size < 6 else (48 + size - 6, 6)))
                    if size < 16:
                        out.put(difference if difference >= 0 else difference + (1 << size) - 1, size)
        out.flush()
        heads = b"".join(bytes([component + 1, 0]) for component in components)
        head = bytes([len(components)]) + heads + bytes([selection, 0, shift])
        return segment(0xDA, head) + out.done

    frame = b"\xff\xd8"
    parts = b"".join(bytes([component + 1, 0x11, 0]) for component in range(count))
    frame += segment(0xC3, struct.pack(">BHHB", bits, rows, columns, count) + parts)
    frame += segment(0xC4, bytes([0, 0, 0, 6, 0, 0, 11] + [0] * 10) + bytes(range(17)))
    if rows_to_restart:
        frame += segment(0xDD, struct.pack(">H", rows_to_restart * columns))
    scans = [range(count)] if interleaved else [[component] for component in range(count)]
    return frame + b"".join(scan(components) for components in scans) + b"\xff\xd9"


def lossless_files(save, colours):
    for stored, selection in ((8, 1), (10, 2), (12, 1), (12, 4), (13, 5), (15, 6), (16, 7), (16, 3)):
        ds = header(stored=stored)
        frame = lossless(picture(2**stored - 1), stored, selection)
        syntax = JPEG_LOSSLESS_FIRST if selection == 1 else JPEG_LOSSLESS
        save(f"lossless-{stored}u-{selection}.dcm", ds, syntax, frame)
    ds = header("MONOCHROME1", stored=12, signed=True)
    window(100, 3000)(ds)
    values = picture(2047, -2048) & 0xFFF
    save("lossless-12s.dcm", ds, JPEG_LOSSLESS_FIRST, lossless(values, 12))
    ds = header(stored=12)
    save("lossless-12-in-16.dcm", ds, JPEG_LOSSLESS_FIRST, lossless(picture(4000, 100), 16))
    ds = header(stored=12)
    window(2000, 3500)(ds)  # without one, all that is shifted looks alike
    save("lossless-shift.dcm", ds, JPEG_LOSSLESS, lossless(picture(4095), 12, 6, shift=2))
    ds = header(stored=12)
    save("lossless-restart.dcm", ds, JPEG_LOSSLESS, lossless(picture(4095), 12, 4, rows_to_restart=2))
    ds = header("RGB", 8, samples=3)
    save("lossless-rgb.dcm", ds, JPEG_LOSSLESS_FIRST, lossless(colours, 8))
    ds = header("RGB", 8, samples=3)
    save("lossless-rgb-scans.dcm", ds, JPEG_LOSSLESS, lossless(colours, 8, 7, interleaved=False))
    ds = header("YBR_FULL", 8, samples=3)
    save("lossless-ybr.dcm", ds, JPEG_LOSSLESS, lossless(colours, 8, 5, rows_to_restart=3))


def window(center, width, function=None):
    def change(ds):
        ds.WindowCenter, ds.WindowWidth = center, width
        if function:
            ds.VOILUTFunction = function

    return change


def files(folder):
    """Name to dataset and how to write it."""

    def save(name, ds, syntax=EXPLICIT, compressed=None):
        write(folder / name, ds, syntax, compressed)

    for stored in (8, 10, 12, 14, 16):
        for signed in (False, True):
            low = -(2 ** (stored - 1)) if signed else 0
            ds = header(stored=stored, signed=signed)
            native(ds, picture(low + 2**stored - 1, low))
            save(f"explicit-{stored}{'s' if signed else 'u'}.dcm", ds)
    ds = header(stored=12)
    native(ds, picture(3000, 100))
    save("implicit-12u", ds, IMPLICIT)
    ds = header(stored=8)
    native(ds, picture(255))
    save("implicit-8u.dcm", ds, IMPLICIT)
    ds = header(stored=12)
    native(ds, picture(3000, 100))
    save("deflated-12u.dcm", ds, DEFLATED)
    for stored, signed in ((8, False), (12, False), (12, True)):
        ds = header(stored=stored, signed=signed)
        low = -(2 ** (stored - 1)) if signed else 0
        native(ds, picture(low + 2**stored - 1, low), big=True)
        save(f"big-{stored}{'s' if signed else 'u'}.dcm", ds, BIG)

    def shown(name, change, stored=12, signed=False, top=4000, low=100, syntax=EXPLICIT, **kind):
        ds = header(stored=stored, signed=signed, **kind)
        native(ds, picture(top, low), big=syntax == BIG)
        change(ds)
        save(name, ds, syntax)

    def rescale(slope, intercept, then=lambda ds: None):
        def change(ds):
            ds.RescaleSlope, ds.RescaleIntercept = slope, intercept
            ds.RescaleType = "US"
            then(ds)

        return change

    shown("monochrome1.dcm", lambda ds: None, photometric="MONOCHROME1")
    shown("monochrome1-8.dcm", lambda ds: None, stored=8, top=240, low=3, photometric="MONOCHROME1")
    shown("monochrome1-window.dcm", window(2000, 1500), photometric="MONOCHROME1")
    shown("window-linear.dcm", window(2000, 1500))
    shown("window-exact.dcm", window(2000.5, 1500.25, "LINEAR_EXACT"))
    shown("window-sigmoid.dcm", window(2000, 900, "SIGMOID"))
    shown("window-one.dcm", window(2000, 1))
    shown("window-several.dcm", window([1800, 40], [2500, 80]))
    shown("window-8.dcm", window(100, 90), stored=8, top=250, low=3)
    shown("rescale.dcm", rescale(2.5, -1024))
    shown("rescale-negative.dcm", rescale(-1, 4095))
    shown("rescale-8.dcm", rescale(0.5, 3), stored=8, top=250, low=3)
    shown("rescale-window.dcm", rescale(0.5, -500, window(400, 900)), signed=True, top=1900, low=-900)

    def padded(ds):
        values = picture(3000, 700)
        values[:5] = -2000 % 65536
        values[:, :4] = 63000
        native(ds, values.astype("u2"))
        ds.PixelPaddingValue, ds.PixelPaddingRangeLimit = 63536, 63000

    shown("padding.dcm", padded, stored=16)

    def modality_table(ds):
        ds.ModalityLUTSequence = table(
            np.sqrt(np.arange(4096) / 4095) * 65535, 0, 16)

    shown("modality-table.dcm", modality_table)

    def voi_table(first, count, bits, signed=False):
        def change(ds):
            values = ((np.arange(count) / (count - 1)) ** 2) * (2**bits - 1)
            ds.VOILUTSequence = table(np.round(values), first, bits, signed)
            # A table goes before a window.
            ds.WindowCenter, ds.WindowWidth = 10, 10

        return change

    shown("voi-table-16.dcm", voi_table(200, 3000, 16))
    shown("voi-table-12.dcm", voi_table(0, 4096, 12))
    # pydicom counts the entries of such a table in 8 bits.
    shown("voi-table-8.dcm", voi_table(30, 200, 8), stored=8, top=250, low=3)
    shown("voi-table-signed.dcm", voi_table(-500, 2000, 16, True), signed=True, top=2000, low=-900)
    shown("voi-table-implicit.dcm", voi_table(-500, 2000, 16, True), signed=True, top=2000, low=-900,
          syntax=IMPLICIT)
    shown("voi-table-big.dcm", voi_table(200, 3000, 16), syntax=BIG)
    shown("voi-table-monochrome1.dcm", voi_table(200, 3000, 16), photometric="MONOCHROME1")

    def high_bit(ds):
        ds.HighBit = 15
        native(ds, (picture(4000, 100) << 4) | 5)  # an overlay in the bits that do not count

    shown("high-bit.dcm", high_bit)

    def overlay(ds):
        native(ds, picture(4000, 100) | 0x5000)

    shown("overlay-bits.dcm", overlay)

    colours = np.stack([picture(255), picture(200, 40), 255 - picture(250)], axis=-1)
    ds = header("RGB", 8, samples=3)
    native(ds, colours)
    save("rgb.dcm", ds)
    ds = header("RGB", 8, samples=3)
    native(ds, np.moveaxis(colours, 2, 0))
    ds.PlanarConfiguration = 1
    save("rgb-planar.dcm", ds)
    ds = header("YBR_FULL", 8, samples=3)
    native(ds, colours)
    save("ybr.dcm", ds)
    ds = header("PALETTE COLOR", 8)
    native(ds, picture(99))
    for i, name in enumerate(("Red", "Green", "Blue")):
        setattr(ds, f"{name}PaletteColorLookupTableDescriptor", [90, 5, 16])
        values = (np.arange(90) * (650 - 60 * i)).astype("<u2").tobytes()
        setattr(ds, f"{name}PaletteColorLookupTableData", values)
    save("palette.dcm", ds)

    ds = header(stored=8)
    save("jpeg.dcm", ds, JPEG, jpeg(picture(255)))
    ds = header("MONOCHROME1", stored=8)
    window(120, 200)(ds)
    save("jpeg-monochrome1-window.dcm", ds, JPEG, jpeg(picture(255)))
    ds = header(stored=8)
    save("jpeg-extended-8.dcm", ds, JPEG_EXTENDED, jpeg(picture(255)))
    ds = header(stored=8)
    write(folder / "jpeg-fragments", ds, JPEG, jpeg(picture(255)))
    ds = pydicom.dcmread(folder / "jpeg-fragments")
    ds.PixelData = encapsulate([jpeg(picture(255))], fragments_per_frame=4)
    ds["PixelData"].VR = "OB"
    ds.save_as(folder / "jpeg-fragments", enforce_file_format=True)
    ds = header("YBR_FULL_422", stored=8, samples=3)
    save("jpeg-colour.dcm", ds, JPEG, jpeg(colours, "RGB"))

    lossless_files(save, colours)
    ds = header(stored=12)
    write(folder / "lossless-fragments", ds, JPEG_LOSSLESS_FIRST, lossless(picture(4000, 100), 12))
    ds = pydicom.dcmread(folder / "lossless-fragments")
    ds.PixelData = encapsulate([lossless(picture(4000, 100), 12)], fragments_per_frame=5)
    ds["PixelData"].VR = "OB"
    ds.save_as(folder / "lossless-fragments", enforce_file_format=True)

    for stored in (8, 12, 16):
        for signed in (False, True):
            low = -(2 ** (stored - 1)) if signed else 0
            ds = header(stored=stored, signed=signed)
            j2k(ds, picture(low + 2**stored - 1, low), J2K_LOSSLESS)
            ds.save_as(folder / f"j2k-lossless-{stored}{'s' if signed else 'u'}.dcm", enforce_file_format=True)
    for stored, syntax, reversible in ((8, HTJ2K_LOSSLESS, True), (12, HTJ2K_LOSSLESS_RPCL, True),
                                       (16, HTJ2K_LOSSLESS, True), (12, HTJ2K, False)):
        ds = header(stored=stored)
        values = picture(2**stored - 1).astype("u1" if stored == 8 else "u2")
        frame = imagecodecs.htj2k_encode(values, reversible=reversible)
        save(f"htj2k-{stored}{'' if reversible else '-lossy'}.dcm", ds, syntax, frame)
    ds = header(stored=12)
    window(2000, 3500)(ds)
    j2k(ds, picture(4000, 100), J2K)
    ds.save_as(folder / "j2k-12u.dcm", enforce_file_format=True)
    ds = header("RGB", 8, samples=3)
    native(ds, colours)
    write(io.BytesIO(), ds)
    ds.PhotometricInterpretation = "YBR_RCT"
    ds.compress(UID(J2K_LOSSLESS), generate_instance_uid=False)
    ds.save_as(folder / "j2k-colour.dcm", enforce_file_format=True)

    for stored, signed in ((8, False), (12, False), (16, True)):
        low = -(2 ** (stored - 1)) if signed else 0
        ds = header(stored=stored, signed=signed)
        native(ds, picture(low + 2**stored - 1, low))
        write(io.BytesIO(), ds)
        ds.compress(UID(RLE), generate_instance_uid=False)
        ds.save_as(folder / f"rle-{stored}{'s' if signed else 'u'}.dcm", enforce_file_format=True)
    ds = header("RGB", 8, samples=3)
    native(ds, colours)
    write(io.BytesIO(), ds)
    ds.compress(UID(RLE), generate_instance_uid=False)
    ds.save_as(folder / "rle-rgb.dcm", enforce_file_format=True)


def refused(folder):
    """Writes files that must be refused; returns words that the message must have."""
    words = {}

    def save(name, ds, message, syntax=EXPLICIT):
        write(folder / name, ds, syntax)
        words[name] = message

    ds = header(stored=12)
    ds.NumberOfFrames = 3
    native(ds, np.stack([picture(4000)] * 3))
    save("frames.dcm", ds, "3 frames")
    ds = header(stored=12)
    ds.NumberOfFrames = 2
    frame = lossless(picture(4000), 12)
    write(folder / "frames-compressed.dcm", ds, JPEG_LOSSLESS_FIRST, frame)
    ds.PixelData = encapsulate([frame, frame])
    ds.save_as(folder / "frames-compressed.dcm", enforce_file_format=True)
    words["frames-compressed.dcm"] = "2 frames"
    for allocated in (1, 32):
        ds = header(stored=allocated, allocated=allocated)
        ds.PixelData = bytes(ROWS * COLUMNS * allocated // 8)
        ds["PixelData"].VR = "OW"
        save(f"bits-{allocated}.dcm", ds, f"{allocated} bits a value")
    ds = header(stored=12)
    save("no-pixels.dcm", ds, "without pixels")
    ds = header(stored=32, allocated=32)
    ds.FloatPixelData = bytes(4 * ROWS * COLUMNS)
    save("float.dcm", ds, "floating-point pixels")
    ds = header("HSV", 8, samples=3)
    native(ds, np.zeros((ROWS, COLUMNS, 3)))
    save("photometric.dcm", ds, "photometric interpretation HSV")
    for width, function in ((0, "LINEAR"), (-2, "SIGMOID")):
        ds = header(stored=12)
        native(ds, picture(4000))
        ds.WindowCenter, ds.WindowWidth, ds.VOILUTFunction = 100, width, function
        save(f"width{width}.dcm", ds, f"window width of {width}.0")
    ds = header(stored=12)
    native(ds, picture(4000))
    ds.WindowCenter, ds.WindowWidth, ds.VOILUTFunction = 100, 20, "CUBIC"
    save("function.dcm", ds, "window function CUBIC")
    ds = header("PALETTE COLOR", 8)
    native(ds, picture(99))
    ds.SegmentedRedPaletteColorLookupTableData = bytes(8)
    save("segmented.dcm", ds, "segmented palette")
    ds = header(stored=12)
    native(ds, picture(4000))
    ds.Rows = 2 * ROWS
    save("short.dcm", ds, "is truncated")
    ds = header(stored=12)
    native(ds, picture(4000))
    ds.Rows = ds.Columns = 20000
    save("large.dcm", ds, "20000 x 20000 pixels; at most")
    return words


def grey(path):
    """What pydicom makes of a file, as xray's grey levels."""
    ds = pydicom.dcmread(path)
    plugin = "pillow" if ds.file_meta.TransferSyntaxUID in (JPEG, JPEG_EXTENDED) and ds.BitsAllocated == 8 else ""
    raw = pixel_array(ds, raw=True, decoding_plugin=plugin)
    if path.name == "lossless-shift.dcm":  # pylibjpeg-libjpeg does not shift back, libjpeg-turbo does
        raw = imagecodecs.jpeg8_decode(next(generate_frames(ds.PixelData, number_of_frames=1)))
    photometric = ds.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        if ds.file_meta.TransferSyntaxUID == BIG:  # pydicom leaves the words of a palette as they are
            for name in ("Red", "Green", "Blue"):
                key = f"{name}PaletteColorLookupTableData"
                ds[key].value = np.frombuffer(ds[key].value, ">u2").astype("<u2").tobytes()
        colours = apply_color_lut(raw, ds).astype(float)
        share = colours @ [0.299, 0.587, 0.114] / (2 ** ds.RedPaletteColorLookupTableDescriptor[2] - 1)
    elif photometric in ("YBR_FULL", "YBR_FULL_422"):
        share = raw[..., 0] / (2**ds.BitsStored - 1)
    elif ds.SamplesPerPixel == 3:
        share = raw.astype(float) @ [0.299, 0.587, 0.114] / (2**ds.BitsStored - 1)
    else:
        if ds.HighBit != ds.BitsStored - 1:  # pydicom does not look at it
            raw = np.frombuffer(ds.PixelData, "<u2").reshape(raw.shape) >> (ds.HighBit + 1 - ds.BitsStored)
        share = grey_share(ds, raw)
        if photometric == "MONOCHROME1":
            share = 1 - share
    return np.floor(np.clip(share, 0, 1) * 255 + 0.5).astype(np.uint8)


def grey_share(ds, raw):
    values = apply_modality_lut(raw, ds)
    if ds.get("VOILUTSequence"):
        return apply_voi_lut(values, ds) / (2 ** ds.VOILUTSequence[0].LUTDescriptor[2] - 1)
    if "WindowCenter" in ds and "WindowWidth" in ds:
        # pydicom maps a window to the range that its values can have.
        low, high = apply_voi_lut(np.array([-1e9, 1e9]), ds)
        with np.errstate(over="ignore"):
            return (apply_voi_lut(values, ds) - low) / (high - low)
    if ds.BitsStored <= 8:
        lowest = -(2 ** (ds.BitsStored - 1)) if ds.PixelRepresentation else 0
        every = np.arange(lowest, lowest + 2**ds.BitsStored)
        every = apply_modality_lut(every, ds)
    else:
        shown = np.ones(raw.shape, bool)
        if "PixelPaddingValue" in ds:
            ends = sorted((ds.PixelPaddingValue, ds.get("PixelPaddingRangeLimit", ds.PixelPaddingValue)))
            shown = (raw < ends[0]) | (raw > ends[1])
        every = values[shown]
    low, high = every.min(), every.max()
    return (values - float(low)) / max(1e-12, float(high) - float(low))


def image(path):
    levels = grey(path)
    return {
        "width": levels.shape[1],
        "height": levels.shape[0],
        "pixels": base64.b64encode(levels.tobytes()).decode(),
    }


def document(paths):
    images = {path.name: image(path) for path in sorted(paths)}
    return {"pydicom": pydicom.__version__, "numpy": np.__version__, "images": images}


BUNDLED = """693_J2KI.dcm CT_small.dcm ExplVR_BigEnd.dcm J2K_pixelrep_mismatch.dcm
JPEG2000.dcm MR_small.dcm MR_small_RLE.dcm MR_small_bigendian.dcm
MR_small_expb.dcm MR_small_implicit.dcm SC_rgb_jpeg_gdcm.dcm MR_small_jp2klossless.dcm MR_small_padded.dcm
SC_rgb_dcmtk_+eb+cy+n1.dcm SC_rgb_dcmtk_+eb+cy+n2.dcm SC_rgb_dcmtk_+eb+cy+np.dcm SC_rgb_dcmtk_+eb+cy+s2.dcm
SC_rgb_dcmtk_+eb+cy+s4.dcm SC_rgb_gdcm_KY.dcm SC_rgb_jpeg_dcmd.dcm SC_rgb_jpeg_dcmtk.dcm
SC_rgb_jpeg_lossy_gdcm.dcm SC_rgb_rle.dcm SC_rgb_rle_16bit.dcm SC_rgb_small_odd.dcm
SC_rgb_small_odd_big_endian.dcm SC_rgb_small_odd_jpeg.dcm SC_ybr_full_422_uncompressed.dcm
SC_rgb_dcmtk_+eb+cr.dcm SC_jpeg_no_color_transform_2.dcm
SC_rgb_jpeg_app14_dcmd.dcm GDCMJ2K_TextGBR.dcm
examples_jpeg2k.dcm examples_overlay.dcm examples_palette.dcm examples_rgb_color.dcm image_dfl.dcm""".split()


def downloaded(folder):
    """What pydicom makes of the files with one frame in a folder, by path; those that it refuses are left out."""
    images = {}
    for path in sorted(Path(folder).resolve().rglob("*.dcm")):
        try:
            if int(pydicom.dcmread(path, stop_before_pixels=True).get("NumberOfFrames", 1) or 1) == 1:
                images[str(path)] = image(path)
        except Exception as error:
            print(f"{path}: {error}", file=sys.stderr)
    return images


def main():
    if sys.argv[1] == "--bundled":
        folder = Path(pydicom.__file__).parent / "data" / "test_files"
        result = document([folder / name for name in BUNDLED])
        result["folder"] = str(folder)
        result["downloaded"] = {name: levels for extra in sys.argv[3:] for name, levels in downloaded(extra).items()}
        Path(sys.argv[2]).write_text(json.dumps(result))
        return
    out = Path(sys.argv[1])
    folder = out / "files"
    folder.mkdir(parents=True, exist_ok=True)
    files(folder)
    result = document([path for path in folder.iterdir()])
    folder = out / "refused"
    folder.mkdir(parents=True, exist_ok=True)
    (out / "refused.json").write_text(json.dumps(refused(folder), indent=1) + "\n")
    (out / "expected.json").write_text(json.dumps(result, indent=1) + "\n")


main()
