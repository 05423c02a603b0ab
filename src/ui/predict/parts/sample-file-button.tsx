import { Button } from '@mantine/core';
import { useState } from 'react';
import { laterFile, sampleOf } from '../../../app/samples/catalogue.ts';
import { useApp } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';

interface SampleFileButtonProps {
  readonly part: 'new' | 'outcomes';
  readonly onFile: (file: File) => void;
}

/** The sample's own next file in one click; nothing where the project did not come from a sample. */
export function SampleFileButton({ part, onFile }: SampleFileButtonProps) {
  const words = useWords();
  const sample = sampleOf(useApp((state) => state.choices.files));
  const [loading, setLoading] = useState(false);
  if (!sample || (part === 'new' && !sample.newRows)) return null;
  const use = async () => {
    setLoading(true);
    onFile(await laterFile(sample, part));
    setLoading(false);
  };
  return (
    <Button variant="light" size="sm" mt="sm" loading={loading} onClick={() => void use()}>
      {words(`sampleFile.${part}`)}
    </Button>
  );
}
