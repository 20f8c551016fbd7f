import { existsSync } from 'node:fs';
import { ConfigProblem, readConfig } from './kernel/config.ts';
import { connect, type Db } from './kernel/db.ts';
import { joinEmbedded } from './kernel/embedded.ts';
import { type MessageKey, type MessageParams, translator } from './kernel/i18n.ts';
import type { Fault } from './kernel/ledger-faults.ts';
import { verifyLedger } from './kernel/ledger-verify.ts';
import { createLog } from './kernel/log.ts';
import { demoMasterKey, demoMasterKeyPath } from './kernel/master-key.ts';
import { asStartProblem, StartProblem } from './kernel/start-problem.ts';
import { openVault, type Vault } from './kernel/vault.ts';
import { dossierKey } from './modules/dossiers/index.ts';
import { officeBySlug } from './modules/offices/index.ts';

/** `ledger verify [slug]`, beside a running server or without one. Ends with 0: whole, 1: faults, 2: could not look. */
async function main([, officeSlug]: readonly string[]): Promise<void> {
  const config = readConfig(process.env);
  const embedded = config.databaseUrl
    ? undefined
    : await joinEmbedded({ dataDir: config.dataDir, log: createLog('warn') });
  const db = connect(config.databaseUrl ?? embedded?.url ?? '', { max: 2 });
  try {
    // A key made now would fit nothing that was sealed before.
    const master =
      config.masterKey ??
      (existsSync(demoMasterKeyPath(config.dataDir))
        ? await demoMasterKey(config.dataDir)
        : undefined);
    process.exitCode = (await isWhole(db, officeSlug, master && openVault(db, master))) ? 0 : 1;
  } finally {
    await db.end({ timeout: 5 });
    await embedded?.stop();
  }
}

async function isWhole(
  db: Db,
  officeSlug: string | undefined,
  vault: Vault | undefined,
): Promise<boolean> {
  if (officeSlug !== undefined && !(await officeBySlug(db, officeSlug)))
    throw new StartProblem(
      `Kantor "${officeSlug}" tidak ada.`,
      `There is no office "${officeSlug}".`,
    );
  const { faults, faulty, ...counts } = await verifyLedger(
    db,
    {
      ...(officeSlug === undefined ? {} : { officeSlug }),
      ...(vault && {
        vault,
        keyOf: async (query, { id, officeId }) =>
          officeId === null
            ? undefined
            : id === officeId
              ? (await vault.office(officeId)).data
              : dossierKey(query, vault, officeId, id),
      }),
    },
    showProgress,
  );
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  for (const fault of faults) sayFault(fault);
  if (faulty > faults.length) say('ledger.more_faults', { count: faulty - faults.length });
  if (!vault) say('ledger.unsigned');
  say(faulty === 0 ? 'ledger.verified' : 'ledger.faulty', { ...counts, faulty });
  return faulty === 0;
}

const [indonesian, english] = [translator('id'), translator('en')];

function say(key: MessageKey, params?: MessageParams): void {
  process.stdout.write(`${indonesian(key, params)}\n${english(key, params)}\n`);
}

function sayFault({ what, of, stream, seq, until, kind, belongs }: Fault): void {
  const params = { stream, seq, until: until ?? seq, kind: kind ?? '-', belongs: belongs ?? seq };
  const line = (t: typeof indonesian) =>
    t(`ledger.fault.${what}`, { ...params, of: t(`ledger.of.${of}`) });
  process.stdout.write(`${line(indonesian)}\n  ${line(english)}\n`);
}

function showProgress({ events }: { readonly events: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${events}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const known = asStartProblem(error);
  const isExpected = known instanceof StartProblem || known instanceof ConfigProblem;
  const text =
    known instanceof Error
      ? isExpected
        ? known.message
        : (known.stack ?? known.message)
      : String(known);
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
});
