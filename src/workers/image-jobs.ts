import { lookAt } from '../lenses/image/look.ts';
import type { Registries } from '../lenses/predict/pipeline.ts';
import type { ImageContract } from './image-contract.ts';
import type { Handlers } from './serve.ts';
import type { TrainContract } from './train-contract.ts';

/** What these jobs need of the worker that they run in. */
interface ImageJobOptions {
  readonly registries: () => Promise<Registries>;
}

/** The logic behind ImageContract. */
export function imageJobs({ registries }: ImageJobOptions): Pick<Handlers<TrainContract>, keyof ImageContract> {
  return {
    async look({ model, picture, which }, { signal }) {
      return lookAt(model, picture, which, await registries(), signal);
    },
  };
}
