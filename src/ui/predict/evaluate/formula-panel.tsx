import { Button, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Formula } from '../../../core/learn/linear/types.ts';
import type { TaskKind } from '../../../core/learn/task.ts';
import { saveBlob } from '../../charts/save.ts';
import { useFormat } from '../../format/use-format.ts';
import { useColumnWords } from '../../i18n/use-column-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEstimatorName } from '../parts/use-estimator-name.ts';
import { allDigits, formulaCsv, formulaLines, formulaTerms } from '../view/formula.ts';
import { WideTable } from '../parts/wide-table.tsx';

interface FormulaPanelProps {
  /** `heldTerms`: terms that a shared report was made without. */
  readonly formula: Formula & { readonly heldTerms?: number };
  readonly target: string;
  readonly task: TaskKind;
  readonly yes: string | undefined;
}

/** The linear model as a formula in the person's own units, and its coefficients with what is known about each. */
export function FormulaPanel({ formula, target, task, yes }: FormulaPanelProps) {
  const words = useWords();
  const nameOf = useEstimatorName();
  const names = useColumnWords();
  const [exact, setExact] = useState(false);
  const download = () =>
    saveBlob(new Blob([formulaCsv(formula, names)], { type: 'text/csv;charset=utf-8' }), 'coefficients.csv');
  const left = task === 'regression' ? target : words('formula.logOdds', { target, yes: yes ?? '' });
  return (
    <Stack component="section" gap="sm" mt="xl" aria-label={words('formula.title')}>
      <Group justify="space-between">
        <Text component="h3" fw={600} m={0}>
          {words('formula.title')}
        </Text>
        <Group gap="sm">
          <Switch
            label={words('formula.allDigits')}
            checked={exact}
            onChange={(event) => setExact(event.currentTarget.checked)}
          />
          <Button size="compact-sm" variant="default" onClick={download}>
            {words('formula.download')}
          </Button>
        </Group>
      </Group>
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words(formula.isChosen ? 'formula.chosen' : 'formula.beside', { model: nameOf(formula.estimator) })}{' '}
        {words('rows.train', { count: formula.rowCount })}.{' '}
        {formula.penalty > 0 && words('formula.penalty', { penalty: formula.penalty })}
      </Text>
      {formula.heldTerms !== undefined && formula.heldTerms > 0 && (
        <Text size="sm" maw="var(--sg-reading)" data-testid="held-terms">
          {words('held.terms', { count: formula.heldTerms })}
        </Text>
      )}
      <WrittenFormula formula={formula} left={left} exact={exact} noise={task === 'regression'} />
      <CoefficientTable formula={formula} exact={exact} />
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words(task === 'regression' ? 'formula.reading' : 'formula.readingOdds', { target, yes: yes ?? '' })}
      </Text>
    </Stack>
  );
}

/** Terms written out before the rest is behind a click. */
const WRITTEN = 8;

interface WrittenFormulaProps {
  readonly formula: Formula;
  readonly left: string;
  readonly exact: boolean;
  /** Numbers carry an error term; log-odds do not. */
  readonly noise: boolean;
}

function WrittenFormula({ formula, left, exact, noise }: WrittenFormulaProps) {
  const words = useWords();
  const format = useFormat();
  const names = useColumnWords();
  const [all, setAll] = useState(false);
  const terms = formulaTerms(formula);
  const shown = all ? terms : terms.slice(0, WRITTEN);
  const named = ({ column, level }: (typeof terms)[number]) => {
    const name = names.column(column);
    if (level !== undefined) return `[${name} = ${names.level(column, level)}]`;
    return name === column ? column : `[${name}]`;
  };
  const write = (value: number) => (exact ? allDigits(value) : format.number(value));
  return (
    <Text
      component="p"
      m={0}
      p="sm"
      ff="monospace"
      size="sm"
      bg="var(--sg-quiet)"
      style={{ borderRadius: 6, overflowWrap: 'anywhere' }}
      data-testid="formula"
    >
      {left} = <span data-value={allDigits(formula.intercept)}>{write(formula.intercept)}</span>
      {shown.map((term) => (
        <span key={term.key}>
          {` ${term.sign} `}
          <span data-value={allDigits(term.value)}>{write(term.magnitude)}</span>
          {` · ${named(term)}`}
        </span>
      ))}
      {terms.length > WRITTEN && (
        <>
          {all ? ' ' : ' + … '}
          <Button size="compact-xs" variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words('why.fewer') : words('formula.more', { count: terms.length - WRITTEN })}
          </Button>
        </>
      )}
      {noise && ' + ε'}
    </Text>
  );
}

function CoefficientTable({ formula, exact }: { readonly formula: Formula; readonly exact: boolean }) {
  const words = useWords();
  const format = useFormat();
  const names = useColumnWords();
  const write = (value: number | undefined) =>
    value === undefined ? '–' : exact ? allDigits(value) : format.number(value);
  return (
    <WideTable label={words('formula.table')} minWidth={560} maxHeight={480}>
      <Table fz="sm" aria-label={words('formula.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words('formula.term')}</Table.Th>
            <Table.Th ta="right">{words('formula.estimate')}</Table.Th>
            <Table.Th ta="right">{words('formula.standardError')}</Table.Th>
            <Table.Th ta="right">{words('formula.interval')}</Table.Th>
            <Table.Th ta="right">{words('formula.p')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {formulaLines(formula).map((line) => (
            <Table.Tr key={line.key}>
              <Table.Td miw={140} style={{ overflowWrap: 'break-word' }}>
                {line.column === undefined ? words('formula.intercept') : names.column(line.column)}
                {line.level === undefined ? '' : ` = ${names.level(line.column ?? '', line.level)}`}
                {line.against !== undefined && (
                  <Text size="xs" c="dimmed">
                    {words('formula.against', { level: names.level(line.column ?? '', line.against) })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td
                ta="right"
                data-term={line.column ?? 'intercept'}
                data-value={allDigits(line.value)}
                title={allDigits(line.value)}
              >
                {write(line.value)}
              </Table.Td>
              <Table.Td ta="right">{write(line.standardError)}</Table.Td>
              <Table.Td ta="right">
                {line.low === undefined || line.high === undefined
                  ? '–'
                  : words('figures.range', { low: write(line.low), high: write(line.high) })}
              </Table.Td>
              <Table.Td ta="right">
                {line.pValue !== undefined && line.pValue < 1e-4 ? words('formula.tinyP') : write(line.pValue)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
