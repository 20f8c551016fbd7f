import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import QRCode from 'qrcode';
import sharp from 'sharp';
import { formatDossierNumber } from '../../src/kernel/dossier-number.ts';
import { DESK, type Look, openBrowser, PHONE } from '../support/browser.ts';
import { type Counter, openCounter } from './counter.ts';
import { OFFICE } from './front-counter.ts';
import { Officer } from './officer.ts';
import { Visitor } from './visitor.ts';

const DESKTOP: Look = { viewport: DESK, javaScript: true, language: 'id' };
const HANDY: Look = { viewport: PHONE, javaScript: true, language: 'en' };
const ELSEWHERE = formatDossierNumber({ officeCode: 'BJR', year: 2026, serial: 7 });
const SCENE = { width: 640, height: 480 } as const;

/** A film of one picture: the paper with that code, held a little askew. */
async function film(words: string): Promise<string> {
  const code = await QRCode.toBuffer(words, { errorCorrectionLevel: 'M', margin: 4, width: 260 });
  const held = await sharp(code).rotate(6, { background: '#fff' }).png().toBuffer();
  const scene = await sharp({ create: { ...SCENE, channels: 3, background: '#8a7f70' } })
    .composite([{ input: held, gravity: 'centre' }])
    .png()
    .toBuffer();
  const gray = await sharp(scene).grayscale().raw().toBuffer();
  const colours = Buffer.alloc((SCENE.width * SCENE.height) / 2, 128);
  const path = join(mkdtempSync(join(tmpdir(), 'kamera-')), 'film.y4m');
  const frame = [Buffer.from('FRAME\n'), gray, colours];
  writeFileSync(
    path,
    Buffer.concat([
      Buffer.from(`YUV4MPEG2 W${SCENE.width} H${SCENE.height} F10:1 Ip A1:1 C420jpeg\n`),
      ...frame,
      ...frame,
    ]),
  );
  return path;
}

suite('the camera at the counter', () => {
  let counter: Counter;
  before(async () => {
    counter = await openCounter();
  });
  after(() => counter.close());

  /** An officer at the gate, whose browser was started like that. */
  const atGate = async (
    t: { after(work: () => Promise<void>): void },
    look: Look,
    args: readonly string[],
  ): Promise<Visitor> => {
    const browser = await openBrowser(t, args);
    const [account] = await counter.accounts(OFFICE, 'counter_officer');
    assert.ok(account);
    const { visitor } = await Officer.begin(
      await Visitor.come(browser, counter.address, look),
      account,
    );
    await visitor.go(`/${OFFICE}/petugas/loket`);
    return visitor;
  };
  const pointing = async (words: string) => [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${await film(words)}`,
  ];
  const open = (desk: Visitor) =>
    desk.page.getByRole('button', { name: desk.t('queue.find.camera'), exact: true }).click();

  test('reads a receipt without a key being pressed, and another office’s is named', async (t) => {
    const code = `${counter.address}/disdukcapil-banjar/lacak/${ELSEWHERE}/ABCD2345EFGH`;
    const desk = await atGate(t, DESKTOP, await pointing(code));
    await open(desk);
    await desk.page.locator('#hasil').waitFor();
    await desk.reads('queue.admission.wrong_office.why');
    await desk.sees('counter after the camera');
  });

  test('tells the code of a shop from that of a receipt', async (t) => {
    const desk = await atGate(t, HANDY, await pointing('WIFI:T:WPA;S:Warung;P:rahasia;;'));
    await open(desk);
    await desk.page.getByText(desk.t('queue.find.foreign')).waitFor();
    desk.forgives(/422/);
    assert.ok(!(await desk.page.content()).includes('Warung'));
    await desk.sees('counter after a code of others');
  });

  test('says what to do where it may not look, and where there is none', async (t) => {
    const denied = await atGate(t, DESKTOP, [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream=deny',
    ]);
    await open(denied);
    await denied.page.getByText(denied.t('queue.find.camera_ditolak')).waitFor();
    assert.ok(
      await denied.page.getByRole('button', { name: denied.t('queue.find.camera') }).isVisible(),
    );
    await denied.sees('counter without leave to look');
    const blind = await atGate(t, HANDY, []);
    await open(blind);
    await blind.page.getByText(blind.t('queue.find.camera_tanpa')).waitFor();
    assert.equal(await blind.page.evaluate(() => document.activeElement?.id), 'cari');
  });
});
