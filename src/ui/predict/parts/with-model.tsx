import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { ReactNode } from 'react';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { useApp } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Screen } from '../../shell/screen.tsx';
import { stepAddress } from '../../steps.ts';
import { ProjectDecision } from './decision.tsx';
import { NothingYet } from './nothing-yet.tsx';

interface WithModelProps {
  /** Name of the step. */
  readonly title: string;
  readonly children: (model: PredictModel) => ReactNode;
}

/** A screen that needs a model: what stands there while there is none. */
export function WithModel({ title, children }: WithModelProps) {
  const words = useWords();
  const model = useApp((state) => state.model);
  switch (model.status) {
    case 'ready':
      return <ProjectDecision>{children(model.value)}</ProjectDecision>;
    case 'loading':
      return (
        <Screen title={title} answer={words('predict.modelLoading')}>
          <LoadingPanel share={model.share} leftMs={model.leftMs} detail={model.detail} />
        </Screen>
      );
    case 'failed':
      return (
        <Screen title={title} answer={words('predict.modelFailed')}>
          <FailedPanel
            error={model.error}
            actions={
              <Button component={Link} href={stepAddress('train')}>
                {words('predict.toTrain')}
              </Button>
            }
          />
        </Screen>
      );
    case 'empty':
      return (
        <NothingYet
          title={title}
          sentence={words('predict.trainFirst')}
          action={words('predict.toTrain')}
          to={stepAddress('train')}
        />
      );
  }
}
