import { expect } from 'chai';
import { describe, it } from 'node:test';
import { parseStreamName } from '../../demo/origin/stream-name.ts';
import { generateScenario } from './generate-scenario.ts';
import { shrinkScenario } from './shrink-scenario.ts';

describe('generateScenario', () => {
  it('makes the same scenario for the same seed and index, and others for others', () => {
    expect(generateScenario(7, 3)).to.deep.equal(generateScenario(7, 3));
    expect(generateScenario(7, 3)).to.not.deep.equal(generateScenario(7, 4));
    expect(generateScenario(7, 3)).to.not.deep.equal(generateScenario(8, 3));
  });

  it('makes plain data, so that a file can hold a scenario', () => {
    for (let index = 0; index < 200; index += 1) {
      const scenario = generateScenario(1, index);
      expect(JSON.parse(JSON.stringify(scenario))).to.deep.equal(scenario);
    }
  });

  it('sets only knobs that the origin has', () => {
    for (let index = 0; index < 200; index += 1) {
      const { stream } = generateScenario(2, index).source;
      expect(parseStreamName(stream), stream).to.have.property('base', 'studio');
    }
  });
});

describe('shrinkScenario', () => {
  it('leaves the steps that a failure needs', async () => {
    const scenario = {
      ...generateScenario(1, 0),
      steps: Array.from({ length: 16 }, (_, index) => stepAfter(index)),
    };
    const needed = [3, 12];
    const smallest = await shrinkScenario(scenario, ({ steps }) =>
      Promise.resolve(needed.every((index) => steps.some(({ afterMs }) => afterMs === index))),
    );
    expect(smallest.steps.map(({ afterMs }) => afterMs)).to.deep.equal(needed);
  });
});

const stepAfter = (afterMs: number) => ({ afterMs, action: { do: 'play' } }) as const;
