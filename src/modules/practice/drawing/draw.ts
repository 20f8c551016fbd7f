import sharp from 'sharp';
import type { Typesetter } from '../../../kernel/typeset.ts';
import type { PlannedPaper } from '../making/plan.ts';
import { PAPER_TEMPLATE } from './template.ts';

/** A drawn document, as people would upload it. */
export interface Drawn {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Stands across every page. */
const MARK = 'LATIHAN · BUKAN DOKUMEN ASLI';
/** Width of a photo in pixels, and of the table that shows around the paper. */
const WIDTH = 1100;
const TABLE = 60;

/** Draws a planned paper: a PDF, or a photo of it on a table. `at` is its moment, an ISO time. */
export async function draw(typeset: Typesetter, planned: PlannedPaper, at: string): Promise<Drawn> {
  const { paper, requirement, as } = planned;
  const first = as === 'photo';
  const data = {
    title: paper.title,
    lang: 'id',
    at,
    mark: MARK,
    first,
    paper: { ...paper },
  } as const;
  if (!first) return { name: `${requirement}.pdf`, bytes: await typeset.pdf(PAPER_TEMPLATE, data) };
  const svg = await typeset.svg(PAPER_TEMPLATE, data);
  return { name: `${requirement}.jpg`, bytes: await photograph(svg, planned) };
}

async function photograph(svg: string, { paper, spoilt }: PlannedPaper): Promise<Uint8Array> {
  const sheet = await sharp(Buffer.from(svg)).resize({ width: WIDTH }).png().toBuffer();
  const tilted = sharp(sheet)
    .rotate((paper.stroke - 0.5) * 5, { background: '#6b5a48' })
    .extend({ top: TABLE, bottom: TABLE, left: TABLE, right: TABLE, background: '#6b5a48' });
  const whole = await tilted.png().toBuffer();
  return new Uint8Array(await spoil(whole, spoilt));
}

async function spoil(whole: Buffer, how: PlannedPaper['spoilt']): Promise<Buffer> {
  const { width, height } = await sharp(whole).metadata();
  switch (how) {
    // Held too close and moved: nothing smaller than a heading can be read.
    case 'unreadable':
      return sharp(whole).blur(9).modulate({ brightness: 0.62 }).jpeg({ quality: 60 }).toBuffer();
    case 'cut_off':
      return sharp(whole).extract(leftInView({ width, height })).jpeg({ quality: 72 }).toBuffer();
    case undefined:
      return sharp(whole).jpeg({ quality: 72 }).toBuffer();
  }
}

/** What is still in the picture when a photo is cut off on the left and below, in pixels; always within it. */
export function leftInView({ width, height }: { width: number; height: number }) {
  const left = Math.floor(width * 0.3);
  return { left, top: 0, width: width - left, height: Math.ceil(height * 0.68) };
}
