/** Rows in order of their score: those that turned out "yes" (filled) should stand to the right. Decoration to the text beside it. */
export function RankingPicture() {
  const yes = [false, false, true, false, false, true, false, true, true, true];
  return (
    <svg viewBox="0 0 220 34" width="100%" aria-hidden="true">
      <line x1="4" x2="216" y1="28" y2="28" stroke="var(--sg-line)" strokeWidth="1.5" />
      {yes.map((filled, index) => (
        <circle
          key={`${index}`}
          cx={14 + index * 21}
          cy="15"
          r="7"
          fill={filled ? 'var(--sg-mark)' : 'none'}
          stroke={filled ? 'var(--sg-mark)' : 'var(--mantine-color-dimmed)'}
          strokeWidth="1.5"
        />
      ))}
    </svg>
  );
}
