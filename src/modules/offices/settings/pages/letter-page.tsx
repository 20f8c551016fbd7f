import { formatDossierNumber } from '../../../../kernel/dossier-number.ts';
import { type Lang, type LocalisedText, localise, translator } from '../../../../kernel/i18n.ts';
import { ButtonRow, SubmitButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Columns, Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { BLANKO_PLACES, lettersByKind, type Place, placesOf } from '../../letters/kinds.ts';
import { fillBody, fillPlaces } from '../../letters/wording.ts';
import type { PaperKind } from '../letters.ts';
import { BothLanguages, Problems } from './fields.tsx';
import { SettingsPage, type SettingsRooms, settingsPath } from './frame.tsx';
import type { Typed } from './typed.ts';

interface Words {
  readonly subject?: LocalisedText;
  readonly body: LocalisedText;
}

/** One letter's words, with what may be filled in, and how it reads with made-up data. */
export function LetterPage(props: {
  readonly visit: Visit;
  readonly rooms: SettingsRooms;
  readonly kind: PaperKind;
  readonly typed: Typed;
  readonly edition: string;
  readonly isOwn: boolean;
  readonly preview: Words | undefined;
}) {
  const { visit, rooms, kind, typed, edition, isOwn, preview } = props;
  const { t, page: ctx, office } = visit;
  const isBlanko = kind === 'blanko';
  const places = isBlanko ? BLANKO_PLACES : placesOf(kind);
  const needs = isBlanko ? [] : lettersByKind[kind].needs;
  const at = isBlanko ? 'blanko' : `letters.${kind}.body`;
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path={`/surat/${kind}`}
      title={t(`offices.letter.${kind}`)}
      lead={t(`offices.letter.${kind}_when`)}
      above={[{ label: t('offices.settings.card.letters'), href: settingsPath(visit, '/surat') }]}
    >
      <Problems ctx={ctx} typed={typed} />
      {preview ? (
        <Section title={t('offices.letters.preview')} id="contoh">
          <p class="ds-paragraph">{t('offices.letters.preview_lead')}</p>
          <Columns
            even
            main={<Sample visit={visit} words={preview} lang="id" isBlanko={isBlanko} />}
            aside={<Sample visit={visit} words={preview} lang="en" isBlanko={isBlanko} />}
          />
        </Section>
      ) : null}
      <Form action={settingsPath(visit, `/surat/${kind}`)}>
        <input type="hidden" name="edisi" value={edition} />
        {isBlanko ? null : (
          <BothLanguages
            ctx={ctx}
            typed={typed}
            place={`letters.${kind}.subject`}
            label={t('offices.letters.subject')}
            maxLength={200}
          />
        )}
        <BothLanguages
          ctx={ctx}
          typed={typed}
          place={at}
          label={t('offices.letters.body')}
          description={t(isBlanko ? 'offices.letters.blanko_help' : 'offices.letters.body_help')}
          rows={12}
        />
        <ButtonRow>
          <SubmitButton name="langkah" value="simpan">
            {t('offices.settings.save')}
          </SubmitButton>
          <SubmitButton kind="secondary" name="langkah" value="lihat">
            {t('offices.settings.preview')}
          </SubmitButton>
          {isOwn ? (
            <SubmitButton kind="tertiary" name="langkah" value="bawaan">
              {t('offices.letters.restore')}
            </SubmitButton>
          ) : null}
        </ButtonRow>
      </Form>
      <Section title={t('offices.letters.places')} id="tempat">
        <p class="ds-paragraph">{t('offices.letters.places_lead')}</p>
        <Table
          ctx={ctx}
          caption={t('offices.letters.places')}
          captionHidden
          rows={places}
          columns={[
            {
              key: 'place',
              head: t('offices.letters.place_head'),
              rowHead: true,
              cell: (place) => (
                <code class="sl-code" lang="id">
                  {`{${place}}`}
                </code>
              ),
            },
            {
              key: 'what',
              head: t('offices.letters.place_what'),
              cell: (place) =>
                t(
                  needs.includes(place) ? 'offices.letters.place_needed' : 'offices.letters.place',
                  {
                    what: t(`offices.place.${place}`),
                  },
                ),
            },
          ]}
        />
        {isBlanko ? (
          <p class="ds-paragraph">
            <a class="ds-link" href={`/${office.slug}/petugas/contoh-blanko.pdf`}>
              {t('offices.letters.blanko_pdf')}
            </a>
          </p>
        ) : null}
      </Section>
    </SettingsPage>
  );
}

/** How it reads: places filled with made-up data, in the words of that language or, where there are none, said so. */
function Sample(props: { visit: Visit; words: Words; lang: Lang; isBlanko: boolean }) {
  const { visit, words, lang, isBlanko } = props;
  const { t, office } = visit;
  const there = translator(lang);
  const title = t(lang === 'id' ? 'offices.letters.in_id' : 'offices.letters.in_en');
  if (lang === 'en' && words.body.en === undefined)
    return (
      <Card title={title} level={3} tinted>
        <p class="sl-quiet">{t('offices.letters.no_english')}</p>
      </Card>
    );
  const filling = sampleOf(lang, localise(office.name, lang).text);
  const body = localise(words.body, lang).text;
  const paragraphs = isBlanko
    ? fillPlaces(body, filling).split(/\n{2,}/)
    : [
        ...fillBody(body, filling).split('\n\n'),
        there('dossiers.mail.footer', { url: `https://…/${office.slug}/berkas/…` }),
        localise(office.name, lang).text,
      ];
  return (
    <Card title={title} level={3} tinted>
      <div lang={lang} class="sl-flow">
        {words.subject ? (
          <p class="ds-paragraph">
            <strong>{fillPlaces(localise(words.subject, lang).text, filling)}</strong>
          </p>
        ) : null}
        {paragraphs.map((paragraph) => (
          <p class="ds-paragraph">
            {paragraph.split('\n').map((line, index) => (
              <>
                {index === 0 ? null : <br />}
                {line}
              </>
            ))}
          </p>
        ))}
      </div>
    </Card>
  );
}

/** Made-up data for every place; nobody is in it. */
function sampleOf(lang: Lang, office: string): Readonly<Record<Place, string>> {
  const t = translator(lang);
  return {
    nomor: formatDossierNumber({ officeCode: 'CTH', year: 2026, serial: 123 }),
    nama: 'Siti Aminah',
    kantor: office,
    layanan: t('offices.sample.layanan'),
    tanggal: t('offices.sample.tanggal'),
    tanggal_janji: t('offices.sample.tanggal_janji'),
    langkah: t('offices.sample.langkah'),
    langkah_berikut: t('offices.sample.langkah_berikut'),
    daftar: t('offices.sample.daftar'),
    batas: t('offices.sample.batas'),
    waktu: t('offices.sample.waktu'),
    tempat: t('offices.sample.tempat', { office }),
    bawa: t('offices.sample.bawa'),
    batas_ubah: t('offices.sample.batas_ubah'),
    pilihan: t('offices.sample.pilihan'),
    alasan: t('offices.sample.alasan'),
    catatan: t('offices.sample.catatan'),
    penerima: 'Siti Aminah',
    batas_lama: t('offices.sample.batas_lama'),
    tautan: 'https://…',
  };
}
