import type { Scenario } from './scenario.ts';

/**
 * Cuts a scenario that fails down: it leaves out ever fewer steps at a time, as long as what is left still fails.
 *
 * @param fails runs a scenario; failures that depend on timing may need several runs
 */
export async function shrinkScenario(
  scenario: Scenario,
  fails: (scenario: Scenario) => Promise<boolean>,
): Promise<Scenario> {
  let smallest = scenario;
  for (let size = Math.ceil(scenario.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = smallest.steps.length - size; from >= 0; from -= size) {
      const steps = smallest.steps.filter((_, index) => index < from || index >= from + size);
      const smaller = { ...smallest, steps };
      if (await fails(smaller)) smallest = smaller;
    }
  }
  return smallest;
}
