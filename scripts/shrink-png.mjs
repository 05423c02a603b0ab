import { crc32, deflateSync } from 'node:zlib';

/** As many as one byte a pixel can name. */
const COLOURS = 256;

/**
 * A screenshot with at most 256 colours, which is what interfaces need: a third of the bytes.
 * @param {import('playwright-core').Page} page any page, whose canvas decodes the picture
 * @param {Buffer} png
 * @returns {Promise<Buffer>} the same picture, each rare colour replaced by the nearest of the commonest
 */
export async function shrinkPng(page, png) {
  const { width, height, pixels } = await page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let text = '';
    for (let i = 0; i < rgba.length; i += 32_768) text += String.fromCharCode(...rgba.subarray(i, i + 32_768));
    return { width: bitmap.width, height: bitmap.height, pixels: btoa(text) };
  }, png.toString('base64'));
  const rgba = Buffer.from(pixels, 'base64');
  const { palette, indexes } = toPalette(rgba, width * height);
  return encode(width, height, palette, indexes);
}

/** The commonest colours, and for each pixel which of them is nearest. */
function toPalette(rgba, count) {
  const counts = new Map();
  const colourAt = (i) => (rgba[4 * i] << 16) | (rgba[4 * i + 1] << 8) | rgba[4 * i + 2];
  for (let i = 0; i < count; i++) counts.set(colourAt(i), (counts.get(colourAt(i)) ?? 0) + 1);
  const palette = spread([...counts].toSorted((a, b) => b[1] - a[1]).map(([colour]) => colour));
  const nearest = new Map(palette.map((colour, index) => [colour, index]));
  const indexes = Buffer.alloc(count);
  for (let i = 0; i < count; i++) {
    const colour = colourAt(i);
    let index = nearest.get(colour);
    if (index === undefined) {
      index = nearestOf(palette, colour);
      nearest.set(colour, index);
    }
    indexes[i] = index;
  }
  return { palette, indexes };
}

/** The commonest colours that differ enough from one another, so that rare but far ones (a chart's) are kept too. */
function spread(byCount) {
  for (let least = 0; ; least += 8) {
    const kept = [];
    for (const colour of byCount) {
      if (kept.every((other) => distance(colour, other) > least)) kept.push(colour);
      if (kept.length > COLOURS) break;
    }
    if (kept.length <= COLOURS) return kept;
  }
}

function distance(a, b) {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

function nearestOf(palette, colour) {
  let best = 0;
  for (let i = 1; i < palette.length; i++) {
    if (distance(palette[i], colour) < distance(palette[best], colour)) best = i;
  }
  return best;
}

/** A PNG of colour type 3, one byte a pixel. */
function encode(width, height, palette, indexes) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = 3;
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) indexes.copy(lines, y * (width + 1) + 1, y * width, (y + 1) * width);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
