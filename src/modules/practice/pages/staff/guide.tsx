import { Alert } from '../../../../ui/alert.tsx';
import { Button, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import { findSections } from '../../guide/find.ts';
import { GUIDE, type GuideSection } from '../../guide/sections.ts';
import { everyOfficer } from './who.ts';

/** The longest word that is searched for, in characters. */
const LONGEST = 80;

/** `/:office/petugas/panduan`: every desk, step by step, with pictures; made to be searched and to be printed. */
export function guideRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/panduan',
      access: everyOfficer,
      handle: (visit) => guidePage(visit),
    },
  ];
}

function guidePage(visit: Visit) {
  const { t, page: ctx, office } = visit;
  const term = visit.query('cari').trim().slice(0, LONGEST);
  const found = findSections(GUIDE, t, term);
  const here = `/${office.slug}/petugas/panduan`;
  const places = new Set(staffNav(visit, 'panduan').map(({ href }) => href));
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={t('practice.guide.title')}
      nav={staffNav(visit, 'panduan')}
      scripts={['print.js']}
    >
      <PageHead
        title={t('practice.guide.title')}
        lead={t('practice.guide.lead')}
        actions={
          <sl-print hidden>
            <Button type="button" kind="secondary">
              {t('practice.guide.print')}
            </Button>
          </sl-print>
        }
      />
      <Form method="get" inline>
        <TextField
          ctx={ctx}
          name="cari"
          type="search"
          label={t('practice.guide.search')}
          value={term}
          maxLength={LONGEST}
          autocomplete="off"
          optional="unmarked"
        />
        <SubmitButton kind="secondary">{t('practice.guide.search_button')}</SubmitButton>
      </Form>
      {found.length === 0 ? (
        <Empty title={t('practice.guide.none')} text={t('practice.guide.none_text')}>
          <LinkButton href={here} kind="secondary">
            {t('practice.guide.all')}
          </LinkButton>
        </Empty>
      ) : (
        <>
          <Contents visit={visit} sections={found} term={term} here={here} />
          {found.map((section) => (
            <GuidePart visit={visit} section={section} places={places} />
          ))}
          <Alert>{t('practice.guide.ledger')}</Alert>
        </>
      )}
    </StaffPage>,
  );
}

function Contents(props: {
  readonly visit: Visit;
  readonly sections: readonly GuideSection[];
  readonly term: string;
  readonly here: string;
}) {
  const { visit, sections, term, here } = props;
  const { t } = visit;
  const title =
    term === ''
      ? t('practice.guide.contents')
      : t('practice.guide.found', { count: sections.length, term });
  return (
    <nav aria-label={t('practice.guide.contents')}>
      <p>
        <strong>{title}</strong>
        {term === '' ? null : (
          <>
            {' '}
            <a href={here}>{t('practice.guide.all')}</a>
          </>
        )}
      </p>
      <ol class="sl-contents">
        {sections.map(({ key, title: name }) => (
          <li>
            <a href={`#${key}`}>{t(name)}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function GuidePart(props: {
  readonly visit: Visit;
  readonly section: GuideSection;
  /** The addresses in the visitor's own navigation. */
  readonly places: ReadonlySet<string>;
}) {
  const { visit, section, places } = props;
  const { t, page: ctx, office } = visit;
  const { key, title, text, steps, place, picture } = section;
  const href = place === undefined ? undefined : `/${office.slug}/petugas${place}`;
  return (
    <Section
      id={key}
      title={t(title)}
      actions={
        href !== undefined && places.has(href) ? (
          <LinkButton
            href={href}
            kind="tertiary"
            size="sm"
            label={`${t('practice.guide.open')}: ${t(title)}`}
          >
            {t('practice.guide.open')}
          </LinkButton>
        ) : null
      }
    >
      <p>{t(text)}</p>
      <ol class="ds-list">
        {steps.map((step) => (
          <li>{t(step)}</li>
        ))}
      </ol>
      {picture ? (
        <img
          class="sl-shot"
          src={ctx.asset(`${picture.file}.webp`)}
          alt={t(picture.alt)}
          width={String(picture.width)}
          height={String(picture.height)}
          loading="lazy"
          decoding="async"
        />
      ) : null}
    </Section>
  );
}
