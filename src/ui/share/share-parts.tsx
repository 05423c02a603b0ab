import { Checkbox, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import type { SharePart } from '../../lenses/share.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './share.module.css';

interface SharePartsProps {
  readonly lens: string;
  readonly parts: readonly SharePart[];
  /** Ids taken out. */
  readonly without: readonly string[];
  readonly onChange: (without: readonly string[]) => void;
}

/** The parts of a report, each to be taken out; one that cannot go says why. */
export function ShareParts({ lens, parts, without, onChange }: SharePartsProps) {
  const words = useWords();
  const { message } = useMessage();
  const id = useId();
  return (
    <Stack component="fieldset" gap="xs" className={classes.fieldset} aria-labelledby={id}>
      <Text fw={600} id={id}>
        {words('share.parts')}
      </Text>
      <Text size="sm" c="dimmed">
        {words('share.parts.always')}
      </Text>
      {parts.map(({ id: part, refused }) => (
        <Checkbox
          key={part}
          label={message({ code: `share.part.${lens}.${part}`, params: {} })}
          description={refused ? message(refused) : undefined}
          disabled={refused !== undefined}
          checked={refused === undefined && !without.includes(part)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? without.filter((other) => other !== part) : [...without, part])
          }
          classNames={{ description: classes.refused }}
        />
      ))}
    </Stack>
  );
}
