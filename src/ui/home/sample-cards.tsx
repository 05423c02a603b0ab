import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Sample } from '../../app/samples/catalogue.ts';
import { useCommands } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './sample-cards.module.css';

/** Questions that founders ask, each with made-up data that opens in one click. */
export function SampleCards({ samples }: { readonly samples: readonly Pick<Sample, 'id' | 'rowCount'>[] }) {
  const words = useWords();
  const format = useFormat();
  const { message } = useMessage();
  const commands = useCommands();
  const [opening, setOpening] = useState<string | null>(null);
  if (samples.length === 0) return null;
  const open = async (id: string) => {
    setOpening(id);
    await commands.openSample(id);
    setOpening(null);
  };
  return (
    <section aria-labelledby="samples">
      <h2 id="samples" className={classes.title}>
        {words('home.questions')}
      </h2>
      <ul className={classes.cards}>
        {samples.map(({ id, rowCount }) => (
          <li key={id}>
            <UnstyledButton className={classes.card} disabled={opening !== null} onClick={() => void open(id)}>
              <strong>{message({ code: `sample.${id}.question`, params: {} })}</strong>
              <span>{message({ code: `sample.${id}.about`, params: {} })}</span>
              <span className={classes.size}>
                {opening === id
                  ? words('panel.loading')
                  : words('home.sample-made-up', { rows: format.count(rowCount) })}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
