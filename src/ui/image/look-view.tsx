import { Group, Progress, Stack, Switch, Text } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { LookedAt } from '../../app/image.ts';
import type { PictureReading } from '../../lenses/image/types.ts';
import type { ReportView } from '../../lenses/predict/report-view.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { PictureCanvas } from '../pictures/picture-canvas.tsx';
import { useThreshold } from '../predict/parts/use-threshold.ts';
import classes from './image.module.css';
import { NotMedical } from './not-medical.tsx';
import { heatFrom, heatPixels, heatSaid } from './view/heat.ts';

const SIDE = 280;
/** Kinds that are listed. */
const KINDS = 5;

interface LookViewProps {
  readonly looked: LookedAt;
  readonly report: ReportView;
}

/** One picture: what the model takes it for, what else it thought of, and where it looked. */
export function LookView({ looked: { picture, reading }, report }: LookViewProps) {
  const words = useWords();
  const [shown, setShown] = useState(true);
  const kind = reading.classes[0]?.name ?? '';
  const whereabouts = useHeatWords(reading, kind);
  const from = heatFrom(reading);
  const plain = words('images.look.picture', { width: picture.width, height: picture.height });
  return (
    <div className={classes.look}>
      <Stack gap="xs">
        <div className={classes.over}>
          <PictureCanvas
            pictures={picture}
            index={0}
            side={SIDE}
            label={reading.heat && shown ? `${plain}. ${whereabouts}` : plain}
          />
          {reading.heat && shown && <HeatCanvas heat={reading.heat} />}
        </div>
        {reading.heat && (
          <Switch
            label={words(`images.look.where.${from}`)}
            checked={shown}
            onChange={(event) => setShown(event.currentTarget.checked)}
          />
        )}
      </Stack>
      <Stack gap="md">
        <Said reading={reading} report={report} />
        <Shares classes={reading.classes.slice(0, KINDS)} />
        <NotMedical report={report} />
        {reading.heat ? (
          <Stack gap={4} maw={420}>
            <Text size="sm">{whereabouts}</Text>
            <div className={classes.scale} aria-hidden="true" />
            <Group justify="space-between" aria-hidden="true">
              <Text size="xs" c="dimmed">
                {words('images.look.heat.low')}
              </Text>
              <Text size="xs" c="dimmed">
                {words('images.look.heat.high')}
              </Text>
            </Group>
            <Text size="sm" c="dimmed">
              {words(`images.look.heat.how.${from}`, { kind })}
            </Text>
          </Stack>
        ) : (
          <Text size="sm" c="dimmed">
            {words('images.look.heat.none')}
          </Text>
        )}
      </Stack>
    </div>
  );
}

function useHeatWords({ heat }: PictureReading, kind: string): string {
  const words = useWords();
  const format = useFormat();
  if (!heat) return '';
  const said = heatSaid(heat);
  if (said.kind !== 'place') return words(`images.look.heat.${said.kind}`, { kind });
  const place = words(`images.place.${said.place}`);
  return words('images.look.heat.said', { kind, place, share: format.percent(said.share) });
}

/** Two classes: by the threshold that holds now; else the likeliest. */
function Said({ reading, report }: { readonly reading: PictureReading; readonly report: ReportView }) {
  const words = useWords();
  const format = useFormat();
  const { value: threshold } = useThreshold(report);
  const yes = report.task === 'binary' ? report.classes?.[1] : undefined;
  const chance = reading.classes.find(({ name }) => name === yes)?.share;
  const [first] = reading.classes;
  const said =
    yes !== undefined && chance !== undefined
      ? words(chance >= threshold ? 'images.look.says.yes' : 'images.look.says.no', {
          kind: yes,
          share: format.percent(chance),
          threshold: format.percent(threshold),
        })
      : words('images.look.says', { kind: first?.name ?? '', share: format.percent(first?.share) });
  return (
    <Text size="lg" fw={600} role="status" data-testid="looked-at" style={{ overflowWrap: 'anywhere' }}>
      {said}
    </Text>
  );
}

function Shares({ classes: kinds }: { readonly classes: PictureReading['classes'] }) {
  const words = useWords();
  const format = useFormat();
  const id = useId();
  return (
    <Stack gap={4} maw={420} role="group" aria-labelledby={id}>
      <Text size="sm" fw={600} id={id}>
        {words('images.look.shares')}
      </Text>
      {kinds.map(({ name, share }) => (
        <Group key={name} gap="xs" wrap="nowrap">
          <Text size="sm" w={120} truncate title={name}>
            {name}
          </Text>
          <Progress value={100 * share} aria-label={name} flex={1} transitionDuration={0} />
          <Text size="sm" w={56} ta="right">
            {format.percent(share)}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

/** Over the picture and as large; the browser smooths it. */
function HeatCanvas({ heat }: { readonly heat: NonNullable<PictureReading['heat']> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(heatPixels(heat), heat.width, heat.height), 0, 0);
  }, [heat]);
  return <canvas ref={canvas} className={classes.heat} width={heat.width} height={heat.height} aria-hidden="true" />;
}
