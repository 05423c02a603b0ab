import { Text } from '@mantine/core';
import type { Finding } from '../../../core/errors.ts';
import type { ApplyReport } from '../../../lenses/predict/model.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FindingLine } from '../../shell/finding-line.tsx';
import { applyFindings } from '../view/apply-findings.ts';

/** What differs between this file and what the model learned from. */
export function ApplyNotes({ report }: { readonly report: ApplyReport }) {
  const words = useWords();
  const findings: readonly Finding[] = applyFindings(report);
  if (findings.length === 0) return <Text size="sm">{words('applyScreen.clean')}</Text>;
  return (
    <div>
      {findings.map((finding, index) => (
        <FindingLine key={`${finding.code} ${finding.column ?? ''} ${index}`} finding={finding} />
      ))}
    </div>
  );
}
