import classes from './series-legend.module.css';

interface LegendEntry {
  readonly name: string;
  readonly color: string;
  readonly dashed?: boolean;
}

/** Names of the lines with a sample of each: colour and dash, so that colour is never alone. */
export function SeriesLegend({ series }: { readonly series: readonly LegendEntry[] }) {
  return (
    <div className={classes.legend}>
      {series.map((line) => (
        <span key={line.name} className={classes.entry}>
          <span
            className={classes.sample}
            style={{ borderTopColor: line.color, borderTopStyle: line.dashed ? 'dashed' : 'solid' }}
          />
          {line.name}
        </span>
      ))}
    </div>
  );
}
