/** A part of a Markdown document: a heading, one list item a line, and a table. Texts are plain. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** Characters that would be markup; a column may be called `*` or `<b>`. Line ends become blanks. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`).replaceAll(/\s+/g, ' ');
}

const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

/** Puts sections under a title, as CommonMark with GitHub's tables. */
export function document(title: string, sections: readonly Section[]): string {
  const parts = sections
    .filter(({ lines, table }) => lines.length > 0 || table)
    .map((section) => {
      const lines = section.lines.map((line) => `- ${escaped(line)}`);
      const { table } = section;
      const drawn = table
        ? ['', row(table.columns), `|${' --- |'.repeat(table.columns.length)}`, ...table.rows.map(row)]
        : [];
      return [`## ${escaped(section.title)}`, '', ...lines, ...drawn].join('\n');
    });
  return `# ${escaped(title)}\n\n${parts.join('\n\n')}\n`;
}
