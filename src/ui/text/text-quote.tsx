import { Box, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './text.module.css';

interface TextQuoteProps {
  /** As it was written: shown letter by letter, whatever is in it. null: no text. */
  readonly text: string | null | undefined;
  /** Lines kept while the text is on its way. */
  readonly loading?: boolean;
}

/** Characters shown before the rest is asked for. */
const SHOWN = 240;

/** What somebody wrote, as a quotation. */
export function TextQuote({ text, loading = false }: TextQuoteProps) {
  const words = useWords();
  const [all, setAll] = useState(false);
  if (loading) return <Box className={classes.quote} data-waiting mih={38} aria-busy="true" />;
  if (text === null || text === undefined || text.trim() === '') {
    return (
      <Box className={classes.quote} c="dimmed">
        {words('inbox.text.none')}
      </Box>
    );
  }
  const long = text.length > SHOWN + 40;
  return (
    <Box component="blockquote" className={classes.quote} dir="auto">
      {long && !all ? `${headOf(text)}…` : text}
      {long && (
        <UnstyledButton className={classes.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {words(all ? 'inbox.text.less' : 'inbox.text.more')}
        </UnstyledButton>
      )}
    </Box>
  );
}

/** Cut between characters, never inside one. */
function headOf(text: string): string {
  const last = text.charCodeAt(SHOWN - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? SHOWN - 1 : SHOWN).trimEnd();
}
