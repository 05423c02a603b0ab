import { Stack } from '@mantine/core';
import type { BinaryCurves } from '../../../lenses/predict/report.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { LineChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { capturedAt, liftLine } from '../view/curves.ts';

interface CurvesTabProps {
  readonly curves: BinaryCurves;
  readonly yes: string;
}

const HEIGHT = 300;
const UNIT = [0, 1] as const;

/** Lift, ROC and precision against recall, the most telling for a decision first. */
export function CurvesTab({ curves, yes }: CurvesTabProps) {
  return (
    <Stack gap="lg">
      <LiftFigure curves={curves} yes={yes} />
      <RocFigure curves={curves} yes={yes} />
      <PrecisionFigure curves={curves} yes={yes} />
    </Stack>
  );
}

function LiftFigure({ curves, yes }: CurvesTabProps) {
  const words = useWords();
  const format = useFormat();
  const colors = roleColors(useScheme());
  const line = liftLine(curves.lift);
  const share = 0.2;
  return (
    <ChartFrame
      title={words('curves.lift.title', { yes })}
      rows={{ set: curves.rows, count: curves.rowCount }}
      summary={words('curves.lift.summary', {
        top: format.percent(share),
        captured: format.percent(capturedAt(curves.lift, share)),
        yes,
      })}
      table={{
        columns: [words('curves.lift.x'), words('curves.lift.y', { yes }), words('curves.lift.lift')],
        rows: curves.lift.map((point) => [point.share, point.captured, point.lift]),
      }}
      fileName="lift"
      height={HEIGHT}
      state={line.length > 1 ? 'ready' : 'empty'}
      stateWords={words('held.curve')}
    >
      <LineChart
        series={[
          { name: words('curves.model'), color: colors.model, points: line },
          { name: words('curves.atRandom'), color: colors.baseline, dashed: true, points: DIAGONAL },
        ]}
        x={{ title: words('curves.lift.x'), format: format.percent, domain: UNIT, ticks: QUARTERS }}
        y={{ title: words('curves.lift.y', { yes }), format: format.percent, domain: UNIT, ticks: QUARTERS }}
        height={HEIGHT}
      />
    </ChartFrame>
  );
}

const DIAGONAL = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

function RocFigure({ curves, yes }: CurvesTabProps) {
  const words = useWords();
  const format = useFormat();
  const colors = roleColors(useScheme());
  return (
    <ChartFrame
      title={words('curves.roc.title')}
      rows={{ set: curves.rows, count: curves.rowCount }}
      summary={words('curves.roc.summary', { yes })}
      table={{
        columns: [words('curves.roc.x'), words('curves.roc.y', { yes })],
        rows: curves.roc.map(({ x, y }) => [x, y]),
      }}
      fileName="roc"
      height={HEIGHT}
      state={curves.roc.length > 1 ? 'ready' : 'empty'}
      stateWords={words('held.curve')}
    >
      <LineChart
        series={[
          { name: words('curves.model'), color: colors.model, points: curves.roc },
          { name: words('curves.guessing'), color: colors.baseline, dashed: true, points: DIAGONAL },
        ]}
        x={{ title: words('curves.roc.x'), format: format.percent, domain: UNIT, ticks: QUARTERS }}
        y={{ title: words('curves.roc.y', { yes }), format: format.percent, domain: UNIT, ticks: QUARTERS }}
        height={HEIGHT}
      />
    </ChartFrame>
  );
}

function PrecisionFigure({ curves, yes }: CurvesTabProps) {
  const words = useWords();
  const format = useFormat();
  const colors = roleColors(useScheme());
  const rate = curves.rowCount > 0 ? curves.positives / curves.rowCount : 0;
  const guessing = [
    { x: 0, y: rate },
    { x: 1, y: rate },
  ];
  return (
    <ChartFrame
      title={words('curves.pr.title')}
      rows={{ set: curves.rows, count: curves.rowCount }}
      summary={words('curves.pr.summary', { rate: format.share(curves.positives, curves.rowCount), yes })}
      table={{
        columns: [words('curves.pr.x', { yes }), words('curves.pr.y', { yes })],
        rows: curves.pr.map(({ x, y }) => [x, y]),
      }}
      fileName="precision-recall"
      height={HEIGHT}
      state={curves.pr.length > 1 ? 'ready' : 'empty'}
      stateWords={words('held.curve')}
    >
      <LineChart
        series={[
          { name: words('curves.model'), color: colors.model, points: curves.pr },
          { name: words('curves.guessing'), color: colors.baseline, dashed: true, points: guessing },
        ]}
        x={{ title: words('curves.pr.x', { yes }), format: format.percent, domain: UNIT, ticks: QUARTERS }}
        y={{ title: words('curves.pr.y', { yes }), format: format.percent, domain: UNIT, ticks: QUARTERS }}
        height={HEIGHT}
      />
    </ChartFrame>
  );
}
