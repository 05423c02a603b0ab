import type { Sharing } from '../../app/sharing.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './share.module.css';

/** What was held back of a report and why; a part that says so itself is not told twice. */
export function HeldBack({ sharing }: { readonly sharing: Sharing }) {
  const words = useWords();
  const { message } = useMessage();
  const told = new Set(sharing.parts.map(({ refused }) => refused?.code));
  const held = sharing.held.filter(({ code }) => !told.has(code));
  if (held.length === 0) return null;
  return (
    <details className={classes.held}>
      <summary>{words('share.held', { count: held.length })}</summary>
      <ul>
        {held.map((each, index) => (
          <li key={`${each.code} ${index}`}>{message(each)}</li>
        ))}
      </ul>
    </details>
  );
}
