/** What the list of models shows, kept apart so that listing loads no model. */
export interface ModelSummary {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly target: string;
  /** Absent in a summary from before there were models of more than one shape. */
  readonly lens?: string;
  readonly projectId: string;
  readonly parent?: string;
  readonly byteLength: number;
  /** Headline figure, for the list. */
  readonly metric: { readonly name: string; readonly value: number; readonly low: number; readonly high: number };
  /** The data choices (files and how they were read) that it was trained on, to tell when they have changed. */
  readonly dataKey?: string;
}

/** A scored file, without its rows. */
export interface BatchSummary {
  readonly id: string;
  readonly modelId: string;
  readonly fileName: string;
  readonly createdAt: string;
  readonly rowCount: number;
  readonly columns: readonly string[];
}
