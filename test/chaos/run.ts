/** Plays random scenarios on a session in a real browser, and tells what does not hold. See `options.ts`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ChaosPage } from './chaos-page.ts';
import { describeFailure } from './describe-failure.ts';
import { generateScenario } from './generate-scenario.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import type { Outcome, Scenario } from './scenario.ts';
import { shrinkScenario } from './shrink-scenario.ts';

const RESULTS = fileURLToPath(new URL('results/', import.meta.url));
const PRINTED_LINES = 100;
/** How often a smaller scenario is run before it counts as one that does not fail. */
const SHRINK_RUNS = 2;

async function run(options: Options): Promise<number> {
  const chaos = await ChaosPage.open();
  let count = 0;
  let failed = 0;
  const isReplay = options.replay !== null || options.scenario !== null;
  try {
    for (const scenario of scenarios(options)) {
      count += 1;
      const outcome = await runOne(chaos, scenario);
      if (outcome.failures.length === 0) continue;
      failed += 1;
      report(scenario, outcome);
      if (options.shrinks) await shrink(chaos, scenario);
      // Another failure of the same scenario would replace its log.
      if (isReplay) break;
    }
  } finally {
    await chaos.close();
  }
  console.log(`\n${count} scenarios, ${failed} failed`);
  return failed;
}

/** Ends when the time is over, or with the only scenario that is asked for. */
function* scenarios({ seed, minutes, scenario, replay, times }: Options): Generator<Scenario> {
  const only = replay === null ? null : (JSON.parse(readFileSync(replay, 'utf8')) as Scenario);
  if (only !== null || scenario !== null) {
    for (let time = 0; time < times; time += 1) yield only ?? generateScenario(seed, scenario ?? 0);
    return;
  }
  const endMs = performance.now() + minutes * 60_000;
  for (let index = 0; performance.now() < endMs; index += 1) yield generateScenario(seed, index);
}

async function runOne(chaos: ChaosPage, scenario: Scenario): Promise<Outcome> {
  const startedMs = performance.now();
  const outcome = await chaos.run(scenario);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const { name, source, steps } = scenario;
  const verdict = outcome.failures.length === 0 ? 'ok' : 'FAILED';
  console.log(
    `${verdict}: ${name}, ${steps.length} steps, ${source.strategy} ${source.stream} (${seconds} s)`,
  );
  return outcome;
}

/** Prints a failure, and writes it with the scenario to files that outlive the terminal. */
function report(scenario: Scenario, outcome: Outcome): void {
  mkdirSync(RESULTS, { recursive: true });
  const file = `${RESULTS}${scenario.name.replaceAll('/', '-')}`;
  writeFileSync(`${file}.json`, JSON.stringify(scenario, null, 2));
  writeFileSync(`${file}.log`, describeFailure(scenario, outcome, `${file}.json`));
  const newest = { ...outcome, log: outcome.log.slice(-PRINTED_LINES) };
  console.log(describeFailure(scenario, newest, `${file}.json`));
  console.log(`The whole log is in ${file}.log`);
}

async function shrink(chaos: ChaosPage, scenario: Scenario): Promise<void> {
  const smallest = await shrinkScenario(scenario, async (smaller) => {
    for (let runs = 0; runs < SHRINK_RUNS; runs += 1) {
      const { failures } = await chaos.run(smaller);
      if (failures.length > 0) return true;
    }
    return false;
  });
  console.log(`The steps that are left of ${scenario.name}: ${JSON.stringify(smallest)}`);
}

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit();
}
let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exit(2);
}
process.exit((await run(options)) > 0 ? 1 : 0);
