import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * The machine's diary. Personal data never enters it: callers log ids and codes, and what slips through under a known
 * name is cut out here as a second line of defence.
 */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        'password',
        'nik',
        'token',
        'secret',
        'email',
        'phone',
        'cookie',
        'authorization',
        '*.password',
        '*.nik',
        '*.token',
        '*.secret',
        '*.email',
        '*.cookie',
      ],
      censor: '[disembunyikan]',
    },
  });
}
