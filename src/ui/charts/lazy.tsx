import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { AreaChartProps } from './area-chart.tsx';
import type { FanChartProps } from './fan-chart.tsx';
import type { HistogramChartProps } from './histogram-chart.tsx';
import type { LineChartProps } from './line-chart.tsx';
import type { ScatterChartProps } from './scatter-chart.tsx';

// recharts is 150 kB: these bring it in when the first of them is drawn.
const LazyLine = lazy(() => import('./line-chart.tsx'));
const LazyScatter = lazy(() => import('./scatter-chart.tsx'));
const LazyHistogram = lazy(() => import('./histogram-chart.tsx'));
const LazyArea = lazy(() => import('./area-chart.tsx'));
const LazyFan = lazy(() => import('./fan-chart.tsx'));

export function LineChart(props: LineChartProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height} />}>
      <LazyLine {...props} />
    </Suspense>
  );
}

export function ScatterChart(props: ScatterChartProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height} />}>
      <LazyScatter {...props} />
    </Suspense>
  );
}

export function HistogramChart(props: HistogramChartProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height} />}>
      <LazyHistogram {...props} />
    </Suspense>
  );
}

export function AreaChart(props: AreaChartProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height} />}>
      <LazyArea {...props} />
    </Suspense>
  );
}

export function FanChart(props: FanChartProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height} />}>
      <LazyFan {...props} />
    </Suspense>
  );
}
