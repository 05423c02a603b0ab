/// <reference types="vite/client" />

declare const __APP_VERSION__: string;

declare module '*.wasm?packed' {
  const base64: string;
  export default base64;
}
