import { useEffect, useRef } from 'react';
import type { PictureCells } from '../../core/images/picture-cells.ts';
import classes from './picture-canvas.module.css';

interface PictureCanvasProps {
  readonly pictures: PictureCells;
  /** Which of them. */
  readonly index: number;
  /** What it is, in words. */
  readonly label: string;
  /** Pixels of the screen that its longer side takes up. */
  readonly side: number;
  /** Shown by the pointer; absent: the label. */
  readonly title?: string;
}

/** One small picture with its pixels to be seen. */
export function PictureCanvas({ pictures, index, label, side, title = label }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = pictures;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(imageData(pictures, index), 0, 0);
  }, [pictures, index]);
  const scale = side / Math.max(width, height);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      title={title}
      width={width}
      height={height}
      className={classes.picture}
      style={{ width: width * scale, height: height * scale }}
    />
  );
}

function imageData({ width, height, channels, pixels }: PictureCells, index: number): ImageData {
  const count = width * height;
  const rgba = new Uint8ClampedArray(count * 4).fill(255);
  const start = index * count * channels;
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = pixels[start + i * channels + (channels === 3 ? c : 0)] ?? 0;
  }
  return new ImageData(rgba, width, height);
}
