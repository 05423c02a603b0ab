import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TopicDraft } from '../../../app/topic-draft.ts';
import { draftLabels, mergeTopics, splitTopic, topicKinds } from '../../../app/topic-draft.ts';
import type { Topics } from '../../../lenses/text/types.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel, FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import classes from '../text.module.css';
import { useRowTexts } from '../use-row-texts.ts';
import { LabelChoice } from './label-choice.tsx';
import { EXAMPLES, TopicLine } from './topic-line.tsx';

/** Texts offered to be labelled by hand. */
const OFFERED = 10;

/** Topics among texts without labels: found, named, put together and made into labels. */
export function TopicsPanel({ rowCount }: { readonly rowCount: number }) {
  const words = useWords();
  const commands = useCommands();
  const { topics, draft } = useApp((state) => state.inbox);
  useFoundAgain();
  const find = (again: boolean) => (
    <Button variant={again ? 'default' : 'filled'} onClick={() => void commands.findTopics()}>
      {words(again ? 'inbox.topics.again' : 'inbox.topics.find')}
    </Button>
  );
  return (
    <Panel
      title={words('inbox.topics.title')}
      lead={words('inbox.topics.lead')}
      aside={topics.status === 'ready' ? find(true) : undefined}
    >
      {topics.status === 'empty' && (
        <EmptyPanel words={words('inbox.topics.none', { count: rowCount })} action={find(false)} />
      )}
      {topics.status === 'loading' && (
        <LoadingPanel
          share={topics.share}
          leftMs={topics.leftMs}
          words={words('inbox.topics.looking')}
          cancel={{ label: words('race.cancel'), run: () => commands.cancelTopics() }}
        />
      )}
      {topics.status === 'failed' && <FailedPanel error={topics.error} actions={find(true)} />}
      {topics.status === 'ready' && topics.value.topics.length === 0 && (
        <EmptyPanel words={words('inbox.topics.nothing')} />
      )}
      {topics.status === 'ready' && topics.value.topics.length > 0 && <Found topics={topics.value} draft={draft} />}
    </Panel>
  );
}

/** What was made of topics at an earlier visit is of use only once they are found again. */
function useFoundAgain(): void {
  const commands = useCommands();
  const asked = useRef(false);
  const waits = useApp(
    ({ choices: { question, topics }, inbox, table }) =>
      question?.lens === 'text' &&
      topics !== undefined &&
      topics.column === question.columns[0] &&
      inbox.topics.status === 'empty' &&
      table.status === 'ready',
  );
  useEffect(() => {
    if (!waits || asked.current) return;
    asked.current = true;
    void commands.findTopics();
  }, [commands, waits]);
}

interface FoundProps {
  readonly topics: Topics;
  readonly draft: TopicDraft;
}

function Found({ topics, draft }: FoundProps) {
  const words = useWords();
  const commands = useCommands();
  const kinds = useMemo(() => topicKinds(topics, draft), [topics, draft]);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const rows = useMemo(() => kinds.flatMap(({ examples }) => examples.slice(0, EXAMPLES)).slice(0, 300), [kinds]);
  const texts = useRowTexts(rows, topics.column);
  const edit = (next: Partial<TopicDraft>) => commands.editTopics({ ...draft, ...next });
  const merge = () => {
    // In the order of the list, so that the largest one gives the name.
    commands.editTopics(
      mergeTopics(
        draft,
        kinds.map(({ id }) => id).filter((id) => chosen.includes(id)),
      ),
    );
    setChosen([]);
  };
  return (
    <Stack gap="md">
      <Group gap="xs" align="center">
        <Button size="compact-md" variant="default" disabled={chosen.length < 2} onClick={merge}>
          {words('inbox.topics.merge')}
        </Button>
        <Text size="sm" c="dimmed">
          {chosen.length < 2 ? words('inbox.topics.merge.how') : words('inbox.topics.chosen', { count: chosen.length })}
        </Text>
      </Group>
      <ul className={classes.plain} style={{ maxWidth: 880 }}>
        {kinds.map((kind) => (
          <TopicLine
            key={kind.id}
            kind={kind}
            typed={draft.names[kind.id]}
            chosen={chosen.includes(kind.id)}
            texts={texts}
            onChoose={(on) => setChosen(on ? [...chosen, kind.id] : chosen.filter((id) => id !== kind.id))}
            onName={(name) => commands.editTopics({ ...draft, names: { ...draft.names, [kind.id]: name } }, kind.id)}
            onDrop={(dropped) => {
              setChosen(chosen.filter((id) => id !== kind.id));
              edit({ dropped: dropped ? [...draft.dropped, kind.id] : draft.dropped.filter((id) => id !== kind.id) });
            }}
            onSplit={() => commands.editTopics(splitTopic(draft, kind.id))}
          />
        ))}
      </ul>
      <Next topics={topics} draft={draft} kinds={kinds.filter(({ dropped }) => !dropped).map(({ name }) => name)} />
      <UseAsLabels topics={topics} draft={draft} />
    </Stack>
  );
}

/** The texts whose label would teach most. */
function Next({ topics, draft, kinds }: FoundProps & { readonly kinds: readonly string[] }) {
  const words = useWords();
  const commands = useCommands();
  const rows = topics.next.slice(0, OFFERED);
  if (rows.length === 0) return null;
  return (
    <details>
      <Text component="summary" fw={600} style={{ cursor: 'pointer' }}>
        {words('inbox.next.title', { count: rows.length })}
      </Text>
      <Text size="sm" c="dimmed" my="xs" maw="var(--sg-reading)">
        {words('inbox.next.lead')}
      </Text>
      <LabelChoice
        rows={rows}
        column={topics.column}
        kinds={[...new Set(kinds)]}
        chosen={new Map(draft.byHand)}
        onChoose={(row, kind) => {
          const others = draft.byHand.filter(([at]) => at !== row);
          commands.editTopics({ ...draft, byHand: kind === null ? others : [...others, [row, kind]] });
        }}
      />
    </details>
  );
}

function UseAsLabels({ topics, draft }: FoundProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const used = useMemo(() => {
    const { codes, levels } = draftLabels(topics, draft);
    const counts = new Set(codes);
    return {
      kinds: levels.filter((_, code) => counts.has(code)).length,
      rows: codes.filter((code) => code >= 0).length,
    };
  }, [topics, draft]);
  const named = useApp((state) => state.choices.labels?.some(({ of }) => of === topics.column) === true);
  return (
    <Stack gap="xs">
      <Text maw="var(--sg-reading)">
        {words('inbox.topics.use.what', {
          count: used.kinds,
          share: format.share(used.rows, topics.codes.length),
        })}
      </Text>
      {used.kinds < 2 && <Text c="var(--sg-careful)">{words('inbox.topics.use.few')}</Text>}
      <div>
        <Button disabled={used.kinds < 2} onClick={() => void commands.labelWithTopics(words('inbox.topics.column'))}>
          {words(named ? 'inbox.topics.use.again' : 'inbox.topics.use')}
        </Button>
      </div>
    </Stack>
  );
}
