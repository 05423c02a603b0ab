import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useMemo, useState } from 'react';
import type { SharingChoices } from '../../app/sharing.ts';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { HeldBack } from './held-back.tsx';
import { PersonalColumns } from './personal-columns.tsx';
import { ShareActions } from './share-actions.tsx';
import { ShareColumns } from './share-columns.tsx';
import { ShareParts } from './share-parts.tsx';
import { SharePreview } from './share-preview.tsx';
import classes from './share-report.module.css';
import { type Medium, useSharing } from './use-sharing.ts';

const TYPING_MS = 300;
/** A title is a line, not a letter. */
const LONGEST_TITLE = 120;

/** What goes into a report beside exactly that to look at, and the ways to hand it on. */
export function ShareReport() {
  const words = useWords();
  const project = useApp((state) => state.choices.name);
  const target = useApp((state) => (state.model.status === 'ready' ? state.model.value.target : ''));
  const [medium, setMedium] = useState<Medium>(location.protocol === 'file:' ? 'file' : 'link');
  const [title, setTitle] = useState(project || words('share.report.title', { target }));
  const [typed] = useDebouncedValue(title, TYPING_MS);
  const [without, setWithout] = useState<readonly string[]>([]);
  const [columnsOut, setColumnsOut] = useState<readonly string[]>([]);
  const [putBack, setPutBack] = useState<readonly string[]>([]);
  const choices = useMemo(
    (): SharingChoices => ({ title: typed.trim() || words('app.unnamed'), without, columnsOut, putBack }),
    [typed, without, columnsOut, putBack, words],
  );
  const { form, made, fresh } = useSharing(choices, medium);
  if (!form) return made.status === 'failed' ? <FailedPanel error={made.error} /> : <LoadingPanel />;
  return (
    <div className={classes.report}>
      <div className={classes.choices}>
        <Stack gap="lg">
          <Text size="sm">{words('share.report.lead')}</Text>
          <TextInput
            label={words('share.report.name')}
            value={title}
            maxLength={LONGEST_TITLE}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <PersonalColumns form={form} target={target} putBack={putBack} onPutBack={setPutBack} />
          <MediumChoice medium={medium} onChange={setMedium} />
          <ShareColumns form={form} columnsOut={columnsOut} onColumnsOut={setColumnsOut} />
          <ShareParts lens={form.lens} parts={form.parts} without={without} onChange={setWithout} />
          {made.status === 'ready' && <HeldBack sharing={made.value.sharing} />}
        </Stack>
      </div>
      {made.status === 'ready' && (
        <ShareActions made={made.value} fresh={fresh && typed === title} onFile={() => setMedium('file')} />
      )}
      <div className={classes.shown}>
        {made.status === 'ready' && <SharePreview sharing={made.value.sharing} />}
        {made.status === 'failed' && <FailedPanel error={made.error} />}
      </div>
    </div>
  );
}

function MediumChoice({ medium, onChange }: { readonly medium: Medium; readonly onChange: (medium: Medium) => void }) {
  const words = useWords();
  const id = useId();
  return (
    <div>
      <Text fw={600} mb={4} id={id}>
        {words('share.medium')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={medium}
        onChange={(value) => onChange(value === 'file' ? 'file' : 'link')}
        data={[
          { value: 'link', label: words('share.medium.link') },
          { value: 'file', label: words('share.medium.file') },
        ]}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {words(`share.medium.${medium}.how`)}
      </Text>
    </div>
  );
}
