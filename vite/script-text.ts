/**
 * A script as it may stand between script tags: no end tag, and no comment opening, which would make a later `<script` in
 * a string swallow the real end tag. Both occur in strings, templates and patterns alone, where `\x3C` is the same.
 */
export const scriptText = (code: string): string => code.replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3C`);
