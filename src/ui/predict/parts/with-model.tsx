import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { ReactNode } from 'react';
import type { Loading } from '../../../app/state.ts';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { placeAddress } from '../../address.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Place, useAddress } from '../../place.tsx';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Screen } from '../../shell/screen.tsx';
import { stepAddress } from '../../steps.ts';
import { ProjectDecision } from './decision.tsx';
import { useModelOfAddress } from './use-model-of-address.ts';
import { NothingYet } from './nothing-yet.tsx';
import { usePredictModel } from '../../use-lens.ts';

interface WithModelProps {
  /** Name of the step. */
  readonly title: string;
  readonly children: (model: PredictModel) => ReactNode;
}

/** A screen that needs a model of a lens with known answers: what stands there while there is none. */
export function WithModel({ title, children }: WithModelProps) {
  return (
    <WithModelOf title={title} model={usePredictModel()}>
      {(model) => <ProjectDecision>{children(model)}</ProjectDecision>}
    </WithModelOf>
  );
}

interface WithModelOfProps<Model> {
  readonly title: string;
  readonly model: Loading<Model>;
  readonly children: (model: Model) => ReactNode;
}

/** The same for a model of any shape. */
export function WithModelOf<Model extends { readonly id: string }>({
  title,
  model,
  children,
}: WithModelOfProps<Model>) {
  const words = useWords();
  const { step } = useAddress();
  useModelOfAddress();
  switch (model.status) {
    case 'ready':
      return <Place address={placeAddress(step ?? 'evaluate', model.value.id)}>{children(model.value)}</Place>;
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
