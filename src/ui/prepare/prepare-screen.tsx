import { useWords } from '../i18n/use-words.ts';
import { Screen } from '../shell/screen.tsx';

/** What is asked of the table, and what is done to it before. */
export default function PrepareScreen() {
  const words = useWords();
  return <Screen title={words('step.prepare')} answer="" />;
}
