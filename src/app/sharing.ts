import { CodedError, type Message } from '../core/errors.ts';
import type { PersonalColumn } from '../core/privacy/types.ts';
import { isForecastModel, type AnyModel } from '../lenses/any.ts';
import { readingColumns } from '../lenses/asked-columns.ts';
import type { ForecastSource } from '../lenses/forecast/share/types.ts';
import type { PredictSource } from '../lenses/predict/share/types.ts';
import type { ShareChoices, SharePart, SharedReport } from '../lenses/share.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';
import { handOverOf, thresholdOf } from './threshold.ts';

/** What the person settles before anything is shared. */
export interface SharingChoices extends ShareChoices {
  readonly title: string;
}

/** What there is to choose from: there also where the report itself cannot be made under the present choices. */
export interface SharingForm {
  readonly lens: string;
  readonly parts: readonly SharePart[];
  /** Columns that the report may name beside its target. */
  readonly columns: readonly string[];
  readonly personal: readonly PersonalColumn[];
}

/** What is about to be shared, for the person to see before it is copied. */
export interface Sharing extends SharingForm {
  readonly report: SharedReport;
  readonly held: readonly Message[];
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
   * behind where it is too long. @throws model.none, and what the lens throws where these choices leave nothing to share
   */
  prepareSharing(choices: SharingChoices, medium: 'link' | 'file'): Promise<Sharing>;
  /** @throws model.none */
  sharingForm(choices: SharingChoices, medium: 'link' | 'file'): Promise<SharingForm>;
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
const MODEL_BUDGET = { link: 90_000, file: 2_000_000 } as const;

function personalOf(app: AppContext, { report }: AnyModel): readonly PersonalColumn[] {
  if (report.data.personal) return report.data.personal;
  // A receipt from before they were looked for: the table is looked at instead, where it is there.
  const { profile } = app.state();
  const named = new Set(report.data.columns.map(({ column }) => column));
  return profile.status === 'ready' ? profile.value.personal.filter(({ column }) => named.has(column)) : [];
}

/** @param budget characters that the bulk of it may take: the model itself, or the drawn series */
function sourceOf(app: AppContext, model: AnyModel, budget: number): PredictSource | ForecastSource {
  const { choices } = app.state();
  if (isForecastModel(model)) return { model, personal: personalOf(app, model), budget };
  const { value, rule } = thresholdOf(model, choices);
  const handOver = handOverOf(model, choices);
  return {
    model,
    personal: personalOf(app, model),
    ...(rule === 'by-hand' ? { threshold: value } : {}),
    ...(handOver?.byHand ? { handOver: handOver.value } : {}),
    money: choices.money,
    modelBudget: budget,
  };
}

/** Columns that a report about a model may name beside its target. */
function namedColumns(model: AnyModel): readonly string[] {
  if (isForecastModel(model)) {
    return readingColumns(model.report.plan.question.reading).filter((name) => name !== model.target);
  }
  const { split } = model.report.plan.question;
  const names = [...model.columns.map(({ name }) => name), ...(split.kind === 'random' ? [] : [split.column])];
  return [...new Set(names)];
}

/** Where the page is asked to share, it fetches what that needs: most visits need none of it. */
const loadSharing = () => import('../lenses/sharing.ts');
const loadLink = () => import('../storage/share-link.ts');

export function sharingCommands(app: AppContext, models: Models): SharingCommands {
  const prepare = async (choices: SharingChoices, budget: number) => {
    const model = models.present();
    const { sharingOf } = await loadSharing();
    const source = sourceOf(app, model, budget);
    const lens = sharingOf(source);
    if (!lens) throw new CodedError('share.unknown-lens', { lens: model.lens });
    const form: SharingForm = {
      lens: lens.lens,
      parts: lens.parts(choices),
      columns: namedColumns(model),
      personal: source.personal,
    };
    return { model, lens, form };
  };

  const build = async (choices: SharingChoices, budget: number): Promise<Sharing> => {
    const { model, lens, form } = await prepare(choices, budget);
    const { body, held } = lens.build(choices);
    return {
      ...form,
      report: {
        format: 'sightglass.shared',
        version: 1,
        lens: model.lens,
        title: choices.title,
        createdOn: new Date(app.services.now()).toISOString().slice(0, 10),
        appVersion: model.report.app.version,
        body,
      },
      held,
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
    async sharingForm(choices, medium) {
      return (await prepare(choices, MODEL_BUDGET[medium])).form;
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
