import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { htmlFaults } from '../../../../test/ui/html-rules.ts';
import { addDays, localDate } from '../../../kernel/clocks/index.ts';
import { dossierRoutes } from '../../dossiers/index.ts';
import { openTown, type Town } from '../../dossiers/town.fixture.ts';
import { reportRoutes } from '../index.ts';

const PAGE = '/kantor-uji/petugas/angka';

describe('the figures of an office', { timeout: 120_000 }, () => {
  let town: Town;
  let head: string;
  let above: string;
  let auditor: string;
  let dossier: { id: string; number: string };
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) => [
      ...dossierRoutes(house, []),
      ...reportRoutes(house),
    ]);
    head = await town.person('Kepala Kantor', ['head_of_office']);
    above = await town.person('Kepala Pusat', ['head_of_office'], 'pusat');
    auditor = await town.person('Pengawas', ['auditor']);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  test('an office without a single dossier says that there is no data, not that everything is zero percent', async () => {
    const { status, text } = await town.get(head, PAGE);
    assert.equal(status, 200);
    assert.match(text, /Belum ada data/);
    assert.doesNotMatch(text, /NaN|0%/);
    assert.deepEqual(await htmlFaults(text), []);
  });

  test('a figure leads to the list behind it; the office reads names there, whoever looks from above or audits does not', async () => {
    dossier = await town.submit(await town.person('Ani'), { name: 'Siti Aminah' });
    const page = await town.get(head, PAGE);
    const link = /href="([^"]+angka\/masuk\?[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    assert.ok(link, 'the figure is a link');
    const list = await town.get(head, link);
    assert.equal(list.status, 200);
    assert.match(list.text, new RegExp(dossier.number));
    assert.match(list.text, /Siti Aminah/);
    assert.match(list.text, /1 permohonan dalam 1 berkas/);
    assert.deepEqual(await htmlFaults(list.text), []);
    for (const who of [above, auditor]) {
      const nameless = await town.get(who, link);
      assert.match(nameless.text, new RegExp(dossier.number));
      assert.doesNotMatch(nameless.text, /Siti Aminah/);
    }
  });

  test('whoever looks from above sees the same figures', async () => {
    const numbers = async (who: string) =>
      [...(await town.get(who, PAGE)).text.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(
        ([, cell]) => cell,
      );
    assert.deepEqual(await numbers(above), await numbers(head));
  });

  test('every link of the page opens, and its HTML is valid', async () => {
    const { text } = await town.get(head, PAGE);
    assert.deepEqual(await htmlFaults(text), []);
    const links = [...text.matchAll(/href="(\/kantor-uji\/petugas\/angka[^"]*)"/g)];
    assert.ok(links.length > 10);
    for (const [, href = ''] of links) {
      const answer = await town.get(head, href.replaceAll('&amp;', '&'));
      assert.equal(answer.status, 200, href);
    }
  });

  test('days that cannot be come back with a sentence and what was typed; a year and a day at most', async () => {
    for (const [query, why] of [
      ['dari=2026-02-30', 'Pilih tanggal yang ada'],
      ['dari=2026-03-02&sampai=2026-03-01', 'Tanggal akhir lebih dulu'],
      ['dari=2024-01-01&sampai=2025-01-01', 'Paling lama 366 hari'],
    ] as const)
      for (const place of [PAGE, `${PAGE}/masuk`, `${PAGE}.xlsx`, `${PAGE}.pdf`]) {
        const { status, text } = await town.get(head, `${place}?${query}`);
        assert.equal(status, 422, `${place}?${query}`);
        assert.match(text, new RegExp(why));
        assert.match(text, new RegExp(query.slice(5, 15)));
        assert.deepEqual(await htmlFaults(text), []);
      }
    assert.equal((await town.get(head, `${PAGE}?dari=2024-01-01&sampai=2024-12-31`)).status, 200);
  });

  test('a period before the dossier came does not count it', async () => {
    const yesterday = addDays(localDate(new Date(), 'Asia/Jakarta'), -1);
    const list = await town.get(head, `${PAGE}/masuk?dari=${yesterday}&sampai=${yesterday}`);
    assert.match(list.text, /0 permohonan dalam 0 berkas/);
    assert.match(list.text, /Belum ada data/);
  });

  test('what narrows a list and does not exist is not found', async () => {
    for (const path of ['/entah', '/masuk?layanan=TIADA', '/menunggu', '/langkah?langkah=entah'])
      assert.equal((await town.get(head, `${PAGE}${path}`)).status, 404, path);
    const byReason = await town.get(head, `${PAGE}/kekurangan?alasan=entah`);
    assert.match(byReason.text, /0 permohonan/);
  });

  test('a workbook and a sheet of paper hold the same figures and name nobody', async () => {
    const { response: book } = await town.get(head, `${PAGE}.xlsx`);
    assert.match(book.headers.get('content-disposition') ?? '', /angka-kantor-uji-[\d-]+\.xlsx/);
    const { default: Excel } = await import('exceljs');
    const read = new Excel.Workbook();
    await read.xlsx.load(await book.arrayBuffer());
    const cells: string[][] = [];
    for (const sheet of read.worksheets)
      sheet.eachRow((row) => void cells.push([1, 2, 3].map((at) => row.getCell(at).text)));
    assert.ok(
      cells.some((row) => row.join('|') === 'Masuk|1|1'),
      JSON.stringify(cells),
    );
    assert.doesNotMatch(JSON.stringify(cells), /Siti/);

    const { response: paper } = await town.get(head, `${PAGE}.pdf`);
    const bytes = Buffer.from(await paper.arrayBuffer());
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  });
});
