import classes from './text.module.css';

/** A share of a whole as a bar; the words that say it stand beside it. */
export function ShareBar({ share }: { readonly share: number }) {
  return (
    <div className={classes.track} aria-hidden="true">
      <div className={classes.bar} style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} />
    </div>
  );
}
