import { Alert } from '../../src/ui/alert.tsx';
import { LinkButton } from '../../src/ui/button.tsx';
import { Card, CardGrid } from '../../src/ui/card.tsx';
import { BarChart } from '../../src/ui/charts.tsx';
import { When } from '../../src/ui/dates.tsx';
import { DescriptionList } from '../../src/ui/description-list.tsx';
import { Details } from '../../src/ui/details.tsx';
import { Empty } from '../../src/ui/empty.tsx';
import { Localised } from '../../src/ui/local.tsx';
import type { PageContext } from '../../src/ui/page-context.ts';
import { Section } from '../../src/ui/page-head.tsx';
import { Pagination } from '../../src/ui/pagination.tsx';
import { Progress } from '../../src/ui/progress.tsx';
import { Steps } from '../../src/ui/steps.tsx';
import { Table } from '../../src/ui/table.tsx';
import { Tabs } from '../../src/ui/tabs.tsx';
import { Tag } from '../../src/ui/tag.tsx';
import { Timeline } from '../../src/ui/timeline.tsx';

/** The time zone of the gallery's office. */
export const TZ = 'Asia/Jakarta';
const at = new Date('2026-11-21T02:30:00Z');

/** A part takes the context and the speaker of its words. */
export interface PartProps {
  readonly ctx: PageContext;
  readonly say: (words: string) => string;
}

export function Cases({ ctx, say }: PartProps) {
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

export function Standing({ ctx, say }: PartProps) {
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

const rows = [
  { number: 'BDL-2026-000123-4', service: 'Peralihan hak: jual beli', days: 3 },
  { number: 'BDL-2026-000124-2', service: 'Roya', days: 12 },
];

export function Lists({ ctx, say }: PartProps) {
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
