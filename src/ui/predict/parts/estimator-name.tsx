import { Text } from '@mantine/core';
import { useEstimatorName } from './use-estimator-name.ts';

export function EstimatorName({ estimator }: { readonly estimator: string }) {
  const nameOf = useEstimatorName();
  return (
    <Text span fw={600}>
      {nameOf(estimator)}
    </Text>
  );
}
