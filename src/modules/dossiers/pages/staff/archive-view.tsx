import { Alert } from '../../../../ui/alert.tsx';
import { isViewable, memberOf } from '../../../documents/index.ts';
import { fileSize } from '../citizen/file-words.ts';
import { NAMES, Pages, type ViewProps } from './document-pages.tsx';
import { DocumentWords } from './document-words.tsx';
import { memberIn } from './picture-sizes.ts';

/** What is in a zip, and the member that the address names, shown as if it had been handed in alone. */
export async function ArchiveView(props: ViewProps) {
  const { house, desk, version, side, href } = props;
  const { visit } = desk;
  const { t, page: ctx } = visit;
  const names = NAMES[side];
  const chosen = memberIn(visit.query(names.member));
  const listing = version.listing;
  const seen =
    chosen === undefined ? undefined : await memberOf(house, visit.office.id, version.id, chosen);
  const fresh = { [names.page]: '', [names.zoom]: '', [names.turn]: '' };
  return (
    <>
      <p class="sl-quiet">{t('dossiers.desk.members_help')}</p>
      <ul class="sl-rows">
        {(listing?.shown ?? []).map((member, index) => (
          <li aria-current={index === chosen ? 'true' : undefined}>
            {isViewable(member) ? (
              <a href={`${href({ ...fresh, [names.member]: String(index) })}#anggota-${side}`}>
                {member.name}
              </a>
            ) : (
              member.name
            )}{' '}
            <span class="sl-quiet">{fileSize(ctx, member.size)}</span>
          </li>
        ))}
      </ul>
      {listing && listing.members > listing.shown.length ? (
        <p class="sl-quiet">
          {t('dossiers.desk.listing_more', { count: listing.members - listing.shown.length })}
        </p>
      ) : null}
      {chosen === undefined ? null : seen === undefined ? (
        <p class="sl-quiet" id={`anggota-${side}`}>
          {t('dossiers.desk.member_not_shown')}
        </p>
      ) : seen.ok ? (
        seen.member.kind === 'docx' || seen.member.kind === 'text' ? (
          <div class="sl-flow" id={`anggota-${side}`}>
            <p>
              <strong>{seen.member.name}</strong>
            </p>
            <DocumentWords {...props} member={chosen} />
          </div>
        ) : (
          <Pages
            {...props}
            member={chosen}
            title={seen.member.name}
            isPdf={seen.member.kind === 'pdf'}
            pages={seen.member.pages}
          />
        )
      ) : (
        <div id={`anggota-${side}`}>
          <Alert kind="danger" title={t('dossiers.desk.member_refused')} level={3}>
            {t(seen.problem.verdict.reason, seen.problem.verdict.params)}
          </Alert>
        </div>
      )}
    </>
  );
}
