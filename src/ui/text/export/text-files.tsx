import { ModelFiles } from '../../predict/export/predict-files.tsx';

/** The files of a model of texts: its card and its receipt. Itself it leaves for no other program: it knows words. */
export function TextFiles({ stem }: { readonly stem: string }) {
  return <ModelFiles stem={stem} programs={false} />;
}
