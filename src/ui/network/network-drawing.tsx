import { Table, Text } from '@mantine/core';
import type { NetworkLayer } from '../../core/learn/estimator.ts';
import { useFormat } from '../format/use-format.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { foldLayers, type LayerBlock } from './fold-layers.ts';
import { layerGlyph, shapeWords } from './layer-shape.ts';
import classes from './network.module.css';

/** How far sheets lie apart. */
const STEP = 3;

/** The network as it is built, from what goes in to what comes out: blocks of layers, and each layer for those who ask. */
export function NetworkDrawing({ layers }: { readonly layers: readonly NetworkLayer[] }) {
  const words = useWords();
  const format = useFormat();
  const blocks = foldLayers(layers);
  const learned = layers.reduce((sum, { parameters }) => sum + (parameters ?? 0), 0);
  const said = layers.map((layer) => `${layer.name} ${format.count(layer.units)}`).join(', ');
  return (
    <div>
      <div role="img" aria-label={words('race.layers', { layers: said })} className={classes.layers}>
        {blocks.map((block, index) => (
          <Block key={`${index} ${block.name}`} block={block} />
        ))}
      </div>
      <div style={{ minHeight: 20 }}>
        {learned > 0 && (
          <Text size="xs" c="dimmed">
            {words('network.learns.all', { numbers: format.count(learned) })}
          </Text>
        )}
      </div>
      {blocks.length < layers.length && (
        <details className={classes.every}>
          <summary>{words('network.every', { count: layers.length })}</summary>
          <EveryLayer layers={layers} />
        </details>
      )}
    </div>
  );
}

/** What a layer does, in words. */
function useLayerName(): (name: string) => string {
  const { message, known } = useMessage();
  return (name) => (known(`layer.${name}`) ? message({ code: `layer.${name}`, params: {} }) : name);
}

function Block({ block: { name, number, layers, whole } }: { readonly block: LayerBlock }) {
  const words = useWords();
  const format = useFormat();
  const nameOf = useLayerName();
  return (
    <div className={classes.layer}>
      <Glyph layer={whole} />
      <div>
        <Text size="xs" fw={600} lh={1.3}>
          {number === undefined ? nameOf(name) : words('network.block', { number })}
        </Text>
        <Text size="xs" c="dimmed" lh={1.3}>
          {shapeWords(whole, format.count)}
          {layers.length > 1 && ` · ${words('network.block.layers', { count: layers.length })}`}
        </Text>
        {whole.parameters !== undefined && whole.parameters > 0 && (
          <Text size="xs" c="dimmed" lh={1.3}>
            {words('network.learns', { numbers: format.number(whole.parameters) })}
          </Text>
        )}
      </div>
    </div>
  );
}

function EveryLayer({ layers }: { readonly layers: readonly NetworkLayer[] }) {
  const words = useWords();
  const format = useFormat();
  const nameOf = useLayerName();
  const title = words('network.every', { count: layers.length });
  return (
    <Table fz="xs" verticalSpacing={3} horizontalSpacing="xs" aria-label={title} maw={560}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words('network.layer')}</Table.Th>
          <Table.Th>{words('network.layer.out')}</Table.Th>
          <Table.Th ta="right">{words('network.layer.learns')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {layers.map((layer, index) => (
          <Table.Tr key={`${index} ${layer.name}`}>
            <Table.Td>{nameOf(layer.name)}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{shapeWords(layer, format.count)}</Table.Td>
            <Table.Td ta="right">{layer.parameters ? format.count(layer.parameters) : ''}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Glyph({ layer }: { readonly layer: NetworkLayer }) {
  const { width, height, sheets } = layerGlyph(layer);
  const spread = (sheets - 1) * STEP;
  return (
    <svg width={60} height={58} viewBox="0 0 60 58" className={classes.glyph} aria-hidden="true">
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
