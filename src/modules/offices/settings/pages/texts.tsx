import { type FormInput, one } from '../../../../kernel/forms.ts';
import { ButtonRow, SubmitButton } from '../../../../ui/button.tsx';
import { DateField, TextArea, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Columns, Section } from '../../../../ui/page-head.tsx';
import { BothLanguages, Problems, placed } from './fields.tsx';
import { SettingsPage, settingsPath } from './frame.tsx';
import type { PartPage, PartView } from './part-page.tsx';
import { TextSample } from './text-sample.tsx';
import { textAt, wordsAt } from './typed.ts';

/** As many steps of the guide as an office's folder may hold. */
const MOST_STEPS = 20;

const CONTACTS = [
  ['phone', 'tel', 40],
  ['whatsapp', 'tel', 40],
  ['email', 'email', 200],
  ['website', 'url', 300],
] as const;

/** What the public reads: welcome, announcement, guide, address. */
export const textsPage: PartPage = {
  path: '/teks',
  parts: [
    'tagline',
    'welcome',
    'announcement',
    'serviceLabel',
    'address',
    'phone',
    'whatsapp',
    'email',
    'website',
    'guide',
    'charter',
  ],
  read: (input) => ({
    tagline: wordsAt(input, 'tagline'),
    welcome: wordsAt(input, 'welcome') ?? { id: '' },
    announcement: announcementIn(input),
    serviceLabel: wordsAt(input, 'serviceLabel') ?? { id: '' },
    address: one(input, 'address').trim(),
    ...Object.fromEntries(CONTACTS.map(([name]) => [name, textAt(input, name)])),
    guide: guideIn(input),
    charter: wordsAt(input, 'charter'),
  }),
  view: (view) => <TextsPage {...view} />,
};

function announcementIn(input: FormInput) {
  const text = wordsAt(input, 'announcement.text');
  const until = textAt(input, 'announcement.until');
  return text && { text, ...(until !== undefined && { until }) };
}

/** The steps in the order of their numbers; an emptied one goes. */
function guideIn(input: FormInput) {
  return Array.from({ length: MOST_STEPS + 1 }, (_, index) => ({
    at: Number.parseInt(one(input, `urutan-${index}`), 10) || index + 1,
    title: wordsAt(input, `guide[${index}].title`),
    text: wordsAt(input, `guide[${index}].text`),
  }))
    .filter(({ title, text }) => title !== undefined || text !== undefined)
    .toSorted((a, b) => a.at - b.at)
    .map(({ title, text }) => ({ title: title ?? { id: '' }, text: text ?? { id: '' } }));
}

function TextsPage({ visit, rooms, content, typed, edition, preview }: PartView) {
  const { t, page: ctx } = visit;
  const steps = Array.isArray(content.guide) ? content.guide.length : 0;
  const both = { ctx, typed } as const;
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/teks"
      title={t('offices.settings.card.texts')}
      lead={t('offices.texts.lead')}
    >
      <Problems ctx={ctx} typed={typed} />
      {preview ? (
        <Section title={t('offices.letters.preview')} id="contoh">
          <p class="ds-paragraph">{t('offices.texts.sample')}</p>
          <Columns
            even
            main={<TextSample visit={visit} typed={typed} steps={steps} lang="id" />}
            aside={<TextSample visit={visit} typed={typed} steps={steps} lang="en" />}
          />
        </Section>
      ) : null}
      <Form action={settingsPath(visit, '/teks')}>
        <input type="hidden" name="edisi" value={edition} />
        <Section title={t('offices.texts.home')} id="beranda">
          <BothLanguages {...both} place="tagline" label={t('offices.texts.tagline')} optional />
          <BothLanguages {...both} place="welcome" label={t('offices.texts.welcome')} rows={4} />
          <BothLanguages
            {...both}
            place="announcement.text"
            label={t('offices.texts.announcement')}
            description={t('offices.texts.announcement_help')}
            rows={3}
            optional
          />
          <DateField
            {...placed({
              ...both,
              place: 'announcement.until',
              label: t('offices.texts.announcement_until'),
              optional: true,
            })}
          />
          <BothLanguages {...both} place="serviceLabel" label={t('offices.texts.service_label')} />
        </Section>
        <Section title={t('offices.texts.contact')} id="alamat">
          <TextArea
            {...placed({
              ...both,
              place: 'address',
              label: t('offices.texts.address'),
              optional: true,
            })}
            rows={2}
            maxLength={300}
          />
          {CONTACTS.map(([name, type, most]) => (
            <TextField
              {...placed({
                ...both,
                place: name,
                label: t(`offices.texts.${name}`),
                optional: true,
              })}
              type={type}
              maxLength={most}
              autocomplete="off"
            />
          ))}
        </Section>
        <Section title={t('offices.texts.guide')} id="panduan">
          <p class="ds-paragraph">{t('offices.texts.guide_help')}</p>
          {Array.from({ length: Math.min(steps + 1, MOST_STEPS) }, (_, index) => (
            <fieldset class="ds-fieldset">
              <legend class="ds-label">{t('offices.texts.step', { number: index + 1 })}</legend>
              <TextField
                ctx={ctx}
                name={`urutan-${index}`}
                label={t('offices.texts.order')}
                value={String(index + 1)}
                inputMode="numeric"
                size={4}
                maxLength={3}
                optional="unmarked"
                autocomplete="off"
              />
              <BothLanguages
                {...both}
                place={`guide[${index}].title`}
                label={t('offices.texts.step_title')}
                optional="unmarked"
              />
              <BothLanguages
                {...both}
                place={`guide[${index}].text`}
                label={t('offices.texts.step_text')}
                rows={4}
                optional="unmarked"
              />
            </fieldset>
          ))}
        </Section>
        <Section title={t('offices.texts.charter')} id="maklumat">
          <BothLanguages
            {...both}
            place="charter"
            label={t('offices.texts.charter')}
            rows={5}
            optional
          />
        </Section>
        <ButtonRow>
          <SubmitButton name="langkah" value="simpan">
            {t('offices.settings.save')}
          </SubmitButton>
          <SubmitButton kind="secondary" name="langkah" value="lihat">
            {t('offices.settings.preview')}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </SettingsPage>
  );
}
