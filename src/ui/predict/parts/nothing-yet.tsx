import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Screen } from '../../shell/screen.tsx';

interface NothingYetProps {
  /** Name of the step. */
  readonly title: string;
  readonly sentence: string;
  readonly action: string;
  /** Route of the page where the first thing to do is done. */
  readonly to: string;
}

/** An empty screen: why, and the one thing to do about it. */
export function NothingYet({ title, sentence, action, to }: NothingYetProps) {
  return (
    <Screen
      title={title}
      answer={sentence}
      actions={
        <Button component={Link} href={to}>
          {action}
        </Button>
      }
    />
  );
}
