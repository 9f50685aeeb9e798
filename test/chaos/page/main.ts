/** The page of the chaos runner: what the runner calls in it. */
import type { Outcome, Scenario } from '../scenario.ts';
import { runScenario } from './run-scenario.ts';

declare global {
  interface Window {
    runScenario: (scenario: Scenario) => Promise<Outcome>;
  }
}

window.runScenario = runScenario;
