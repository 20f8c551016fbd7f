import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { parseNik } from '../src/kernel/identity/index.ts';
import { readAnswers } from '../src/modules/dossiers/drafting/read-answers.ts';
import { type ServiceDefinition, serviceSchema } from '../src/modules/offices/definition.ts';
import { requirementsFor } from '../src/modules/offices/index.ts';
import { CAN_HAVE, paperKindOf } from '../src/modules/practice/making/paper.ts';
import { planCase } from '../src/modules/practice/making/plan.ts';
import { DIFFICULTIES, PLANTED, RIGHT_REASONS } from '../src/modules/practice/rules.ts';
import { projectFolder } from './support/cluster.ts';

const TODAY = '2026-11-22';
const FILES = globSync('offices/*/services/*.json', { cwd: projectFolder }).map((file) =>
  join(projectFolder, file),
);
const services: readonly { office: string; definition: ServiceDefinition }[] = FILES.map(
  (file) => ({
    office: basename(dirname(dirname(file))),
    definition: serviceSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
  }),
).filter(({ definition }) => !definition.elsewhere);

test('for every service of every office a made-up application can be handed in, whatever is planted', () => {
  assert.ok(services.length > 60);
  for (const { office, definition } of services)
    for (const difficulty of DIFFICULTIES)
      for (let seed = 1; seed <= 6; seed += 1) {
        const about = `${office} ${definition.code} ${difficulty} ${seed}`;
        const plan = planCase(definition, seed, difficulty, TODAY);
        assert.deepEqual(readAnswers(definition, plan.answers, TODAY).faults, {}, about);
        const asked = requirementsFor(definition, plan.answers);
        const there = new Set(plan.papers.map(({ requirement }) => requirement));
        for (const { key, required } of asked)
          assert.ok(!required || there.has(key) || plan.missing[key], `${about}: ${key}`);
        assert.ok(plan.papers.length <= 15, about);
        assert.ok(plan.faults.size <= PLANTED[difficulty].most, about);
        for (const [key, kind] of plan.faults) {
          const name = asked.find((requirement) => requirement.key === key)?.name.id ?? '';
          assert.ok(PLANTED[difficulty].kinds.includes(kind), about);
          assert.ok(CAN_HAVE[kind].includes(paperKindOf(name)), `${about}: ${kind} under ${name}`);
          assert.equal(kind === 'absent', !there.has(key), about);
        }
      }
});

test('nobody who is made up can be a real person: every number lies in district 99', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const [{ definition } = services[0] as (typeof services)[number]] = services;
    const { person } = planCase(definition, seed, 'easy', TODAY);
    const nik = parseNik(person.nik, TODAY);
    assert.ok(nik.ok && nik.district.endsWith('99'));
    assert.equal(nik.birthDate, person.birthDate);
    assert.equal(nik.sex, person.sex);
    assert.ok(person.familyCard.slice(4, 6) === '99' && person.name.length <= 60);
  }
});

test('the same seed gives the same dossier, another one another, and every kind of fault occurs', () => {
  const planted = new Set<string>();
  const names = new Set<string>();
  for (const { definition } of services.slice(0, 12))
    for (const difficulty of DIFFICULTIES)
      for (let seed = 1; seed <= 20; seed += 1) {
        const once = planCase(definition, seed, difficulty, TODAY);
        assert.deepEqual(planCase(definition, seed, difficulty, TODAY), once);
        for (const kind of once.faults.values()) planted.add(kind);
        names.add(once.person.name);
      }
  assert.deepEqual([...planted].toSorted(), Object.keys(RIGHT_REASONS).toSorted());
  assert.ok(names.size > 60, `${names.size} names`);
});

test('for every planted fault each office has a reason that names it', () => {
  for (const file of globSync('offices/*/reasons.json', { cwd: projectFolder })) {
    const codes = (
      JSON.parse(readFileSync(join(projectFolder, file), 'utf8')) as { code: string }[]
    ).map(({ code }) => code);
    for (const [kind, right] of Object.entries(RIGHT_REASONS))
      assert.ok(
        kind === 'absent' || right.some((code) => codes.includes(code)),
        `${file}: ${kind}`,
      );
  }
});
