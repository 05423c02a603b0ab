/** Why something from outside was not read. Callers turn it into what the person is told; the reason is for logs. */
export class Refused extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'Refused';
  }
}
