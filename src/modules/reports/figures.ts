/**
 * What an office counts of a period. Each figure counts applications (permohonan) and, beside them, the dossiers (berkas) in
 * which they came, each once however often it happened: twelve dossiers may hold nineteen applications (facts §0.6).
 */
export const FIGURES = [
  /** Handed in. */
  'received',
  /** An officer finished a check: everything accepted, or a letter sent. */
  'checked',
  /** Returned for correction by a letter. */
  'returned',
  /** The check ended with everything accepted. */
  'verified',
  /** The same, without a single letter before: right the first time. */
  'first_time_right',
  /** Given a meeting at the counter. */
  'scheduled',
  'completed',
  'refused',
  'withdrawn',
  /** Completed or refused after the time that was due. */
  'closed_late',
  /** Open now, the office's turn, and past its time; whatever the period. */
  'overdue',
] as const;

export type Figure = (typeof FIGURES)[number];

/** Figures with a list behind them that are counted in another way: by step, or by reason. */
export type ListedFigure = Figure | 'waiting' | 'faulty' | 'left';

/** Where the list behind a figure stands in an address. */
export const FIGURE_ADDRESS: Readonly<Record<ListedFigure, string>> = {
  received: 'masuk',
  checked: 'diperiksa',
  returned: 'dikembalikan',
  verified: 'lengkap',
  first_time_right: 'lengkap-pertama',
  scheduled: 'dijadwalkan',
  completed: 'selesai',
  refused: 'ditolak',
  withdrawn: 'dicabut',
  closed_late: 'selesai-terlambat',
  overdue: 'terlambat',
  waiting: 'menunggu',
  faulty: 'kekurangan',
  left: 'langkah',
};

const BY_ADDRESS = new Map(
  Object.entries(FIGURE_ADDRESS).map(([figure, address]) => [address, figure as ListedFigure]),
);

/** The figure of an address; undefined when there is none. */
export const figureAt = (address: string): ListedFigure | undefined => BY_ADDRESS.get(address);
