import { useElementSize } from '@mantine/hooks';
import { PAPER_WIDTH, useOnPaper } from '../print/paper.ts';

/** Width in px for which a picture is drawn: its container's, on paper that of the sheet. */
export function useDrawnWidth() {
  const { ref, width } = useElementSize();
  return { ref, width: useOnPaper() ? PAPER_WIDTH : width };
}

/** Size of a recharts picture: as wide as its container, on paper as the sheet, since there nothing is measured again. */
export function usePlotSize(height: number) {
  return useOnPaper() ? { width: PAPER_WIDTH, height } : { responsive: true, style: { width: '100%', height } };
}
