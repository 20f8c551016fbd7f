import { type FormInput, one } from '../../../../kernel/forms.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, SubmitButton } from '../../../../ui/button.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { colourScale, contrast, type Theme, themeCss } from '../../../../ui/theme.ts';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { Problems, placed } from './fields.tsx';
import { mayChange, SettingsPage, settingsPath } from './frame.tsx';
import type { PartPage, PartView } from './part-page.tsx';
import { textAt } from './typed.ts';

/** What white text needs of the colour behind it (WCAG 2.2, 1.4.3). */
const LEAST_CONTRAST = 4.5;
const COLOUR = /^#[0-9a-f]{6}$/i;

/** The office's two colours and the letters of its mark. */
export const lookPage: PartPage = {
  path: '/tampilan',
  parts: ['theme', 'emblem'],
  read: (input) => ({
    theme: { primary: colourAt(input, 'theme.primary'), accent: colourAt(input, 'theme.accent') },
    emblem: textAt(input, 'emblem')?.toUpperCase(),
  }),
  view: (view) => <LookPage {...view} />,
};

const colourAt = (input: FormInput, place: string) => one(input, place).trim().toLowerCase();

/** The style sheet of colours that are not saved yet; the page that is looked at wears it. */
export function sampleStyleRoute(): Route {
  return {
    method: 'GET',
    path: '/:office/petugas/atur/tampilan/contoh.css',
    access: mayChange,
    handle(visit) {
      const [primary, accent] = [visit.query('utama'), visit.query('aksen')];
      const { theme } = visit.office;
      return visit.c.body(
        themeCss({
          primary: COLOUR.test(primary) ? primary : theme.primary,
          accent: COLOUR.test(accent) ? accent : theme.accent,
        }),
        200,
        { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'private, no-store' },
      );
    },
  };
}

function LookPage({ visit, rooms, content, typed, edition, preview }: PartView) {
  const { t, page: ctx } = visit;
  const theme = content.theme as Theme;
  const emblem = typed.value('emblem');
  const face =
    preview && ctx.office ? { ...ctx.office, emblem: emblem || ctx.office.emblem } : ctx.office;
  const isColour = COLOUR.test(theme.primary) && COLOUR.test(theme.accent);
  const sample = `${settingsPath(visit, '/tampilan/contoh.css')}?utama=${encodeURIComponent(theme.primary)}&aksen=${encodeURIComponent(theme.accent)}`;
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      face={face}
      path="/tampilan"
      title={t('offices.settings.card.look')}
      lead={t('offices.look.lead')}
    >
      {preview ? <link rel="stylesheet" href={sample} /> : null}
      <Problems ctx={ctx} typed={typed} />
      {preview ? (
        <Alert kind="info" live="status">
          {t('offices.look.sample')}
        </Alert>
      ) : null}
      <Form action={settingsPath(visit, '/tampilan')}>
        <input type="hidden" name="edisi" value={edition} />
        {(['primary', 'accent'] as const).map((name) => (
          <TextField
            {...placed({
              ctx,
              typed,
              place: `theme.${name}`,
              label: t(`offices.look.${name}`),
              description: t(`offices.look.${name}_help`),
            })}
            size={9}
            maxLength={7}
            autocomplete="off"
          />
        ))}
        <TextField
          {...placed({
            ctx,
            typed,
            place: 'emblem',
            label: t('offices.look.emblem'),
            description: t('offices.look.emblem_help'),
            optional: true,
          })}
          size={5}
          maxLength={3}
          autocomplete="off"
        />
        <ButtonRow>
          <SubmitButton name="langkah" value="simpan">
            {t('offices.settings.save')}
          </SubmitButton>
          <SubmitButton kind="secondary" name="langkah" value="lihat">
            {t('offices.settings.preview')}
          </SubmitButton>
        </ButtonRow>
      </Form>
      {isColour ? <Contrast visit={visit} theme={theme} /> : null}
    </SettingsPage>
  );
}

/** How readable white is on the colour, and what the pages make of one that is too light. */
function Contrast({ visit, theme }: { visit: Visit; theme: Theme }) {
  const { t, lang } = visit;
  const own = contrast(theme.primary, '#ffffff');
  const used = colourScale(theme.primary)['base-default'] ?? theme.primary;
  const ratio = (value: number) =>
    `${value.toLocaleString(lang === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 1 })} : 1`;
  const isReadable = own >= LEAST_CONTRAST;
  return (
    <Section title={t('offices.look.contrast')} id="kontras">
      {isReadable ? null : <Alert kind="warning">{t('offices.look.too_light', { used })}</Alert>}
      <DescriptionList
        items={[
          { term: t('offices.look.white_on_primary'), value: ratio(own) },
          ...(isReadable
            ? []
            : [
                {
                  term: t('offices.look.white_on_used', { used }),
                  value: ratio(contrast(used, '#ffffff')),
                },
              ]),
        ]}
      />
      <p class="sl-quiet">{t('offices.look.contrast_help')}</p>
    </Section>
  );
}
