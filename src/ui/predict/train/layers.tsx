import type { Candidate } from '../../../lenses/predict/events.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

const COLUMN = 64;
const HEIGHT = 76;
/** Circles a layer at most; the number below says how many units there are. */
const DOTS = 6;

/** The network as it is built: a column of circles a layer, joined, with the number of units beneath. */
export function Layers({ layers }: { readonly layers: NonNullable<Candidate['layers']> }) {
  const words = useWords();
  const format = useFormat();
  const drawn = layers.map((layer, index) => {
    const dots = Math.max(1, Math.min(DOTS, layer.units));
    const gap = 44 / DOTS;
    const ys = Array.from({ length: dots }, (_, dot) => 28 + (dot - (dots - 1) / 2) * gap);
    return { ...layer, x: COLUMN * (index + 0.5), ys };
  });
  const width = COLUMN * layers.length;
  const label = words('race.layers', { layers: layers.map(({ name, units }) => `${name} ${units}`).join(', ') });
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      style={{ maxWidth: '100%' }}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      {drawn.map((layer, index) =>
        (drawn[index + 1]?.ys ?? []).flatMap((to) =>
          layer.ys.map((from) => (
            <line
              key={`${layer.x} ${from} ${to}`}
              x1={layer.x}
              y1={from}
              x2={layer.x + COLUMN}
              y2={to}
              stroke="var(--sg-line)"
              strokeWidth="0.75"
            />
          )),
        ),
      )}
      {drawn.map((layer) => (
        <g key={layer.x}>
          {layer.ys.map((y) => (
            <circle key={y} cx={layer.x} cy={y} r="3" fill="var(--sg-mark)" />
          ))}
          <text x={layer.x} y={HEIGHT - 6} fontSize="11" textAnchor="middle" fill="var(--mantine-color-dimmed)">
            {format.count(layer.units)}
          </text>
        </g>
      ))}
    </svg>
  );
}
