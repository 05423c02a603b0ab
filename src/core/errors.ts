/** Parameters of a coded message: plain data, put into words by the page. */
export type MessageParams = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * A sentence that has not been worded yet. `code` is a dotted key such as `ingest.empty-file`;
 * the page holds one sentence per code and language.
 */
export interface Message {
  readonly code: string;
  readonly params: MessageParams;
}

/** How much attention a finding asks for: `note` may be ignored, `careful` changes what one may conclude, `stop` blocks. */
export type Level = 'note' | 'careful' | 'stop';

export interface Finding extends Message {
  readonly level: Level;
  /** The column that it is about, where it is about one. */
  readonly column?: string;
}

/**
 * An error that a person can act on. The page words `code` (what happened) and `code` + `.hint` (what to do);
 * `message` is for logs alone.
 */
export class CodedError extends Error implements Message {
  readonly code: string;
  readonly params: MessageParams;

  constructor(code: string, params: MessageParams = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = 'CodedError';
    this.code = code;
    this.params = params;
  }
}

/** Thrown when a job was stopped by its signal. Never shown as a failure. */
export class CancelledError extends CodedError {
  constructor() {
    super('job.cancelled');
    this.name = 'CancelledError';
  }
}
