import { createContext, useContext } from 'react';

/** Whether what is inside is being put on paper: everything one under another, nothing to click. */
export const PaperContext = createContext(false);

export const useOnPaper = (): boolean => useContext(PaperContext);

/** Width in px of a picture on a sheet of A4 with the margins and frames of a report (`print.css`). */
export const PAPER_WIDTH = 650;
