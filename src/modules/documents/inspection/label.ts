import { type Limits, MiB } from './limits.ts';
import { type Refused, refused } from './verdict.ts';

/** The ending of a name as systems act on it: lower case, without the dots and blanks that Windows drops. */
export function extensionOf(name: string): string {
  const base = (name.split('/').at(-1) ?? '').replace(/[. ]+$/, '');
  const dot = base.lastIndexOf('.');
  return dot < 0 ? '' : base.slice(dot + 1).toLowerCase();
}

/** What each accepted extension must be recognised as (ASVS 5.2.2: name, signature and structure agree). */
export const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  jpg: ['jpg'],
  jpeg: ['jpg'],
  png: ['png'],
  pdf: ['pdf'],
  docx: ['docx', 'zip', 'docm', 'cfb'],
  zip: ['zip'],
};

/** What the name and the size alone decide; undefined where the content must speak. */
export function refuseByLabel(name: string, size: number, limits: Limits): Refused | undefined {
  if (!Object.hasOwn(ACCEPTED, extensionOf(name))) return refused('extension');
  if (size === 0) return refused('empty');
  if (size > limits.maxBytes)
    return refused('too_large', { max: Math.floor(limits.maxBytes / MiB) });
  return undefined;
}
