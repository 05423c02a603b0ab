import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { type Sample, sampleOf } from '../../app/samples/catalogue.ts';
import { useApp } from '../app-context.tsx';
import { Sentence } from '../i18n/sentence.tsx';
import { useWords } from '../i18n/use-words.ts';
import { DropZone } from './drop-zone.tsx';
import classes from './home-screen.module.css';
import { SampleCards } from './sample-cards.tsx';

const FACTS = ['device', 'judged', 'offline'] as const;

/** The start: one drop zone, one promise, three facts, samples. */
export function HomeScreen({ samples }: { readonly samples: readonly Pick<Sample, 'id' | 'rowCount'>[] }) {
  const words = useWords();
  const project = useApp((state) => state.choices.name);
  const inProject = useApp((state) => state.table.status !== 'empty');
  // A sample takes the place of the project: nobody's own is pushed aside by it.
  const ownProject = useApp(({ table, choices }) => table.status === 'ready' && !sampleOf(choices.files));
  useEffect(() => {
    document.title = words('app.name');
  }, [words]);
  return (
    <div className={classes.home}>
      <h1 className={classes.promise}>{words('home.promise')}</h1>
      {inProject ? (
        <div className={classes.again}>
          <Button component={Link} href="/data" variant="light">
            <span>
              <Sentence of="home.continue" slots={{ project: <strong>{project || words('app.unnamed')}</strong> }} />
            </span>
          </Button>
        </div>
      ) : null}
      <DropZone />
      <ul className={classes.facts}>
        {FACTS.map((fact) => (
          <li key={fact}>
            <strong>{words(`home.fact.${fact}`)}</strong>
            <span>{words(`home.fact.${fact}-why`)}</span>
          </li>
        ))}
      </ul>
      {ownProject ? null : <SampleCards samples={samples} />}
    </div>
  );
}
