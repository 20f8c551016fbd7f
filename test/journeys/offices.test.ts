import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { LOOKS, nameOf } from '../support/browser.ts';
import { type Counter, openCounter } from './counter.ts';
import { photo, scan } from './files.ts';
import { type Errand, file } from './filing.ts';
import { openMail } from './mailbox.ts';
import { Officer } from './officer.ts';

interface Story {
  readonly errand: Errand;
  readonly look: (typeof LOOKS)[number] | undefined;
  /** The steps after the check, done by hand: who records them, with which proof. */
  readonly steps: readonly { readonly role: string; readonly proof: string }[];
}

suite('no office lives in the code', () => {
  let counter: Counter;
  let stories: readonly Story[];
  before(async () => {
    counter = await openCounter();
    stories = [
      {
        look: LOOKS[0],
        errand: {
          office: 'disdukcapil-banjar',
          service: 'KK-HILANG',
          answers: { nik: '3279014203850003', no_kk: '3279011203100004', sebab: 'hilang' },
          files: {
            f_1_02: [await scan('f-1-02.pdf', 2)],
            ktp: [await photo('ktp.jpg')],
            surat_kehilangan: [await photo('surat-kehilangan.jpg')],
          },
        },
        steps: [
          { role: 'operator', proof: 'Catatan 22-11' },
          { role: 'operator', proof: 'KK 3279011203100004' },
          { role: 'operator', proof: 'PDF 22-11' },
        ],
      },
      {
        look: LOOKS[1],
        errand: {
          office: 'bppt-bandung',
          service: 'SIUP',
          answers: {
            jenis_pemohon: 'perorangan',
            nik: '3273014203850003',
            nama_usaha: 'Toko Contoh',
            lokasi: 'Jalan Contoh 1, Bandung',
            modal_usaha: '50.000.000',
            alamat_kirim: 'Jalan Contoh 1, Bandung',
          },
          files: {
            ktp: [await photo('ktp.jpg')],
            npwp: [await photo('npwp.jpg')],
            bukti_tempat: [await scan('sewa.pdf', 3)],
          },
        },
        steps: [
          { role: 'operator', proof: '510/17' },
          { role: 'signatory', proof: '22-11-2026' },
          { role: 'operator', proof: '510/SIUP/99' },
          { role: 'operator', proof: 'RR123456785ID' },
        ],
      },
      {
        look: LOOKS[2],
        errand: {
          office: 'ptsp-jakarta-utara',
          service: 'IPTB',
          answers: { nik: '3172014203850003', nomor_iptb: '12/IPTB/2024', jumlah_salinan: '2' },
          files: {
            iptb: [await photo('iptb.jpg')],
            fotokopi_iptb: [await scan('fotokopi.pdf', 1)],
            ktp: [await photo('ktp.jpg')],
          },
        },
        steps: [
          { role: 'counter_officer', proof: 'STTB 77' },
          { role: 'operator', proof: '2 salinan' },
          { role: 'operator', proof: 'Diambil 22-11' },
        ],
      },
    ];
  });
  after(() => counter.close());

  for (const [index, slug] of [
    'disdukcapil-banjar',
    'bppt-bandung',
    'ptsp-jakarta-utara',
  ].entries())
    test(`${slug}: from the form to the result, step by step`, async () => {
      const story = stories[index];
      assert.ok(story?.look && story.errand.office === slug);
      const { errand, look, steps } = story;
      const citizen = await counter.visitor(look);
      const filed = await file(citizen, 'Kartini', errand);

      const desks = new Map<string, Officer>();
      const officerWith = async (role: string): Promise<Officer> => {
        const known = desks.get(role);
        if (known) return known;
        const [account] = await counter.accounts(slug, role);
        assert.ok(account, `${slug} has a ${role}`);
        const officer = await Officer.begin(await counter.visitor(look), account);
        desks.set(role, officer);
        return officer;
      };

      const verifier = await officerWith('verifier');
      await verifier.takeNext();
      await verifier.visitor.sees(`dossier on the desk of ${slug}`);
      for (const requirement of Object.keys(errand.files))
        await verifier.judge(requirement, 'diterima');
      await verifier.visitor.press('dossiers.desk.next.complete');
      await verifier.putBack();

      for (const [step, { role, proof }] of steps.entries()) {
        const officer = await officerWith(role);
        await officer.takeNext();
        if (step === 0) {
          // Without a proof nothing is recorded, and the sentence says what is missing.
          await officer.record('');
          officer.visitor.forgives(/status of 422/);
          await officer.visitor.reads('dossiers.guard.no_proof');
          await officer.visitor.sees(`a step by hand, without proof, at ${slug}`);
        }
        await officer.record(proof);
        await officer.putBack();
      }

      await citizen.go(filed.dossier);
      await citizen.reads('dossiers.status.completed');
      const text = await citizen.text();
      for (const { proof } of steps) assert.ok(text.includes(proof), `${proof} is not shown`);
      await citizen.sees(`finished dossier of ${slug}`);
      await openMail(citizen, filed.who.email, new RegExp(filed.number));
      await citizen.leave();
      for (const officer of desks.values()) await officer.visitor.leave();
    });

  for (const look of LOOKS)
    test(`every office has its home, its services and its guide: ${nameOf(look)}`, async () => {
      const citizen = await counter.visitor(look);
      await citizen.go('/');
      if (look.language === 'en') await citizen.go('/?bahasa=en');
      await citizen.sees('all offices');
      for (const slug of [
        'kantah-bandar-lampung',
        'disdukcapil-banjar',
        'bppt-bandung',
        'ptsp-jakarta-utara',
        'atr-bpn',
      ]) {
        await citizen.go(`/${slug}`);
        await citizen.sees(`home of ${slug}`);
        if (slug === 'atr-bpn') continue;
        await citizen.go(`/${slug}/layanan`);
        await citizen.sees(`services of ${slug}`);
        await citizen.go(`/${slug}/panduan`);
        await citizen.sees(`guide of ${slug}`);
      }
      await citizen.leave();
    });
});
