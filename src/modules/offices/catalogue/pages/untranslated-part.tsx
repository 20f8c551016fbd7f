import { Details } from '../../../../ui/details.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { ServiceDraft } from '../draft.ts';
import { untranslated } from '../untranslated.ts';

/** What readers of English would read in Indonesian, each a link to where it is translated; it does not stand in the way. */
export function UntranslatedPart(props: {
  readonly ctx: PageContext;
  readonly draft: ServiceDraft;
  /** The address of the draft. */
  readonly path: string;
}) {
  const { ctx, draft, path } = props;
  const { t } = ctx;
  const found = untranslated(draft);
  if (found.length === 0) return null;
  return (
    <Details summary={t('offices.catalogue.untranslated', { count: found.length })}>
      <p>{t('offices.catalogue.untranslated_lead')}</p>
      <ul>
        {found.map(({ part, entry, text }) => (
          <li>
            {t(`offices.catalogue.part.${part}`)}:{' '}
            <a
              lang="id"
              href={`${path}/${part}${entry === undefined ? '' : `?ubah=${encodeURIComponent(entry)}#butir-${entry}`}`}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </Details>
  );
}
