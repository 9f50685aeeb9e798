import { describeFailure } from './describe-failure.ts';
import { generateScenario } from './generate-scenario.ts';
import { runScenario } from './page/run-scenario.ts';

/** Scenarios that together take a few seconds, and that hold on a busy machine too. */
const SEED = 1;
const INDEXES = [7, 14, 22];

/** `npm run chaos` runs many more of them. */
describe('a session in a random scenario', () => {
  for (const index of INDEXES) {
    it(`keeps its invariants: scenario ${SEED}/${index}`, async () => {
      const scenario = generateScenario(SEED, index);
      const outcome = await runScenario(scenario);
      if (outcome.failures.length > 0) throw new Error(describeFailure(scenario, outcome));
    });
  }
});
