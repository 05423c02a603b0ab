import type { Picture } from '../core/images/resize.ts';
import type { PictureReading } from '../lenses/image/types.ts';
import type { PredictModel } from '../lenses/predict/model.ts';

/** What a training worker answers about pictures. */
export type ImageContract = {
  /**
   * One picture, by a picture model: what it takes it for, and where it looked. The picture has the size that the model
   * learned from, bytes from 0 black to 255 white (of pixel columns: the highest value there is).
   * @throws image.*
   */
  look: {
    args: {
      readonly model: PredictModel;
      readonly picture: Picture;
      /** `judged`: the one that never saw the test rows; `applied`: the one for new pictures. */
      readonly which: 'applied' | 'judged';
    };
    event: never;
    result: PictureReading;
  };
};
