import type { SharedReport } from '../lenses/share.ts';

/** Where the report goes, as the shell (report.html) has it. */
const SLOT = '<script type="application/json" id="report"></script>';
const TITLE = '<title>Sightglass</title>';

/** JSON that can end no script element and open no comment, whatever its strings say. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

const inText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * The shell with a report in it.
 * @param shell the empty report as HTML
 * @throws Error where the shell is not one
 */
export function fillShell(shell: string, report: SharedReport): string {
  const titleAt = shell.indexOf(TITLE);
  const slotAt = shell.lastIndexOf(SLOT);
  if (titleAt < 0 || slotAt < titleAt) throw new Error('The empty report has no place for a title and a report.');
  return [
    shell.slice(0, titleAt),
    `<title>${inText(report.title)}</title>`,
    shell.slice(titleAt + TITLE.length, slotAt),
    `<script type="application/json" id="report">${inScript(report)}</script>`,
    shell.slice(slotAt + SLOT.length),
  ].join('');
}

/** The empty report comes packed in a chunk of its own, fetched ahead with the rest of the page. */
async function loadShell(): Promise<string> {
  const { default: packed } = await import('virtual:report-shell');
  const deflated = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const inflated = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(inflated).text();
}

/** A report as one HTML file that opens from disk, interactive, without a network. */
export async function reportFile(report: SharedReport): Promise<Blob> {
  return new Blob([fillShell(await loadShell(), report)], { type: 'text/html' });
}
