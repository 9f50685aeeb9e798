import type { Outcome, Scenario } from './scenario.ts';

/** What has failed, how to run the same scenario again, and what happened before. */
export function describeFailure(scenario: Scenario, outcome: Outcome, file?: string): string {
  const [seed = '', index = ''] = scenario.name.split('/');
  const replays = [`npm run chaos -- --seed ${seed} --scenario ${index}`];
  if (file !== undefined) replays.push(`npm run chaos -- --replay ${file}`);
  return [
    `FAILED: scenario ${scenario.name}`,
    ...outcome.failures.map((failure) => `  ${failure}`),
    `Replay it: ${replays.join(' or ')}`,
    `Scenario: ${JSON.stringify(scenario)}`,
    'What happened, in milliseconds since the start:',
    ...outcome.log,
    '',
  ].join('\n');
}
