import { CodedError, type Message } from '../core/errors.ts';
import type { PersonalColumn } from '../core/privacy/types.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import type { PredictSource } from '../lenses/predict/share/types.ts';
import type { ShareChoices, SharePart, SharedReport } from '../lenses/share.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';
import { thresholdOf } from './threshold.ts';

/** What the person settles before anything is shared. */
export interface SharingChoices extends ShareChoices {
  readonly title: string;
}

/** What is about to be shared, for the person to see before it is copied. */
export interface Sharing {
  readonly report: SharedReport;
  readonly parts: readonly SharePart[];
  readonly held: readonly Message[];
  /** Columns that can be taken out, the target first. */
  readonly columns: readonly string[];
  readonly personal: readonly PersonalColumn[];
}

/** A report as a link; `payload` is undefined where it is too long for one. */
export interface ShareLink {
  readonly payload: string | undefined;
  readonly length: number;
  /** Up to here every messenger passes a link on unharmed. */
  readonly aim: number;
  readonly most: number;
}

/** Making reports to share, and opening those of others. */
export interface SharingCommands {
  /**
   * What would be shared of the model on the screen. A link has less room than a file: there the model itself stays
   * behind where it is too long. @throws model.none
   */
  prepareSharing(choices: SharingChoices, medium: 'link' | 'file'): Promise<Sharing>;
  shareLink(report: SharedReport): Promise<ShareLink>;
  /** One HTML file that opens from disk. */
  reportFile(report: SharedReport): Promise<Blob>;
  /** @throws share.damaged, share.newer, … */
  openShared(payload: string): Promise<SharedReport>;
}

/**
 * Characters of JSON that the model may take: what deflates to about a link's length, and what opens in a file without
 * a wait.
 */
const MODEL_BUDGET = { link: 90_000, file: 8_000_000 } as const;

function personalOf(app: AppContext, { report }: PredictModel): readonly PersonalColumn[] {
  const { profile } = app.state();
  const named = new Set(report.data.columns.map(({ column }) => column));
  const known = report.data.personal ?? [];
  // A receipt from before they were looked for: the table is looked at instead, where it is there.
  const seen = profile.status === 'ready' ? profile.value.personal : [];
  return report.data.personal ? known : seen.filter(({ column }) => named.has(column));
}

function sourceOf(app: AppContext, model: PredictModel, modelBudget: number): PredictSource {
  const { choices } = app.state();
  const { value, rule } = thresholdOf(model, choices);
  return {
    model,
    personal: personalOf(app, model),
    ...(rule === 'by-hand' ? { threshold: value } : {}),
    money: choices.money,
    modelBudget,
  };
}

/** Where the page is asked to share, it fetches what that needs: most visits need none of it. */
const loadSharing = () => import('../lenses/sharing.ts');
const loadLink = () => import('../storage/share-link.ts');

export function sharingCommands(app: AppContext, models: Models): SharingCommands {
  const build = async (choices: SharingChoices, modelBudget: number): Promise<Sharing> => {
    const model = models.present();
    const { LENS_SHARING } = await loadSharing();
    const lens = LENS_SHARING.find((one) => one.lens === model.lens);
    if (!lens) throw new CodedError('share.unknown-lens', { lens: model.lens });
    const source = sourceOf(app, model, modelBudget);
    const { body, held } = lens.build(source, choices);
    return {
      report: {
        format: 'sightglass.shared',
        version: 1,
        lens: model.lens,
        title: choices.title,
        createdOn: new Date(app.services.now()).toISOString().slice(0, 10),
        appVersion: model.report.app.version,
        body,
      },
      parts: lens.parts(source),
      held,
      columns: model.columns.map(({ name }) => name),
      personal: source.personal,
    };
  };

  return {
    async prepareSharing(choices, medium) {
      const sharing = await build(choices, MODEL_BUDGET[medium]);
      if (medium === 'file') return sharing;
      const { linkLength, MOST } = await loadLink();
      // Characters of JSON only foretell the link's length: where they were wrong, the model stays behind.
      return (await linkLength(sharing.report)) <= MOST ? sharing : build(choices, 0);
    },
    async shareLink(report) {
      const { AIM, encodeShared, MOST } = await loadLink();
      const payload = await encodeShared(report);
      const { length } = payload;
      return { payload: length <= MOST ? payload : undefined, length, aim: AIM, most: MOST };
    },
    async reportFile(report) {
      const { reportFile } = await import('../storage/report-file.ts');
      return reportFile(report);
    },
    async openShared(payload) {
      const [{ LENS_SHARING }, { decodeShared }] = await Promise.all([loadSharing(), loadLink()]);
      return decodeShared(payload, LENS_SHARING);
    },
  };
}
