import type { House } from '../../../../kernel/house.ts';
import { type LocalisedText, localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import {
  editionAt,
  type OfficeService,
  type ServiceDefinition,
  serviceVersion,
  whatChanged,
} from '../../../offices/index.ts';
import type { DraftRow } from '../../drafting/drafts.sql.ts';

/** What has become of a service while its application was being filled in. */
export interface ServiceNews {
  readonly name: LocalisedText;
  /** It takes no applications any more. */
  readonly stopped: boolean;
  /** What it was when the applicant last saw it. */
  readonly before: ServiceDefinition;
  readonly now: ServiceDefinition;
}

/** The editions that a form shows, as its hidden field says them: `ROYA:3 CEK:1`. */
export const editionsShown = (services: readonly Pick<OfficeService, 'code' | 'version'>[]) =>
  services.map(({ code, version }) => `${code}:${version}`).join(' ');

/** Whether a form was shown over other editions than those that are offered now; a form that does not say so was not. */
export const isOutdated = (shown: string, draft: DraftRow): boolean =>
  shown !== '' && shown !== editionsShown(draft.services);

/** Whether a form was shown for the very services that the draft asks for now: only then its fields mean what they did. */
export function showsTheSame(shown: string, draft: DraftRow): boolean {
  const codes = shown.split(' ').map((pair) => pair.split(':')[0]);
  return shown === '' || codes.join() === draft.services.map(({ code }) => code).join();
}

/**
 * What changed since the applicant last saw the form: since the editions `shown` if they are known, else since the draft was
 * last saved.
 */
export async function newsOf(
  house: House,
  officeId: string,
  draft: DraftRow,
  services: readonly OfficeService[],
  shown: string,
): Promise<readonly ServiceNews[]> {
  const seen = new Map(
    shown.split(' ').map((pair): readonly [string, string | undefined] => {
      const [code = '', version] = pair.split(':');
      return [code, version];
    }),
  );
  const news: ServiceNews[] = [];
  for (const { id, code, version, definition } of services) {
    const known = Number(seen.get(code)) || undefined;
    const before =
      known === undefined
        ? await editionAt(house.db, officeId, id, draft.saved_at)
        : (await serviceVersion(house.db, officeId, id, known))?.definition;
    const stopped = draft.services.some((asked) => asked.code === code && asked.stopped);
    const isSame = known === version || JSON.stringify(before) === JSON.stringify(definition);
    if (before && (stopped || !isSame))
      news.push({ name: definition.name, stopped, before, now: definition });
  }
  return news;
}

/** Says gently what is new; what was filled in is still there. */
export function DraftNews(props: {
  readonly ctx: PageContext;
  readonly news: readonly ServiceNews[];
}) {
  const { ctx, news } = props;
  const { t, lang } = ctx;
  return (
    <>
      {news.map(({ name, stopped, before, now }) => {
        const lines = whatChanged(before, now, t, lang);
        const title = localise(name, lang).text;
        if (stopped)
          return (
            <Alert kind="warning" title={t('dossiers.news.stopped', { name: title })}>
              {t('dossiers.news.stopped_text')}
            </Alert>
          );
        return lines.length === 0 ? null : (
          <Alert kind="info" title={t('dossiers.news.changed', { name: title })}>
            <ul class="sl-typed">
              {lines.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
            <p class="ds-paragraph">{t('dossiers.news.kept')}</p>
          </Alert>
        );
      })}
    </>
  );
}
