import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Tag, type Tone } from '../../../../ui/tag.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import {
  type DeficiencyReason,
  type Office,
  reasonsOf,
  serviceVersion,
} from '../../../offices/index.ts';
import type { Comparison, Finding } from '../../feedback.ts';
import { exerciseOf } from '../../training/exercises.sql.ts';
import { type Result, resultsOf } from '../../training/results.ts';
import { everyOfficer, hallOf, inPractice } from './who.ts';
import { minutes } from './words.ts';

/** What was missed comes first; what was right, last. */
const ORDER: readonly Comparison[] = [
  'missed',
  'needless',
  'other_reason',
  'open',
  'found',
  'in_order',
];
const TONES: Readonly<Record<Comparison, Tone>> = {
  missed: 'danger',
  needless: 'warning',
  other_reason: 'info',
  open: 'neutral',
  found: 'success',
  in_order: 'success',
};

/** After the decision: requirement by requirement what was planted, what the trainee said, and how to see it next time. */
export function feedbackRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/latihan/berkas/:dossier',
      access: everyOfficer,
      handle: inPractice(house, async (visit, office) => {
        const id = visit.param('dossier');
        const exercise = isUuid(id) ? await exerciseOf(house.db, office.id, id) : undefined;
        if (exercise?.person_id !== visit.person.id) return visit.notFound();
        const [result] = await resultsOf(house, office.id, [exercise]);
        return result ? feedbackPage(house, visit, office, result) : visit.notFound();
      }),
    },
  ];
}

async function feedbackPage(house: House, visit: Visit, office: Office, result: Result) {
  const { t, page: ctx } = visit;
  const { exercise, made } = result;
  const title = `${t('practice.feedback.title')} ${exercise.number}`;
  const dossier = `/${office.slug}/petugas/berkas/${exercise.dossier_id}`;
  const service = await serviceVersion(house.db, office.id, made.service_id, made.service_version);
  const names = new Map(
    service?.definition.requirements.map(({ key, name }) => [key, localise(name, visit.lang).text]),
  );
  const reasons = await reasonsOf(house.db, office.id);
  return visit.html(
    <StaffPage ctx={ctx} title={title} nav={staffNav(visit, 'latihan')}>
      <PageHead
        meta={<span class="sl-code">{exercise.number}</span>}
        title={`${t('practice.feedback.title')}: ${exercise.full_name}`}
        lead={service && localise(service.definition.name, visit.lang).text}
      />
      {result.state === 'decided' ? (
        <>
          <Summary visit={visit} result={result} />
          <ButtonRow>
            <form
              method="post"
              action={`${hallOf(office.slug)}/berkas/${exercise.dossier_id}/ulangi`}
            >
              <input type="hidden" name="kunci" value={newId()} />
              <SubmitButton>{t('practice.feedback.again')}</SubmitButton>
            </form>
            <LinkButton kind="secondary" href={hallOf(office.slug)}>
              {t('practice.feedback.back')}
            </LinkButton>
          </ButtonRow>
          <Section title={t('practice.feedback.requirements')}>
            <ol class="sl-rows">
              {result.findings
                .toSorted((a, b) => ORDER.indexOf(a.comparison) - ORDER.indexOf(b.comparison))
                .map((finding) => (
                  <Row
                    visit={visit}
                    finding={finding}
                    name={names.get(finding.requirement) ?? finding.requirement}
                    reasons={reasons}
                    href={`${dossier}?syarat=${finding.requirement}#syarat-${finding.requirement}`}
                  />
                ))}
            </ol>
          </Section>
        </>
      ) : (
        <Empty title={t('practice.feedback.open')} text={t('practice.feedback.open_text')}>
          <LinkButton href={dossier}>{t('practice.feedback.to_dossier')}</LinkButton>
        </Empty>
      )}
    </StaffPage>,
  );
}

function Summary({ visit, result }: { readonly visit: Visit; readonly result: Result }) {
  const { t } = visit;
  const { found, planted, missed, needless } = result.tally;
  const isRight = missed === 0 && needless === 0;
  return (
    <Alert kind={isRight ? 'success' : 'info'}>
      {missed > 0 ? (
        <p class="ds-paragraph">{t('practice.feedback.some', { found, planted })}</p>
      ) : planted > 0 ? (
        <p class="ds-paragraph">{t('practice.feedback.all_found')}</p>
      ) : needless === 0 ? (
        <p class="ds-paragraph">{t('practice.feedback.clean')}</p>
      ) : null}
      {needless > 0 ? (
        <p class="ds-paragraph">{t('practice.feedback.needless', { count: needless })}</p>
      ) : null}
      {result.took === undefined ? null : (
        <p class="ds-paragraph">
          {t('practice.feedback.took', { time: minutes(visit, result.took) })}
        </p>
      )}
    </Alert>
  );
}

function Row(props: {
  readonly visit: Visit;
  readonly finding: Finding;
  readonly name: string;
  readonly reasons: readonly DeficiencyReason[];
  readonly href: string;
}) {
  const { visit, finding, name, reasons, href } = props;
  const { t, lang } = visit;
  const { comparison, judged, planted, expected } = finding;
  const label = (code: string | null | undefined) => {
    const reason = reasons.find((each) => each.code === code);
    return reason ? localise(reason.label, lang).text : undefined;
  };
  const said = judged && [t(`dossiers.desk.verdict.${judged.verdict}`), label(judged.reasonCode)];
  return (
    <li class="sl-flow">
      <p>
        <strong>{name}</strong>{' '}
        <Tag tone={TONES[comparison]}>{t(`practice.comparison.${comparison}`)}</Tag>
      </p>
      {comparison === 'in_order' ? null : (
        <DescriptionList
          items={[
            {
              term: t('practice.feedback.planted'),
              value: planted && t(`practice.fault.${planted}`),
            },
            { term: t('practice.feedback.judged'), value: said?.filter(Boolean).join(', ') },
            {
              term: t('practice.feedback.expected'),
              value: comparison === 'found' ? undefined : label(expected),
            },
            {
              term: t('practice.feedback.hint'),
              value: planted
                ? t(`practice.hint.${planted}`)
                : comparison === 'needless'
                  ? t('practice.feedback.needless_text')
                  : undefined,
            },
          ]}
        />
      )}
      {comparison === 'in_order' || planted === 'absent' ? null : (
        <p>
          <a href={href}>
            {t('practice.feedback.look')}
            <span class="ds-sr-only">: {name}</span>
          </a>
        </p>
      )}
    </li>
  );
}
