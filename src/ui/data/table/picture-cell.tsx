import type { PixelLayout } from '../../../core/images/pixel-layout.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PictureCanvas } from '../../pictures/picture-canvas.tsx';
import classes from './table-grid.module.css';
import type { ShownRow } from './use-row-windows.ts';

/** Longer side of a picture on the screen. */
const PICTURE = 40;

/** Head of the picture that pixel columns make. */
export function PixelsHead({ layout: { width, height, channels } }: { readonly layout: PixelLayout }) {
  const words = useWords();
  const colour = words(channels === 3 ? 'pictures.colour' : 'pictures.grey');
  return (
    <div className={classes.head} style={{ cursor: 'default' }}>
      <span className={classes.name}>{words('pictures.column')}</span>
      <span className={classes.facts}>{words('pictures.shape', { width, height, colour })}</span>
    </div>
  );
}

interface PictureCellProps {
  readonly row: ShownRow | undefined;
  /** The row's number, as written. */
  readonly number: string;
  readonly column: string | undefined;
  readonly label: string | null | undefined;
}

/** The picture of a row, or a dash. */
export function PictureCell({ row, number, column, label }: PictureCellProps) {
  const words = useWords();
  if (!row) return null;
  const found = row.pictures(column);
  if (!found) return <span aria-label={words('pictures.none', { row: number })}>–</span>;
  const alt = label ? words('pictures.alt-label', { row: number, label }) : words('pictures.alt', { row: number });
  return (
    <PictureCanvas
      pictures={found.cells}
      index={found.index}
      side={PICTURE}
      label={alt}
      {...(label ? { title: label } : {})}
    />
  );
}
