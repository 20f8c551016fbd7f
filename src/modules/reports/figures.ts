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
  /** The meeting was held: accepted, or given back with a reason. */
  'served',
  /** Nobody came to the meeting, by the day on which it should have been. */
  'missed',
  /** The applicant came and the office did not get to them. */
  'unserved',
  'completed',
  'refused',
  'withdrawn',
  /** Ended because a deficiency was not answered in time. */
  'lapsed',
  /** Completed or refused after the time that was due. */
  'closed_late',
  /** Open now, the office's turn, and past its time; whatever the period. */
  'overdue',
] as const;

export type Figure = (typeof FIGURES)[number];

/** What is counted once for each day that is over. The others stand in few lines, or change with every hour. */
export const TALLIED = [
  'received',
  'checked',
  'returned',
  'verified',
  'first_time_right',
  'scheduled',
  'served',
  'completed',
  'refused',
  'withdrawn',
  'lapsed',
  'closed_late',
  'faulty',
] as const satisfies readonly ListedFigure[];

export type Tallied = (typeof TALLIED)[number];

export const isTallied = (figure: ListedFigure): figure is Tallied =>
  TALLIED.some((each) => each === figure);

/** What officers do, told apart by where they say they work from. */
export const OFFICERS_FIGURES = [
  'checked',
  'returned',
  'verified',
  'scheduled',
  'served',
] as const satisfies readonly Figure[];

/** Where an officer worked; `unsaid` when they did not say. */
export const WORKPLACES = ['office', 'home', 'unsaid'] as const;
export type Workplace = (typeof WORKPLACES)[number];

/** Figures with a list behind them that are counted in another way: by step, or by reason. */
export type ListedFigure = Figure | 'waiting' | 'faulty' | 'left';

/** A part of what is counted: one service, one channel, or where officers worked. */
export type Part =
  | { readonly serviceId: string }
  | { readonly channel: string }
  | { readonly workplace: Workplace };

/** Where the list behind a figure stands in an address. */
export const FIGURE_ADDRESS: Readonly<Record<ListedFigure, string>> = {
  received: 'masuk',
  checked: 'diperiksa',
  returned: 'dikembalikan',
  verified: 'lengkap',
  first_time_right: 'lengkap-pertama',
  scheduled: 'dijadwalkan',
  served: 'dilayani',
  missed: 'tidak-datang',
  unserved: 'belum-dilayani',
  completed: 'selesai',
  refused: 'ditolak',
  withdrawn: 'dicabut',
  lapsed: 'gugur',
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
