import classes from './chart-tooltip.module.css';

interface TooltipLine {
  readonly name: string;
  readonly value: string;
  readonly color?: string;
}

/** The small panel beside the pointer. Everything in it is in the table view too. */
export function ChartTooltip({ title, lines }: { readonly title?: string; readonly lines: readonly TooltipLine[] }) {
  return (
    <div className={classes.tooltip}>
      {title ? <div className={classes.title}>{title}</div> : null}
      {lines.map((line) => (
        <div key={line.name} className={classes.line}>
          {line.color ? <span className={classes.swatch} style={{ background: line.color }} /> : null}
          <span>{line.name}</span>
          <strong>{line.value}</strong>
        </div>
      ))}
    </div>
  );
}
