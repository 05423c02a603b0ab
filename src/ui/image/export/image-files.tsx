import { ModelFiles } from '../../predict/export/predict-files.tsx';

/** The files of a model of pictures: its card and its receipt. Itself it leaves for no other program. */
export function ImageFiles({ stem }: { readonly stem: string }) {
  return <ModelFiles stem={stem} programs={false} />;
}
