import { Link, useLocation } from 'wouter';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { STEPS, stepAddress, stepOfAddress, stepStatus, type StepName } from '../steps.ts';
import { CheckIcon } from './icons.tsx';
import classes from './stepper.module.css';

/** The six steps with how far each is. */
export function Stepper() {
  const words = useWords();
  return (
    <nav aria-label={words('steps.label')} className={classes.nav}>
      <ol className={classes.list}>
        {STEPS.map((step, index) => (
          <Step key={step} step={step} number={index + 1} />
        ))}
      </ol>
    </nav>
  );
}

function Step({ step, number }: { readonly step: StepName; readonly number: number }) {
  const words = useWords();
  const [address] = useLocation();
  const status = useApp((state) => stepStatus(step, state));
  const current = stepOfAddress(address) === step;
  const said = words(`steps.${status}`);
  return (
    <li className={classes.item}>
      <Link
        href={stepAddress(step)}
        className={classes.link}
        data-status={status}
        aria-current={current ? 'step' : undefined}
        title={said}
      >
        <span className={classes.number} aria-hidden="true">
          {status === 'done' ? <CheckIcon size={12} /> : status === 'stale' ? '!' : status === 'busy' ? '…' : number}
        </span>
        <span>{words(`step.${step}`)}</span>
        <span className={classes.status}>{`, ${said}`}</span>
      </Link>
    </li>
  );
}
