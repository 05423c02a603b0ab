import { Checkbox, Stack, Text } from '@mantine/core';
import type { SharePart } from '../../lenses/share.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';

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
  return (
    <Stack component="fieldset" gap="xs" p={0} m={0} style={{ border: 0 }}>
      <Text component="legend" fw={600} p={0} mb="xs">
        {words('share.parts')}
      </Text>
      {parts.map(({ id, refused }) => (
        <Checkbox
          key={id}
          label={message({ code: `share.part.${lens}.${id}`, params: {} })}
          description={refused ? message(refused) : undefined}
          disabled={refused !== undefined}
          checked={refused === undefined && !without.includes(id)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? without.filter((other) => other !== id) : [...without, id])
          }
        />
      ))}
    </Stack>
  );
}
