import { forecastModelOf } from '../../app/narrow.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { saveBlob } from '../charts/save.ts';
import { forecastJson } from '../forecast/view/forecast-json.ts';
import { useWords } from '../i18n/use-words.ts';
import { FileLine } from './file-line.tsx';

/** The files of a forecast: what comes as a table, and its receipt. Itself it leaves for no other program. */
export function ForecastFiles({ stem }: { readonly stem: string }) {
  const words = useWords();
  const commands = useCommands();
  const model = useApp(forecastModelOf);
  if (model.status !== 'ready') return null;
  const { report } = model.value;
  const saveTable = async (): Promise<void> => {
    const blob = await commands.forecastCsv();
    if (blob) saveBlob(blob, `${stem}-forecast.csv`);
  };
  const saveReceipt = async (): Promise<void> =>
    saveBlob(new Blob([forecastJson(report)], { type: 'application/json' }), `${stem}-report.json`);
  return (
    <>
      <FileLine name={words('files.forecast')} what={words('files.forecast.what')} make={saveTable} />
      <FileLine name={words('files.receipt')} what={words('files.receipt.what')} make={saveReceipt} />
    </>
  );
}
