/// <reference types="vite/client" />

declare const __APP_VERSION__: string;

/** Where the whole page lies as one file, relative to the page; null where it does not. */
declare const __APP_FILE__: string | null;

declare module '*.wasm?packed' {
  const base64: string;
  export default base64;
}

/** The empty report as HTML: base64(deflate-raw(utf-8)). Made by vite/report-shell.ts. */
declare module 'virtual:report-shell' {
  const base64: string;
  export default base64;
}
