/** A title as the name of a file, without its ending: letters and digits of any script, the rest as dashes. */
export function fileStem(title: string): string {
  const stem = title
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return stem || 'sightglass';
}
