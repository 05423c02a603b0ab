import { Box } from '@mantine/core';

/** Where the baseline's line stands on the track, in percent; left of it is worse than guessing. */
export const BASELINE_AT = 8;

interface SkillBarProps {
  /** 0: as good as the baseline, 1: perfect; undefined while there is no score. */
  readonly skill: number | undefined;
  readonly leads: boolean;
  readonly label: string;
}

/** How far a model has come from guessing to perfect. */
export function SkillBar({ skill = 0, leads, label }: SkillBarProps) {
  const room = skill < 0 ? BASELINE_AT : 100 - BASELINE_AT;
  const end = BASELINE_AT + Math.max(-1, Math.min(1, skill)) * room;
  return (
    <Box role="img" aria-label={label} pos="relative" h={14} bg="var(--sg-line)" style={{ borderRadius: 4 }}>
      <Box
        pos="absolute"
        top={2}
        bottom={2}
        left={`${Math.min(BASELINE_AT, end)}%`}
        w={`${Math.abs(end - BASELINE_AT)}%`}
        bg={leads ? 'var(--sg-mark)' : 'var(--mantine-color-dimmed)'}
        style={{ borderRadius: 2 }}
      />
      <Box pos="absolute" top={-2} bottom={-2} left={`${BASELINE_AT}%`} w={2} bg="var(--mantine-color-text)" />
    </Box>
  );
}
