import type { Lang } from '../../src/kernel/i18n.ts';
import { translator } from '../../src/kernel/i18n.ts';
import { Breadcrumbs } from '../../src/ui/breadcrumbs.tsx';
import { ButtonRow, LinkButton, SubmitButton } from '../../src/ui/button.tsx';
import { SelectField, TextField } from '../../src/ui/fields.tsx';
import { Form } from '../../src/ui/form.tsx';
import { Page } from '../../src/ui/layout.tsx';
import type { PageContext } from '../../src/ui/page-context.ts';
import { Columns, PageHead, Section } from '../../src/ui/page-head.tsx';
import { StaffPage } from '../../src/ui/staff-layout.tsx';
import { Viewer } from '../../src/ui/viewer.tsx';
import { Fields } from './gallery-fields.tsx';
import { Cases, Lists, type PartProps, Standing, TZ } from './gallery-parts.tsx';

/** A page context of an office in Bandar Lampung. `say` passes every word the office or a citizen wrote. */
export function galleryContext(lang: Lang = 'id', say = (words: string) => words): PageContext {
  return {
    lang,
    t: translator(lang),
    path: '/kantah-bandar-lampung/dasbor?halaman=2',
    demo: true,
    asset: (name) => `/asset/${name}`,
    office: {
      slug: 'kantah-bandar-lampung',
      name: { id: say('Kantor Pertanahan Kota Bandar Lampung') },
      timeZone: TZ,
      theme: { primary: '#0f1e3d', accent: '#c9a227' },
      address: say('Jl. Drs. Warsito No. 5, Teluk Betung Utara, Bandar Lampung 35214'),
      hours: { id: say('Senin–Kamis 08.00–16.00, Jumat 08.00–16.30 WIB') },
      phone: '(0721) 123456',
      whatsapp: '0811-1068-0000',
      email: 'loket@example.go.id',
      charter: {
        id: say('Kami sanggup menyelenggarakan pelayanan sesuai standar yang telah ditetapkan.'),
      },
    },
    person: { name: say('Siti Rahmawati'), unread: 3, staffRoles: [] },
  };
}

/** All components on one page, every text passed through `say`. */
export function Gallery({
  ctx,
  say,
}: {
  readonly ctx: PageContext;
  readonly say: (words: string) => string;
}) {
  return (
    <Page
      ctx={ctx}
      title={say('Galeri')}
      width="wide"
      flash={{ kind: 'success', text: say('Berkas Anda sudah kami terima.') }}
      scripts={['islands/upload.js']}
      nav={[
        { href: '/kantah-bandar-lampung', label: say('Beranda') },
        { href: '/kantah-bandar-lampung/dasbor', label: say('Dasbor'), current: true, count: 2 },
        { href: '/kantah-bandar-lampung/panduan', label: say('Panduan') },
      ]}
      banner={
        <>
          <PageHead
            meta={say('Layanan pertanahan')}
            title={say('Ajukan dari rumah, datang sekali saja')}
            lead={say(
              'Petugas memeriksa berkas Anda lebih dulu. Anda datang hanya jika berkas sudah lengkap.',
            )}
          />
          <ButtonRow>
            <LinkButton href="/kantah-bandar-lampung/permohonan/baru" size="lg">
              {say('Daftar antrean layanan')}
            </LinkButton>
            <LinkButton href="javascript:alert(1)" kind="secondary" size="lg">
              {say('Lihat panduan')}
            </LinkButton>
          </ButtonRow>
        </>
      }
    >
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: say('Beranda'), href: '/kantah-bandar-lampung' },
          { label: say('Berkas BDL-2026-000123-4') },
        ]}
      />
      <Columns main={<Cases ctx={ctx} say={say} />} aside={<Standing ctx={ctx} say={say} />} />
      <Fields ctx={ctx} say={say} />
      <Lists ctx={ctx} say={say} />
      <Section title={say('Dokumen')}>
        <Viewer
          ctx={ctx}
          title={say('KTP pemohon.pdf')}
          src="/asset/page.png"
          width={1000}
          height={640}
          pages={3}
          view={{ page: 2, zoom: 2, turn: 90 }}
          href={(view) => `?halaman=${view.page}&perbesar=${view.zoom}&putar=${view.turn}`}
          downloadHref="/asset/page.png"
        />
      </Section>
    </Page>
  );
}

/** An officer's page. */
export function StaffGallery({ ctx, say }: PartProps) {
  return (
    <StaffPage
      ctx={ctx}
      title={say('Berkas masuk')}
      nav={[
        { href: '/petugas', label: say('Berkas masuk'), current: true, count: 14 },
        { href: '/petugas/jadwal', label: say('Jadwal') },
        { href: '/petugas/laporan', label: say('Laporan') },
      ]}
    >
      <PageHead title={say('Berkas masuk')} actions={<SubmitButtonAlone say={say} />} />
      <Form method="get" inline>
        <TextField
          ctx={ctx}
          name="q"
          label={say('Cari nomor berkas')}
          type="search"
          optional="unmarked"
        />
        <SelectField
          ctx={ctx}
          name="s"
          label={say('Status')}
          optional="unmarked"
          options={[{ value: 'a', label: say('Diperiksa') }]}
        />
        <SubmitButton kind="secondary">{say('Terapkan')}</SubmitButton>
      </Form>
      <Lists ctx={ctx} say={say} />
    </StaffPage>
  );
}

function SubmitButtonAlone({ say }: Pick<PartProps, 'say'>) {
  return <LinkButton href="/petugas/berikutnya">{say('Ambil berikutnya')}</LinkButton>;
}
