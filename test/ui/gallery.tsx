import type { Lang } from '../../src/kernel/i18n.ts';
import { translator } from '../../src/kernel/i18n.ts';
import { Alert } from '../../src/ui/alert.tsx';
import { Breadcrumbs } from '../../src/ui/breadcrumbs.tsx';
import { Button, ButtonRow, LinkButton, SubmitButton } from '../../src/ui/button.tsx';
import { Card, CardGrid } from '../../src/ui/card.tsx';
import { BarChart } from '../../src/ui/charts.tsx';
import { When } from '../../src/ui/dates.tsx';
import { DescriptionList } from '../../src/ui/description-list.tsx';
import { Details } from '../../src/ui/details.tsx';
import { Empty } from '../../src/ui/empty.tsx';
import { ErrorSummary } from '../../src/ui/error-summary.tsx';
import {
  CheckboxGroup,
  DateField,
  FileField,
  MoneyField,
  PasswordField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../src/ui/fields.tsx';
import { Form } from '../../src/ui/form.tsx';
import { Page } from '../../src/ui/layout.tsx';
import { Localised } from '../../src/ui/local.tsx';
import type { PageContext } from '../../src/ui/page-context.ts';
import { Columns, PageHead, Section } from '../../src/ui/page-head.tsx';
import { Pagination } from '../../src/ui/pagination.tsx';
import { Progress } from '../../src/ui/progress.tsx';
import { StaffPage } from '../../src/ui/staff-layout.tsx';
import { Steps } from '../../src/ui/steps.tsx';
import { Table } from '../../src/ui/table.tsx';
import { Tabs } from '../../src/ui/tabs.tsx';
import { Tag } from '../../src/ui/tag.tsx';
import { Timeline } from '../../src/ui/timeline.tsx';
import { Viewer } from '../../src/ui/viewer.tsx';

export const TZ = 'Asia/Jakarta';
const at = new Date('2026-11-21T02:30:00Z');

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

interface PartProps {
  readonly ctx: PageContext;
  readonly say: (words: string) => string;
}

function Cases({ ctx, say }: PartProps) {
  return (
    <>
      <Alert kind="warning" title={say('Dua dokumen perlu diperbaiki')}>
        {say(
          'Unggah kembali sebelum Jumat, 4 Desember 2026. Setelah itu berkas diperiksa lagi dalam 2 hari kerja.',
        )}
      </Alert>
      <Alert kind="info">{say('Petugas sedang memeriksa berkas Anda.')}</Alert>
      <Alert kind="danger">{say('Berkas tidak dapat dikirim.')}</Alert>
      <Tabs
        label={say('Bagian berkas')}
        items={[
          { label: say('Ringkasan'), href: '?', current: true },
          { label: say('Dokumen'), href: '?b=dokumen', count: 15, countLabel: say('dokumen') },
          { label: say('Pesan'), href: '?b=pesan', count: 1, countLabel: say('belum dibaca') },
        ]}
      />
      <DescriptionList
        items={[
          { term: say('Nomor berkas'), value: say('BDL-2026-000123-4') },
          {
            term: say('Layanan'),
            value: <Localised text={{ id: say('Peralihan hak: jual beli') }} lang={ctx.lang} />,
          },
          { term: say('Dikirim'), value: <When at={at} tz={TZ} lang={ctx.lang} /> },
          { term: say('Status'), value: <Tag tone="warning">{say('Perlu perbaikan')}</Tag> },
        ]}
      />
      <p>
        <Tag tone="success">{say('Lengkap')}</Tag> <Tag tone="danger">{say('Ditolak')}</Tag>{' '}
        <Tag tone="info">{say('Diperiksa')}</Tag> <Tag>{say('Draf')}</Tag>{' '}
        <Tag tone="primary">{say('Terjadwal')}</Tag>
      </p>
      <Progress
        id="kemajuan"
        label={say('Mengunggah KTP.jpg')}
        value={42}
        text={say('25 dari 60 MB')}
      />
      <Details summary={say('Mengapa dokumen ini diminta?')}>
        <p>{say('Peraturan Menteri ATR/BPN mensyaratkannya untuk setiap peralihan hak.')}</p>
      </Details>
    </>
  );
}

function Standing({ ctx, say }: PartProps) {
  return (
    <Card title={say('Perjalanan berkas')}>
      <Timeline
        ctx={ctx}
        tz={TZ}
        label={say('Perjalanan berkas')}
        steps={[
          { title: say('Berkas dikirim'), state: 'done', at },
          {
            title: say('Pemeriksaan berkas'),
            state: 'current',
            at,
            note: say('Menunggu perbaikan dari Anda.'),
          },
          { title: say('Jadwal tatap muka'), state: 'future' },
          { title: say('Penyerahan hasil'), state: 'future' },
        ]}
      />
    </Card>
  );
}

function Fields({ ctx, say }: PartProps) {
  return (
    <Section title={say('Permohonan')}>
      <ErrorSummary
        ctx={ctx}
        errors={[
          { field: 'nama', message: say('Tulis nama lengkap Anda.') },
          { field: 'layanan', message: say('Pilih layanan.') },
        ]}
      />
      <Form action="/kantah-bandar-lampung/permohonan" multipart>
        <TextField
          ctx={ctx}
          name="nama"
          label={say('Nama Lengkap')}
          value={say('Siti')}
          autocomplete="name"
          error={say('Tulis nama lengkap Anda.')}
          description={say('Seperti tertulis di KTP.')}
        />
        <TextArea
          ctx={ctx}
          name="keterangan"
          label={say('Keterangan tambahan')}
          value={say('Rumah warisan')}
          optional
        />
        <SelectField
          ctx={ctx}
          name="jenis"
          label={say('Layanan Pertanahan')}
          value="b"
          options={[
            { value: 'a', label: say('Roya') },
            { value: 'b', label: say('Pengecekan sertipikat'), group: say('Informasi') },
          ]}
        />
        <RadioGroup
          ctx={ctx}
          name="layanan"
          label={say('Siapa pemohonnya?')}
          value="saya"
          boxed
          error={say('Pilih layanan.')}
          choices={[
            { value: 'saya', label: say('Saya sendiri') },
            {
              value: 'kuasa',
              label: say('Orang lain'),
              description: say('Anda perlu surat kuasa.'),
            },
          ]}
        />
        <CheckboxGroup
          ctx={ctx}
          name="setuju"
          label={say('Persetujuan')}
          values={['ya']}
          choices={[{ value: 'ya', label: say('Data saya benar.') }]}
        />
        <DateField ctx={ctx} name="tanggal" label={say('Tanggal lahir')} value="1999-08-17" />
        <PasswordField
          ctx={ctx}
          name="sandi"
          label={say('Kata sandi')}
          autocomplete="new-password"
        />
        <MoneyField ctx={ctx} name="nilai" label={say('Nilai transaksi')} value={say('175.000')} />
        <FileField
          ctx={ctx}
          name="berkas"
          label={say('Lampiran Dokumen Persyaratan')}
          description={say('jpg, png, pdf, docx atau zip, paling besar 60 MB.')}
          accept=".jpg,.png,.pdf"
          multiple
        />
        <ButtonRow>
          <SubmitButton>{say('Kirim permohonan')}</SubmitButton>
          <SubmitButton kind="secondary" name="simpan" value={say('ya')} formNoValidate>
            {say('Simpan dulu')}
          </SubmitButton>
          <Button type="button" kind="tertiary" label={say('Batal mengirim permohonan')}>
            {say('Batal')}
          </Button>
          <Button type="button" kind="danger">
            {say('Hapus')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

const rows = [
  { number: 'BDL-2026-000123-4', service: 'Peralihan hak: jual beli', days: 3 },
  { number: 'BDL-2026-000124-2', service: 'Roya', days: 12 },
];

function Lists({ ctx, say }: PartProps) {
  return (
    <>
      <Section
        title={say('Daftar berkas')}
        actions={
          <LinkButton href="?baru" kind="secondary" size="sm">
            {say('Unduh')}
          </LinkButton>
        }
      >
        <Table
          ctx={ctx}
          caption={say('Berkas terbuka')}
          columns={[
            {
              key: 'number',
              head: say('Nomor'),
              cell: (row) => <a href="/x">{say(row.number)}</a>,
              rowHead: true,
              sortHref: '?urut=nomor',
            },
            { key: 'service', head: say('Layanan'), cell: (row) => say(row.service) },
            {
              key: 'state',
              head: say('Status'),
              cell: () => <Tag tone="info">{say('Diperiksa')}</Tag>,
            },
            { key: 'days', head: say('Sisa hari kerja'), cell: (row) => row.days, numeric: true },
          ]}
          rows={rows}
          sort={{ key: 'number', direction: 'ascending' }}
        />
        <Table ctx={ctx} caption={say('Kosong')} columns={[]} rows={[]} />
        <Pagination
          ctx={ctx}
          previous="?sebelum=1"
          next="?sesudah=2"
          summary={say('1–25 dari 1.000+')}
        />
      </Section>
      <Section title={say('Layanan')}>
        <CardGrid>
          <Card
            level={3}
            title={say('Pengecekan sertipikat')}
            href="/layanan/cek"
            meta={say('1 hari kerja · Rp50.000')}
          >
            <p>{say('Memastikan sertipikat sesuai dengan buku tanah.')}</p>
          </Card>
          <Card level={3} title={say('Roya')} href="/layanan/roya" meta={say('5 hari kerja')}>
            <p>{say('Menghapus hak tanggungan yang sudah lunas.')}</p>
          </Card>
          <Card
            level={3}
            title={say('Peralihan hak')}
            tinted
            foot={
              <LinkButton href="/x" kind="secondary" size="sm">
                {say('Lihat syarat')}
              </LinkButton>
            }
          >
            <p>{say('Jual beli, waris, hibah.')}</p>
          </Card>
        </CardGrid>
      </Section>
      <Section title={say('Panduan')}>
        <Steps
          level={3}
          items={[
            { title: say('Daftar dan masuk'), text: <p>{say('Buat akun dengan email Anda.')}</p> },
            { title: say('Unggah dokumen'), text: <p>{say('Foto yang jelas sudah cukup.')}</p> },
          ]}
        />
        <BarChart
          caption={say('Permohonan per layanan')}
          labelHead={say('Layanan')}
          valueHead={say('Permohonan')}
          bars={[
            { label: say('Pengecekan'), value: 1204, text: say('1.204') },
            { label: say('Roya'), value: 611 },
            { label: say('Waris'), value: 0 },
          ]}
        />
        <Empty
          title={say('Anda belum mendaftar antrean layanan.')}
          text={say('Klik di sini untuk mendaftar antrean layanan.')}
        >
          <LinkButton href="/x">{say('Mulai')}</LinkButton>
        </Empty>
      </Section>
    </>
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
