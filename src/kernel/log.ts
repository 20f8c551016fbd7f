import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * The machine's diary. Personal data never enters it: callers log ids and codes, and what slips through under a known
 * name is cut out here as a second line of defence.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
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
        // PostgreSQL repeats the row that it refused: names, addresses and all.
        'err.detail',
        'err.where',
        'err.query',
        'err.parameters',
      ],
      censor: '[disembunyikan]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
