import { Button, Drawer, Group, NativeSelect } from '@mantine/core';
import type { Finding } from '../../core/errors.ts';
import type { PersonalColumn } from '../../core/privacy/types.ts';
import type { ColumnProfile, TableProfile } from '../../core/profile/types.ts';
import type { ColumnKind } from '../../core/table/column.ts';
import { makeQuestion } from '../../lenses/predict/suggest.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { FindingLine } from '../shell/finding-line.tsx';
import { LoadingPanel } from '../shell/panel-states.tsx';
import { ColumnShape } from './column-shape.tsx';
import classes from './data.module.css';
import { MendButtons } from './mend-buttons.tsx';
import { withoutColumns } from './mends.ts';
import { usePredictQuestion } from '../use-lens.ts';

const KINDS: readonly ColumnKind[] = ['number', 'category', 'date', 'text'];

interface ColumnDrawerProps {
  readonly column: string;
  readonly kind: ColumnKind;
  readonly profile: TableProfile | undefined;
  readonly onClose: () => void;
}

/** One column: what it is, how it is used, its shape, what was found. */
export default function ColumnDrawer({ column, kind, profile, onClose }: ColumnDrawerProps) {
  const words = useWords();
  const commands = useCommands();
  const byHand = useApp((state) => state.choices.kinds.some(([name]) => name === column));
  const about = profile?.columns.find((candidate) => candidate.name === column);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={column}
      closeButtonProps={{ 'aria-label': words('column.close') }}
    >
      <Group align="flex-end" mb="md">
        <NativeSelect
          label={words('column.kind')}
          description={words(byHand ? 'column.kind-by-hand' : 'column.kind-found')}
          value={kind}
          disabled={kind === 'image'}
          onChange={(event) => {
            const chosen = KINDS.find((name) => name === event.currentTarget.value);
            if (chosen && chosen !== kind) void commands.setKind(column, chosen);
          }}
          data={(kind === 'image' ? [kind] : KINDS).map((name) => ({ value: name, label: words(`kind.${name}`) }))}
        />
        {byHand ? (
          <Button variant="subtle" onClick={() => void commands.setKind(column, null)}>
            {words('column.kind-reset')}
          </Button>
        ) : null}
      </Group>
      {about && profile ? (
        <>
          <ColumnUse about={about} profile={profile} />
          <ColumnFacts about={about} />
          <PersonalLine personal={profile.personal.find((one) => one.column === column)} />
          {about.findings.map((finding, index) => (
            <FindingLine
              key={`${finding.code} ${index}`}
              finding={finding}
              actions={<MendButtons finding={finding} withShow={false} />}
            />
          ))}
          <ColumnShape about={about} />
        </>
      ) : (
        <LoadingPanel words={words('column.looking')} />
      )}
    </Drawer>
  );
}

/** What speaks for a column's holding personal data. */
function PersonalLine({ personal }: { readonly personal: PersonalColumn | undefined }) {
  if (!personal) return null;
  const { column, kind, share } = personal;
  const params = { column, kinds: [kind] };
  const finding: Finding =
    share > 0
      ? { code: 'privacy.personal-column', level: 'careful', column, params: { ...params, share } }
      : { code: 'privacy.personal-column-named', level: 'careful', column, params };
  return <FindingLine finding={finding} />;
}

function ColumnUse({ about, profile }: { readonly about: ColumnProfile; readonly profile: TableProfile }) {
  const words = useWords();
  const commands = useCommands();
  const question = usePredictQuestion();
  const suspects = useApp((state) => state.suspects);
  const { name } = about;
  const isTarget = question?.target === name;
  const isFeature = question?.columns.includes(name) ?? false;
  const asTarget = isTarget ? undefined : makeQuestion(profile, name, suspects)?.question;
  const takeIn = () => {
    if (!question) return;
    const wanted = new Set([...question.columns, name]);
    commands.setQuestion({ ...question, columns: profile.columns.map((c) => c.name).filter((c) => wanted.has(c)) });
  };
  return (
    <Group gap="xs" mb="md">
      {isTarget ? <span>{words('column.is-target')}</span> : null}
      {asTarget ? (
        <Button size="sm" variant="default" onClick={() => commands.setQuestion(asTarget)}>
          {words('column.predict-this')}
        </Button>
      ) : null}
      {question && !isTarget && isFeature ? (
        <Button size="sm" variant="default" onClick={() => commands.setQuestion(withoutColumns(question, [name]))}>
          {words('mend.leave-out')}
        </Button>
      ) : null}
      {question && !isTarget && !isFeature && about.kind !== 'image' ? (
        <Button size="sm" variant="default" onClick={takeIn}>
          {words('column.take-in')}
        </Button>
      ) : null}
    </Group>
  );
}

function ColumnFacts({ about }: { readonly about: ColumnProfile }) {
  const words = useWords();
  const format = useFormat();
  const { numeric } = about;
  const write = (value: number) => (about.kind === 'date' ? format.date(value) : format.number(value));
  const facts: (readonly [string, string])[] = [
    [words('column.role'), words(`role.${about.role}`)],
    [words('column.filled'), format.share(about.rowCount - about.missing, about.rowCount)],
    [
      words('column.distinct'),
      about.distinct >= 100_000 ? words('column.distinct-many') : format.count(about.distinct),
    ],
  ];
  if (numeric) {
    const [, , q1, median, q3] = numeric.quantiles;
    facts.push([words('column.range'), words('column.from-to', { from: write(numeric.min), to: write(numeric.max) })]);
    facts.push([words('column.middle'), words('column.from-to', { from: write(q1), to: write(q3) })]);
    facts.push([words('column.median'), write(median)]);
    facts.push([words('column.mean'), write(numeric.mean)]);
    if (about.kind === 'number') facts.push([words('column.spread'), format.number(numeric.standardDeviation)]);
    if (about.kind === 'number' && numeric.zeros > 0)
      facts.push([words('column.zeros'), format.share(numeric.zeros, about.rowCount)]);
  }
  return (
    <dl className={classes.facts}>
      {facts.map(([term, value]) => (
        <Fact key={term} term={term} value={value} />
      ))}
    </dl>
  );
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  );
}
