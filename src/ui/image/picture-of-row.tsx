import { PictureCanvas } from '../pictures/picture-canvas.tsx';
import classes from './image.module.css';
import type { RowPictures } from './use-pictures.ts';

interface PictureOfRowProps {
  readonly pictures: RowPictures | undefined;
  readonly row: number;
  readonly label: string;
  readonly side: number;
}

/** The picture of a row; its place is kept while it is on its way, and where there is none. */
export function PictureOfRow({ pictures, row, label, side }: PictureOfRowProps) {
  const index = pictures?.indexOf(row);
  return (
    <span className={classes.frame} style={{ width: side, height: side }} aria-busy={!pictures}>
      {pictures && index !== undefined && (
        <PictureCanvas pictures={pictures.cells} index={index} label={label} side={side} />
      )}
    </span>
  );
}
