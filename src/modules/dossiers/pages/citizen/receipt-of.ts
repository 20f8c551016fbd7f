import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { unseal } from '../../../../kernel/vault.ts';
import type { Visit } from '../../../../web/visit.ts';
import { serviceVersion } from '../../../offices/index.ts';
import { type EvidenceRow, evidenceOf } from '../../facts.sql.ts';
import {
  applicationViews,
  type DossierRow,
  dossierOf,
  eventsOf,
} from '../../reading/dossier.sql.ts';
import { receiptSecretPlace, showReceiptSecret } from '../../submission/receipt-secret.ts';

/** Everything a receipt says, gathered once for page and PDF. */
export interface Receipt {
  readonly number: string;
  readonly name: string;
  readonly services: readonly string[];
  /** Each with the day by which it is promised. */
  readonly applications: readonly { readonly service: string; readonly promisedAt: Date }[];
  readonly submittedAt: Date;
  readonly promisedAt: Date;
  readonly secret: string;
  readonly trackUrl: string;
  readonly files: readonly EvidenceRow[];
  readonly hash: string;
  readonly steps: readonly string[];
  readonly needsMeeting: boolean;
}

/** The receipt of the visitor's own dossier; undefined when it is another's. */
export async function receiptOf(house: House, visit: Visit): Promise<Receipt | undefined> {
  const id = visit.param('dossier');
  const dossier = isUuid(id)
    ? await dossierOf(house.db, visit.office.id, id, visit.person.id)
    : undefined;
  return dossier && receiptFor(house, visit, dossier);
}

/** The receipt of a dossier that the visitor may see. */
export async function receiptFor(
  house: House,
  visit: Visit,
  dossier: DossierRow,
): Promise<Receipt> {
  const applications = await applicationViews(house.db, visit.office.id, [dossier.id]);
  const [first] = await eventsOf(house.db, dossier.id);
  const files = new Map<string, EvidenceRow>();
  const definitions = [];
  const promised = [];
  for (const application of applications) {
    for (const file of await evidenceOf(house.db, visit.office.id, application.id))
      files.set(file.version_id, file);
    const service = await serviceVersion(
      house.db,
      visit.office.id,
      application.service_id,
      application.service_version,
    );
    if (!service) continue;
    definitions.push(service.definition);
    promised.push({
      service: localise(service.definition.name, visit.lang).text,
      promisedAt: application.promised_at,
    });
  }
  const keys = await house.vault.office(visit.office.id);
  const secret = unseal(
    keys.data,
    dossier.sealed_secret,
    receiptSecretPlace(dossier.id),
  ).toString();
  return {
    number: dossier.number,
    name: dossier.full_name,
    services: definitions.map((definition) => localise(definition.name, visit.lang).text),
    applications: promised,
    submittedAt: dossier.submitted_at,
    promisedAt: new Date(
      Math.max(...applications.map((application) => application.promised_at.getTime())),
    ),
    secret: showReceiptSecret(secret),
    trackUrl: `${house.config.publicUrl}/${visit.office.slug}/lacak/${dossier.number}/${secret}`,
    files: [...files.values()],
    hash: first?.hash.toString('hex') ?? '',
    steps: definitions.flatMap((definition) =>
      definition.route.map((step) => localise(step.name, visit.lang).text),
    ),
    needsMeeting: definitions.some((definition) =>
      definition.route.some((step) => step.kind === 'meeting'),
    ),
  };
}
