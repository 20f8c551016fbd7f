import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * Everything the environment decides, read once at start. `demo` needs nothing and binds to the machine itself;
 * `production` refuses to start until every secret is given (see docs/operations.md for the list).
 */
export interface Config {
  readonly profile: 'demo' | 'production';
  readonly host: string;
  readonly port: number;
  /** The address citizens type, without a trailing slash; used in letters, codes and calendar files. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL below `dataDir` is used. */
  readonly databaseUrl: string | undefined;
  readonly storageUrl: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly clamavSocket: string | undefined;
  /** 32 bytes that wrap every office's keys; absent in demo, where one is made and kept below `dataDir`. */
  readonly masterKey: Buffer | undefined;
  /** How many proxies in front are ours; their X-Forwarded-For entries, and no others, are believed. */
  readonly trustedProxies: number;
  readonly jobs: number;
  /** For how many days results of practice and the dossiers that were practised on are kept. */
  readonly practiceDays: number;
  readonly logLevel: string;
}

const key32 = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64');

const shared = {
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z.string().default('./data'),
  CLAMAV_SOCKET: z.string().optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  JOBS: z.coerce.number().int().min(0).max(64).default(4),
  PRACTICE_DAYS: z.coerce.number().int().min(1).max(3650).default(365),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

const demo = z.object({
  ...shared,
  DATABASE_URL: z.string().optional(),
  PUBLIC_URL: z.url().optional(),
  MASTER_KEY: key32.optional(),
});

const production = z.object({
  ...shared,
  HOST: z.string().default('0.0.0.0'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
  STORAGE_URL: z.string().regex(/^file:/, 'must be a file: address'),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// address'),
  MAIL_FROM: z.string().min(3),
  PUBLIC_URL: z.url({ protocol: /^https$/ }),
  MASTER_KEY: key32,
});

/** The environment lacks something; the sentences say what, one per variable, never a value. */
export class ConfigProblem extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigProblem';
    this.sentences = sentences;
  }
}

/** Reads the environment; throws {@link ConfigProblem} naming every variable that is missing or wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  if (env.PROFILE !== undefined && env.PROFILE !== 'demo' && env.PROFILE !== 'production')
    throw new ConfigProblem(['PROFILE: must be demo or production']);
  return env.PROFILE === 'production' ? readProduction(env) : readDemo(env);
}

function readDemo(env: Readonly<Record<string, string | undefined>>): Config {
  const read = parse(demo, env);
  const dataDir = resolve(read.DATA_DIR);
  return {
    profile: 'demo',
    host: '127.0.0.1',
    port: read.PORT,
    publicUrl: trimSlash(read.PUBLIC_URL ?? `http://127.0.0.1:${read.PORT}`),
    dataDir,
    databaseUrl: read.DATABASE_URL,
    storageUrl: `file:${dataDir}/files`,
    smtpUrl: undefined,
    mailFrom: 'Satu Loket <loket@contoh.go.id>',
    clamavSocket: read.CLAMAV_SOCKET,
    masterKey: read.MASTER_KEY,
    trustedProxies: read.TRUSTED_PROXIES,
    jobs: read.JOBS,
    practiceDays: read.PRACTICE_DAYS,
    logLevel: read.LOG_LEVEL,
  };
}

function readProduction(env: Readonly<Record<string, string | undefined>>): Config {
  const read = parse(production, env);
  return {
    profile: 'production',
    host: read.HOST,
    port: read.PORT,
    publicUrl: trimSlash(read.PUBLIC_URL),
    dataDir: resolve(read.DATA_DIR),
    databaseUrl: read.DATABASE_URL,
    storageUrl: read.STORAGE_URL,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    clamavSocket: read.CLAMAV_SOCKET,
    masterKey: read.MASTER_KEY,
    trustedProxies: read.TRUSTED_PROXIES,
    jobs: read.JOBS,
    practiceDays: read.PRACTICE_DAYS,
    logLevel: read.LOG_LEVEL,
  };
}

function parse<S extends z.ZodType>(
  schema: S,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<S> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigProblem(
    result.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return given[name] === undefined ? `${name}: is missing` : `${name}: ${issue.message}`;
    }),
  );
}

const trimSlash = (url: string) => url.replace(/\/+$/, '');
