import type { MessageKey } from '../../../kernel/i18n.ts';

/** A picture of a real page, as the journeys take it for docs/users/; its size in pixels there. */
export interface GuidePicture {
  /** The file in docs/users/, without its ending. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly alt: MessageKey;
}

/** One desk, or one part of the work at it. */
export interface GuideSection {
  /** Its anchor. */
  readonly key: string;
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly steps: readonly MessageKey[];
  /** The officers' page that it is about, below `/<office>/petugas`. */
  readonly place?: string;
  readonly picture?: GuidePicture;
}

const shot = (file: string, height: number, alt: MessageKey): GuidePicture => ({
  file,
  width: 1280,
  height,
  alt,
});

/** The officers' guide, desk by desk in the order in which a file passes them. */
export const GUIDE: readonly GuideSection[] = [
  {
    key: 'masuk',
    title: 'practice.guide.masuk.title',
    text: 'practice.guide.masuk.text',
    steps: ['practice.guide.masuk.1', 'practice.guide.masuk.2', 'practice.guide.masuk.3'],
  },
  {
    key: 'daftar',
    title: 'practice.guide.daftar.title',
    text: 'practice.guide.daftar.text',
    steps: [
      'practice.guide.daftar.1',
      'practice.guide.daftar.2',
      'practice.guide.daftar.3',
      'practice.guide.daftar.4',
    ],
    place: '',
    picture: shot('21-daftar-kerja', 600, 'practice.guide.picture.daftar'),
  },
  {
    key: 'periksa',
    title: 'practice.guide.periksa.title',
    text: 'practice.guide.periksa.text',
    steps: [
      'practice.guide.periksa.1',
      'practice.guide.periksa.2',
      'practice.guide.periksa.3',
      'practice.guide.periksa.4',
      'practice.guide.periksa.5',
    ],
    picture: shot('22-berkas', 1150, 'practice.guide.picture.periksa'),
  },
  {
    key: 'nilai',
    title: 'practice.guide.nilai.title',
    text: 'practice.guide.nilai.text',
    steps: [
      'practice.guide.nilai.1',
      'practice.guide.nilai.2',
      'practice.guide.nilai.3',
      'practice.guide.nilai.4',
    ],
    picture: shot('24-lama-dan-baru', 1150, 'practice.guide.picture.nilai'),
  },
  {
    key: 'tombol',
    title: 'practice.guide.tombol.title',
    text: 'practice.guide.tombol.text',
    steps: ['practice.guide.tombol.1', 'practice.guide.tombol.2', 'practice.guide.tombol.3'],
    picture: shot('39-tombol-cepat', 760, 'practice.guide.picture.tombol'),
  },
  {
    key: 'surat',
    title: 'practice.guide.surat.title',
    text: 'practice.guide.surat.text',
    steps: ['practice.guide.surat.1', 'practice.guide.surat.2', 'practice.guide.surat.3'],
    picture: shot('23-surat-perbaikan', 800, 'practice.guide.picture.surat'),
  },
  {
    key: 'pesan',
    title: 'practice.guide.pesan.title',
    text: 'practice.guide.pesan.text',
    steps: ['practice.guide.pesan.1', 'practice.guide.pesan.2', 'practice.guide.pesan.3'],
    picture: shot('38-pesan', 1500, 'practice.guide.picture.pesan'),
  },
  {
    key: 'rekan',
    title: 'practice.guide.rekan.title',
    text: 'practice.guide.rekan.text',
    steps: ['practice.guide.rekan.1', 'practice.guide.rekan.2', 'practice.guide.rekan.3'],
    place: '',
    picture: shot('40-dari-rekan', 700, 'practice.guide.picture.rekan'),
  },
  {
    key: 'jadwal',
    title: 'practice.guide.jadwal.title',
    text: 'practice.guide.jadwal.text',
    steps: ['practice.guide.jadwal.1', 'practice.guide.jadwal.2', 'practice.guide.jadwal.3'],
    place: '/jadwal',
    picture: shot('25-beri-jadwal', 1150, 'practice.guide.picture.jadwal'),
  },
  {
    key: 'layani',
    title: 'practice.guide.layani.title',
    text: 'practice.guide.layani.text',
    steps: ['practice.guide.layani.1', 'practice.guide.layani.2', 'practice.guide.layani.3'],
    place: '/loket',
    picture: shot('71-jangan-dilayani', 900, 'practice.guide.picture.layani'),
  },
  {
    key: 'loket',
    title: 'practice.guide.loket.title',
    text: 'practice.guide.loket.text',
    steps: [
      'practice.guide.loket.1',
      'practice.guide.loket.2',
      'practice.guide.loket.3',
      'practice.guide.loket.4',
    ],
    place: '/loket',
    picture: shot('73-cocokkan-asli', 1250, 'practice.guide.picture.loket'),
  },
  {
    key: 'ajukan',
    title: 'practice.guide.ajukan.title',
    text: 'practice.guide.ajukan.text',
    steps: ['practice.guide.ajukan.1', 'practice.guide.ajukan.2', 'practice.guide.ajukan.3'],
    place: '/ajukan',
    picture: shot('51-ajukan', 1180, 'practice.guide.picture.ajukan'),
  },
  {
    key: 'proses',
    title: 'practice.guide.proses.title',
    text: 'practice.guide.proses.text',
    steps: ['practice.guide.proses.1', 'practice.guide.proses.2', 'practice.guide.proses.3'],
    picture: shot('26-catat-hasil', 1100, 'practice.guide.picture.proses'),
  },
  {
    key: 'hasil',
    title: 'practice.guide.hasil.title',
    text: 'practice.guide.hasil.text',
    steps: ['practice.guide.hasil.1', 'practice.guide.hasil.2', 'practice.guide.hasil.3'],
    picture: shot('28-siapkan-hasil', 1240, 'practice.guide.picture.hasil'),
  },
  {
    key: 'keberatan',
    title: 'practice.guide.keberatan.title',
    text: 'practice.guide.keberatan.text',
    steps: [
      'practice.guide.keberatan.1',
      'practice.guide.keberatan.2',
      'practice.guide.keberatan.3',
    ],
    place: '/keberatan',
    picture: shot('29-jawab-keberatan', 1340, 'practice.guide.picture.keberatan'),
  },
  {
    key: 'cari-berkas',
    title: 'practice.guide.cari.title',
    text: 'practice.guide.cari.text',
    steps: ['practice.guide.cari.1', 'practice.guide.cari.2', 'practice.guide.cari.3'],
    place: '/cari',
  },
  {
    key: 'latihan',
    title: 'practice.guide.latihan.title',
    text: 'practice.guide.latihan.text',
    steps: [
      'practice.guide.latihan.1',
      'practice.guide.latihan.2',
      'practice.guide.latihan.3',
      'practice.guide.latihan.4',
      'practice.guide.latihan.5',
    ],
    place: '/latihan',
    picture: shot('62-umpan-balik', 1000, 'practice.guide.picture.latihan'),
  },
  {
    key: 'pelatih',
    title: 'practice.guide.pelatih.title',
    text: 'practice.guide.pelatih.text',
    steps: [
      'practice.guide.pelatih.1',
      'practice.guide.pelatih.2',
      'practice.guide.pelatih.3',
      'practice.guide.pelatih.4',
    ],
    place: '/latihan',
    picture: shot('63-kelas-latihan', 900, 'practice.guide.picture.pelatih'),
  },
  {
    key: 'pimpinan',
    title: 'practice.guide.pimpinan.title',
    text: 'practice.guide.pimpinan.text',
    steps: ['practice.guide.pimpinan.1', 'practice.guide.pimpinan.2', 'practice.guide.pimpinan.3'],
    place: '/ringkasan',
    picture: shot('81-angka', 1500, 'practice.guide.picture.pimpinan'),
  },
];
