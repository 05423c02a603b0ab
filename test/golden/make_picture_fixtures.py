"""Reference pictures: files that Pillow writes with the pixels that it reads back, JPEGs turned in all eight ways that
EXIF knows, and pictures made smaller and larger by the mean of the area that each pixel covers.

    python make_picture_fixtures.py    (Pillow 10 or later, NumPy 1.26 or later)
"""

import base64
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

HERE = Path(__file__).parent
RNG = np.random.default_rng(3)
HEIGHT, WIDTH = 13, 19
SMOOTH = (np.add.outer(np.arange(HEIGHT), np.arange(WIDTH)) * 7.3 % 256).astype(np.uint8)
NOISE = RNG.integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)
COLOUR = np.stack([SMOOTH, SMOOTH[::-1], SMOOTH[:, ::-1]], 2)


def text(data):
    return base64.b64encode(data).decode()


def written(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def with_pixels(name, image, kind, **options):
    data = written(image, kind, **options)
    drawn = Image.open(io.BytesIO(data))
    rgba = np.asarray(drawn.convert("RGBA"))
    return {"name": name, "width": drawn.width, "height": drawn.height, "file": text(data), "rgba": text(rgba.tobytes())}


def pngs():
    return [
        with_pixels("grey", Image.fromarray(SMOOTH), "PNG"),
        with_pixels("colour", Image.fromarray(NOISE[:, :, :3]), "PNG"),
        with_pixels("colour, smooth", Image.fromarray(COLOUR), "PNG"),
        with_pixels("colour and alpha", Image.fromarray(NOISE), "PNG"),
        with_pixels("grey and alpha", Image.fromarray(NOISE[:, :, :2].copy(), "LA"), "PNG"),
        with_pixels("palette", Image.fromarray(NOISE[:, :, :3]).quantize(200), "PNG"),
        with_pixels("palette of 4 bits", Image.fromarray(NOISE[:, :, :3]).quantize(11), "PNG"),
        with_pixels("palette of 2 bits", Image.fromarray(NOISE[:, :, :3]).quantize(4), "PNG"),
        with_pixels("one bit", Image.fromarray(SMOOTH > 99), "PNG"),
    ]


def formats():
    """What the browser draws: exact where nothing is lost."""
    frames = [Image.fromarray(np.full((HEIGHT, WIDTH), value, np.uint8)) for value in (40, 200)]
    smooth = Image.fromarray(COLOUR)
    turned = [Image.Transpose.ROTATE_90, Image.Transpose.FLIP_LEFT_RIGHT]
    return [
        with_pixels("bmp", smooth, "BMP"),
        with_pixels("gif", smooth.quantize(64), "GIF"),
        with_pixels("gif of two frames", frames[0], "GIF", save_all=True, append_images=frames[1:]),
        with_pixels("webp, lossless", smooth, "WEBP", lossless=True),
        with_pixels("webp, lossy", smooth, "WEBP", quality=95),
        with_pixels("webp with alpha", Image.fromarray(NOISE), "WEBP", lossless=True, exact=True),
        with_pixels("jpeg", smooth.resize((40, 24), Image.Resampling.BICUBIC), "JPEG", quality=95, subsampling=0),
        with_pixels("jpeg, progressive", smooth.transpose(turned[0]), "JPEG", quality=95, progressive=True),
        with_pixels("jpeg, grey", Image.fromarray(SMOOTH).transpose(turned[1]), "JPEG", quality=95),
    ]


def turned():
    """The same upright picture of four fields, stored in each of the eight ways."""
    upright = np.zeros((16, 24, 3), np.uint8)
    upright[:8, :12] = (220, 30, 30)
    upright[:8, 12:] = (30, 200, 30)
    upright[8:, :12] = (30, 30, 220)
    upright[8:, 12:] = (230, 230, 60)
    t = Image.Transpose
    # What undoes the turn that each orientation asks for.
    stored = {
        1: None,
        2: t.FLIP_LEFT_RIGHT,
        3: t.ROTATE_180,
        4: t.FLIP_TOP_BOTTOM,
        5: t.TRANSPOSE,
        6: t.ROTATE_90,
        7: t.TRANSVERSE,
        8: t.ROTATE_270,
    }
    made = []
    for orientation, undo in stored.items():
        image = Image.fromarray(upright)
        image = image if undo is None else image.transpose(undo)
        exif = Image.Exif()
        exif[0x0112] = orientation
        made.append({"orientation": orientation, "file": text(written(image, "JPEG", quality=95, exif=exif))})
    return {"width": 24, "height": 16, "rgb": text(upright.tobytes()), "files": made}


def by_area(picture, height, width):
    def weights(source, target):
        edges = np.arange(target + 1) * source / target
        cells = np.arange(source)
        over = np.minimum(edges[1:, None], cells + 1) - np.maximum(edges[:-1, None], cells)
        over = np.clip(over, 0, None)
        return over / over.sum(1, keepdims=True)

    down = weights(picture.shape[0], height)
    across = weights(picture.shape[1], width)
    return np.einsum("yi,xj,ijc->yxc", down, across, picture.astype(float))


def resized():
    picture = NOISE[:, :, :3]
    sizes = [(5, 7), (13, 6), (4, 19), (26, 38), (1, 1), (20, 5)]
    made = [{"height": h, "width": w, "values": np.round(by_area(picture, h, w), 6).ravel().tolist()} for h, w in sizes]
    return {"height": HEIGHT, "width": WIDTH, "rgb": text(picture.tobytes()), "sizes": made}


def main():
    out = {"pngs": pngs(), "formats": formats(), "turned": turned(), "resized": resized()}
    (HERE / "pictures.json").write_text(json.dumps(out) + "\n")


main()
