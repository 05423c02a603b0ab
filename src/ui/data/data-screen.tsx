import { useWords } from '../i18n/use-words.ts';
import { Screen } from '../shell/screen.tsx';

/** What is in the table and what is wrong with it. */
export default function DataScreen({ column }: { readonly column: string | undefined }) {
  const words = useWords();
  return <Screen title={words('step.data')} answer={column ?? ''} />;
}
