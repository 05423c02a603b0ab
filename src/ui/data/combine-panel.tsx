import { Radio } from '@mantine/core';
import type { FileChoice } from '../../app/project.ts';
import type { CombineChoice, CombineProposal, TableSummary } from '../../workers/data-contract.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Panel } from '../shell/panel.tsx';
import classes from './data.module.css';

/** How several files become one table: what the columns suggest, with how much of it matches. */
export function CombinePanel({ table }: { readonly table: TableSummary }) {
  const words = useWords();
  const commands = useCommands();
  const files = useApp((state) => state.choices.files);
  const sentence = useProposalWords(files);
  if (files.length < 2) return null;
  const proposals = withPresent(table);
  return (
    <Panel title={words('combine.title')} lead={words('combine.lead')}>
      <Radio.Group
        aria-label={words('combine.title')}
        value={keyOf(table.combine)}
        onChange={(key) => {
          const picked = proposals.find(({ choice }) => keyOf(choice) === key);
          if (picked) void commands.setCombine(picked.choice);
        }}
      >
        <div className={classes.choices}>
          {proposals.map((proposal) => (
            <Radio
              key={keyOf(proposal.choice)}
              value={keyOf(proposal.choice)}
              label={sentence(proposal)}
              description={proposal.manyToOne === false ? words('combine.many') : undefined}
            />
          ))}
        </div>
      </Radio.Group>
    </Panel>
  );
}

/** The way in force is among the choices even where nobody proposed it. */
function withPresent(table: TableSummary): readonly CombineProposal[] {
  const present = keyOf(table.combine);
  return table.proposals.some(({ choice }) => keyOf(choice) === present)
    ? table.proposals
    : [{ choice: table.combine }, ...table.proposals];
}

function keyOf(choice: CombineChoice): string {
  switch (choice.kind) {
    case 'single':
      return JSON.stringify(['single', choice.file]);
    case 'append':
      return JSON.stringify(['append', ...choice.files]);
    case 'join':
      return JSON.stringify(['join', choice.left, choice.leftKey, choice.right, choice.rightKey]);
  }
}

function useProposalWords(files: readonly FileChoice[]): (proposal: CombineProposal) => string {
  const words = useWords();
  const format = useFormat();
  const name = (id: string) => files.find((file) => file.id === id)?.name ?? id;
  return ({ choice, matchRate }) => {
    switch (choice.kind) {
      case 'single':
        return words('combine.single', { file: name(choice.file) });
      case 'append':
        return words('combine.append', { count: choice.files.length });
      case 'join': {
        const params = {
          left: name(choice.left),
          right: name(choice.right),
          leftKey: choice.leftKey,
          rightKey: choice.rightKey,
        };
        return matchRate === undefined
          ? words('combine.join', params)
          : words('combine.join-rate', { ...params, matched: format.percent(matchRate) });
      }
    }
  };
}
