import { createHash, randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { Client, keyIn, type Reply } from '../support/client.ts';

export const OFFICE = 'kantah-bandar-lampung';
const TUS = { 'tus-resumable': '1.0.0' };
const PIECE = 192 * 1024;

/** A dossier that somebody tried to hand in. */
export interface Sent {
  readonly applicant: Applicant;
  readonly draft: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Where the 303 led; undefined while no answer came. */
  answered: string | undefined;
}

/** A file that somebody tried to send. */
export interface Sending {
  readonly applicant: Applicant;
  readonly draft: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly fingerprint: string;
  /** The upload's address, once the announcement was answered. */
  url: string | undefined;
  /** The last offset that an answer named. */
  acknowledged: number;
}

/** One applicant with everything they did and were told; nothing of it may be lost. */
export class Applicant {
  readonly client: Client;
  readonly sent: Sent[] = [];
  readonly files: Sending[] = [];
  readonly #pictures: readonly Buffer[];

  private constructor(client: Client, pictures: readonly Buffer[]) {
    this.client = client;
    this.#pictures = pictures;
  }

  static async register(address: string): Promise<Applicant> {
    const client = new Client(address);
    const reply = await client.post(`/${OFFICE}/daftar`, {
      nama_depan: 'Sumarni',
      nama_belakang: '',
      email: `${randomUUID()}@contoh.example`,
      kata_sandi: 'tiga burung gereja di atap',
    });
    if (reply.status !== 303) throw new Error(`registering was answered by ${reply.status}`);
    return new Applicant(client, await Promise.all([300, 420, 560].map(picture)));
  }

  /** Hands in dossier after dossier until told to stop or the house is silent. */
  async submitUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const draft = await this.#draft();
      const page = draft === undefined ? undefined : await quiet(this.client.get(draft));
      if (draft === undefined || page?.status !== 200) continue;
      const sent: Sent = {
        applicant: this,
        draft,
        fields: fieldsOf(page.text),
        answered: undefined,
      };
      this.sent.push(sent);
      await send(sent);
    }
  }

  /** Sends file after file into one draft after another, piece by piece. */
  async uploadUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const draft = await this.#draft();
      if (!draft) continue;
      for (const index of this.#pictures.keys()) {
        if (isOver()) return;
        const bytes = this.#pictures[index] ?? Buffer.alloc(0);
        const file: Sending = {
          applicant: this,
          draft,
          bytes,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          fingerprint: randomUUID(),
          url: undefined,
          acknowledged: 0,
        };
        this.files.push(file);
        await announce(file);
        if (file.url) await sendRest(file, isOver);
      }
    }
  }

  async #draft(): Promise<string | undefined> {
    const page = await quiet(this.client.get(`/${OFFICE}/permohonan/baru`));
    if (page?.status !== 200) return undefined;
    const begun = await quiet(
      this.client.post(`/${OFFICE}/permohonan`, {
        layanan: 'SITA',
        nama: 'Sumarni',
        keterangan: '',
        kunci: keyIn(page.text),
      }),
    );
    return begun?.status === 303 ? begun.location : undefined;
  }
}

/** Sends, or sends again, the same form with the same key. */
export async function send(sent: Sent): Promise<Reply | undefined> {
  const reply = await quiet(sent.applicant.client.upload(sent.draft, sent.fields, []));
  if (reply?.status === 303) sent.answered ??= reply.location.replace(/\/tanda-terima$/, '');
  return reply;
}

/** Announces the file; the same announcement sent again leads to the same upload. */
export async function announce(file: Sending): Promise<void> {
  const told = {
    filename: `Bukti ${file.fingerprint.slice(0, 8)}.png`,
    untuk: `draft:${file.draft.split('/').at(-1) ?? ''}:`,
    sidik: file.fingerprint,
  };
  const metadata = Object.entries(told)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
  const headers = {
    ...TUS,
    'upload-length': String(file.bytes.length),
    'upload-metadata': metadata,
  };
  const reply = await quiet(file.applicant.client.ask('POST', `/${OFFICE}/unggah`, { headers }));
  if (reply?.status === 201) file.url = reply.location;
}

/** How far the house says the file has come; undefined when it does not know it. */
export async function offsetOf(file: Sending): Promise<number | undefined> {
  const reply = await file.applicant.client.ask('HEAD', file.url ?? '', { headers: TUS });
  return reply.status === 200 ? Number(reply.headers['upload-offset']) : undefined;
}

/** Sends what follows the acknowledged offset, in pieces. */
export async function sendRest(file: Sending, isOver: () => boolean = () => false): Promise<void> {
  while (file.acknowledged < file.bytes.length && !isOver()) {
    const body = file.bytes.subarray(file.acknowledged, file.acknowledged + PIECE);
    const headers = {
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(file.acknowledged),
    };
    const reply = await quiet(
      file.applicant.client.ask('PATCH', file.url ?? '', { headers, body }),
    );
    if (reply?.status !== 204) return;
    file.acknowledged = Number(reply.headers['upload-offset']);
  }
}

function fieldsOf(page: string): Record<string, string> {
  const excuses = [...page.matchAll(/name="(alasan\.[a-z0-9_]+)"/g)].map(([, name]) => [
    name ?? '',
    'Menyusul',
  ]);
  return {
    layanan: 'SITA',
    nama: 'Sumarni',
    keterangan: 'Mohon diperiksa.',
    kunci: keyIn(page),
    'isian.nama_instansi': 'Pengadilan Negeri',
    'isian.nomor_penetapan': '12/Pdt/2026',
    'isian.nomor_hak': '00123',
    'isian.letak': 'Jalan Contoh 1',
    ...Object.fromEntries(excuses),
    tindakan: 'kirim',
  };
}

/** A picture of noise, so that it cannot be made smaller: about `side`² × 3 bytes. */
async function picture(side: number): Promise<Buffer> {
  const raw = { width: side, height: side, channels: 3 } as const;
  return sharp(randomBytes(side * side * 3), { raw })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

/** A house that is down answers nobody: that is no answer, not a failure of the test. */
const quiet = (asked: Promise<Reply>): Promise<Reply | undefined> => asked.catch(() => undefined);
