import type { House } from '../../../../kernel/house.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import type { Html } from '../../../../ui/html.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import { unreadCount } from '../../../correspondence/index.ts';
import type { PlainAnswers } from '../../answers.ts';
import { passingsInDossier } from '../../handling/passings.ts';
import { endingsOf } from '../endings.ts';
import { PARTS, type Part } from './act.ts';
import { AnswersPart } from './answers-part.tsx';
import { Brought } from './brought-part.tsx';
import { DeliveryPart } from './delivery-part.tsx';
import { type Desk, deskHref, type Returned } from './desk.ts';
import { DiaryPart } from './diary-part.tsx';
import { DossierHead } from './dossier-head.tsx';
import { ExtensionPart } from './extension-part.tsx';
import { Handling } from './handling-part.tsx';
import { DeskKeys } from './keys.tsx';
import { Live } from './live.tsx';
import { MessagesPart } from './messages-part.tsx';
import { staffNav } from './nav.ts';
import { NextStep } from './next-step.tsx';
import { ObjectionPart } from './objection-part.tsx';
import { PassingPart, PassOnForm } from './passing-part.tsx';
import { Requirements } from './requirements.tsx';
import { Unreached } from './unreached-part.tsx';
import { stateWords } from './words.tsx';

/** The dossier on the officer's desk. */
export async function dossierPage(
  house: House,
  desk: Desk,
  shown: {
    /** What later desks show, such as the appointment. */
    readonly panels: Promise<readonly (Html | null)[]>;
    readonly part?: Part;
    readonly returned?: Returned;
    readonly open?: PlainAnswers;
    readonly status?: number;
  },
): Promise<Response> {
  const { visit, dossier } = desk;
  const { t, page: ctx, office, lang } = visit;
  const part = shown.part ?? PARTS.find((each) => each === visit.query('bagian')) ?? 'syarat';
  const { returned } = shown;
  const [unreadIn, endings, passings, panels] = await Promise.all([
    unreadCount(house.db, office.id, [dossier.id], 'office'),
    endingsOf(house, office.id, dossier),
    passingsInDossier(house, office.id, visit.person.id, dossier.id),
    shown.panels,
  ]);
  const unread = unreadIn.get(dossier.id) ?? 0;
  const hasAsked = passings.some(
    ({ wanted, from_id: from, ended_at: ended }) =>
      wanted && from === visit.person.id && ended === null,
  );
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={`${dossier.number} ${dossier.full_name}`}
      nav={staffNav(visit, undefined)}
      scripts={['live.js', 'keys.js', 'read.js', 'saved.js', 'upload.js']}
      flash={ctx.flash ? { kind: 'success', text: ctx.flash } : undefined}
    >
      <PageHead
        meta={<span class="sl-code">{dossier.number}</span>}
        title={dossier.full_name}
        actions={
          <>
            <DeskKeys desk={desk} />
            {desk.hand === 'mine' ? (
              <Handling desk={desk} returned={undefined} hasAsked={false} />
            ) : null}
          </>
        }
      />
      {returned?.why ? (
        <Alert kind="danger" live="alert">
          {say(t, returned.why)}
        </Alert>
      ) : null}
      {desk.hand === 'mine' ? null : (
        <Handling desk={desk} returned={returned} hasAsked={hasAsked} />
      )}
      <PassingPart desk={desk} passings={passings} returned={returned} />
      <Unreached house={house} desk={desk} />
      <Brought house={house} desk={desk} />
      <Live
        src={`${desk.path}/potongan?permohonan=${desk.chosen.id}&versi=${dossier.version}`}
        topic={`berkas:${dossier.id}`}
      >
        <DossierHead desk={desk} since={undefined} />
      </Live>
      {desk.applications.length > 1 ? (
        <Tabs
          label={t('dossiers.desk.applications')}
          wraps
          items={desk.applications.map((application) => ({
            label: localise(application.service_name, lang).text,
            note: stateWords(t, application),
            href: `${desk.path}?permohonan=${application.id}`,
            current: application.id === desk.chosen.id,
          }))}
        />
      ) : null}
      {[...panels]}
      <NextStep desk={desk} returned={returned} />
      <DeliveryPart house={house} desk={desk} endings={endings} returned={returned} />
      <ExtensionPart house={house} desk={desk} returned={returned} />
      <ObjectionPart house={house} desk={desk} endings={endings} returned={returned} />
      <Tabs
        label={t('dossiers.desk.parts')}
        items={PARTS.map((each) => ({
          label: t(`dossiers.desk.part.${each}`),
          href: deskHref(desk, { bagian: each }, each),
          current: each === part,
          ...(each === 'pesan' ? { count: unread, countLabel: t('ui.account.unread') } : {}),
        }))}
      />
      {part === 'syarat' ? <Requirements house={house} desk={desk} returned={returned} /> : null}
      {part === 'isian' ? <AnswersPart desk={desk} open={shown.open} /> : null}
      {part === 'pesan' ? <MessagesPart house={house} desk={desk} returned={returned} /> : null}
      {part === 'riwayat' ? <DiaryPart house={house} desk={desk} /> : null}
      <PassOnForm house={house} desk={desk} returned={returned} />
    </StaffPage>,
    shown.status,
  );
}
