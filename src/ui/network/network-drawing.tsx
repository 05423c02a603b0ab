import { Text, VisuallyHidden } from '@mantine/core';
import type { NetworkLayer } from '../../core/learn/estimator.ts';
import { useFormat } from '../format/use-format.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { layerGlyph, shapeWords } from './layer-shape.ts';
import classes from './network.module.css';

/** How far sheets lie apart. */
const STEP = 3;

/** The network as it is built, from what goes in to what comes out: kind, shape and learned numbers of each layer. */
export function NetworkDrawing({ layers }: { readonly layers: readonly NetworkLayer[] }) {
  const words = useWords();
  const format = useFormat();
  const { message, known } = useMessage();
  const nameOf = ({ name }: NetworkLayer): string =>
    known(`layer.${name}`) ? message({ code: `layer.${name}`, params: {} }) : name;
  const learned = layers.reduce((sum, { parameters }) => sum + (parameters ?? 0), 0);
  const said = layers.map((layer) => `${layer.name} ${format.count(layer.units)}`).join(', ');
  return (
    <div>
      <div role="img" aria-label={words('race.layers', { layers: said })} className={classes.layers}>
        {layers.map((layer, index) => (
          <div key={`${index} ${layer.name}`} className={classes.layer}>
            <Glyph layer={layer} />
            <Text size="xs" fw={600} lh={1.25}>
              {nameOf(layer)}
            </Text>
            <Text size="xs" c="dimmed" lh={1.25}>
              {shapeWords(layer, format.count)}
            </Text>
            <Text size="xs" c="dimmed" lh={1.25} mih={15}>
              {layer.parameters === undefined || layer.parameters === 0
                ? ''
                : words('network.learns', { numbers: format.number(layer.parameters) })}
            </Text>
          </div>
        ))}
      </div>
      {learned > 0 && (
        <Text size="xs" c="dimmed">
          {words('network.learns.all', { numbers: format.count(learned) })}
          <VisuallyHidden>{words('network.layers.read', { layers: said })}</VisuallyHidden>
        </Text>
      )}
    </div>
  );
}

function Glyph({ layer }: { readonly layer: NetworkLayer }) {
  const { width, height, sheets } = layerGlyph(layer);
  const spread = (sheets - 1) * STEP;
  return (
    <svg width={60} height={58} aria-hidden="true" style={{ display: 'block' }}>
      {Array.from({ length: sheets }, (_, sheet) => {
        const back = sheets - 1 - sheet;
        return (
          <rect
            key={sheet}
            x={1 + spread - back * STEP}
            y={56 - height - back * STEP}
            width={width}
            height={height}
            rx={2}
            fill="var(--sg-panel)"
            stroke="var(--sg-mark)"
            strokeWidth={1.5}
          />
        );
      })}
    </svg>
  );
}
