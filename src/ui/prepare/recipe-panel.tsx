import { Switch, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { RecipeItem, StepNote } from '../../core/prepare/step.ts';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { Panel } from '../shell/panel.tsx';
import { EmptyPanel } from '../shell/panel-states.tsx';
import classes from './prepare.module.css';
import { touchedColumns } from './recipe-facts.ts';
import { hasParams, RecipeParams } from './recipe-params.tsx';
import { usePredictModel } from '../use-lens.ts';

interface RecipePanelProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
}

/** What is done to the table before anything learns from it: a sentence and a switch a step. */
export function RecipePanel({ profile, question }: RecipePanelProps) {
  const words = useWords();
  const commands = useCommands();
  const recipe = useApp((state) => state.choices.recipe);
  const model = usePredictModel();
  const learned = model.status === 'ready' ? model.value.report.recipe : [];
  const replace = (changed: RecipeItem) =>
    commands.setRecipe(recipe.map((item) => (item.step === changed.step ? changed : item)));
  return (
    <Panel title={words('recipe.title')} lead={words('recipe.lead')}>
      {recipe.length === 0 ? <EmptyPanel words={words('recipe.empty')} /> : null}
      <ol className={classes.recipe}>
        {recipe.map((item) => (
          <RecipeLine
            key={item.step}
            item={item}
            touched={touchedColumns(item.step, profile, question)}
            notes={learned.find(({ step }) => step === item.step)?.notes ?? []}
            onChange={replace}
          />
        ))}
      </ol>
    </Panel>
  );
}

interface RecipeLineProps {
  readonly item: RecipeItem;
  readonly touched: readonly string[];
  /** What the last training learned in this step. */
  readonly notes: readonly StepNote[];
  readonly onChange: (item: RecipeItem) => void;
}

function RecipeLine({ item, touched, notes, onChange }: RecipeLineProps) {
  const words = useWords();
  const { message, known } = useMessage();
  const [open, setOpen] = useState(false);
  const name = known(`recipe.${item.step}`) ? message({ code: `recipe.${item.step}`, params: {} }) : item.step;
  const why = `recipe.${item.step}.${item.on ? 'why' : 'off'}`;
  const more = notes.length > 0 || touched.length > 0 || hasParams(item.step);
  return (
    <li className={classes.step} data-off={!item.on || undefined}>
      <Switch
        checked={item.on}
        onChange={(event) => onChange({ ...item, on: event.currentTarget.checked })}
        label={name}
        description={known(why) ? message({ code: why, params: {} }) : undefined}
        classNames={{ label: classes.stepName, body: classes.stepBody }}
      />
      <div className={classes.stepFacts}>
        {words('recipe.touched', { count: touched.length })}
        {more ? (
          <UnstyledButton
            className={classes.more}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            aria-label={words('recipe.open', { step: name })}
          >
            {words(open ? 'recipe.less' : 'recipe.more')}
          </UnstyledButton>
        ) : null}
      </div>
      {open ? (
        <div className={classes.stepDetail}>
          {item.on ? (
            <RecipeParams step={item.step} params={item.params} onChange={(params) => onChange({ ...item, params })} />
          ) : null}
          {touched.length > 0 ? (
            <Text size="sm">{message({ code: 'recipe.columns', params: { columns: touched } })}</Text>
          ) : null}
          {notes.length > 0 ? <LearnedNotes notes={notes} /> : null}
        </div>
      ) : null}
    </li>
  );
}

const NOTES_SHOWN = 12;

function LearnedNotes({ notes }: { readonly notes: readonly StepNote[] }) {
  const words = useWords();
  const { message } = useMessage();
  return (
    <>
      <Text size="sm" fw={600}>
        {words('recipe.learned')}
      </Text>
      <ul className={classes.notes}>
        {notes.slice(0, NOTES_SHOWN).map((note, index) => (
          <li key={`${note.code} ${note.columns.join(' ')} ${index}`}>{message(note)}</li>
        ))}
      </ul>
      {notes.length > NOTES_SHOWN ? (
        <Text size="sm" c="dimmed">
          {words('recipe.notes-more', { count: notes.length - NOTES_SHOWN })}
        </Text>
      ) : null}
    </>
  );
}
