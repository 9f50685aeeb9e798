import { expect } from 'chai';
import { describe, it } from 'node:test';
import { RequestBudget } from '../../src/network/request-budget.ts';
import { ManualClock } from '../manual-clock.ts';

describe('RequestBudget (rule 5)', () => {
  it('lets no more than 39 requests of a kind fail in any minute, however impatient their senders are', async () => {
    const clock = new ManualClock();
    const budget = new RequestBudget(clock);
    const failedMs: number[] = [];
    while (clock.steady() < 300_000) {
      if (budget.waitMs <= 0) {
        failedMs.push(clock.steady());
        budget.noteFailure();
      }
      await clock.advance(100);
    }
    const inMinuteFrom = (fromMs: number) =>
      failedMs.filter((ms) => ms >= fromMs && ms < fromMs + 60_000).length;
    const most = Math.max(...failedMs.map(inMinuteFrom));
    expect(most, 'all three kinds stay below 2 a second').to.be.within(24, 40);
    expect(inMinuteFrom(240_000)).to.be.within(23, 25);
  });

  it('delays nothing as long as few requests fail', async () => {
    const clock = new ManualClock();
    const budget = new RequestBudget(clock);
    for (let failures = 0; failures < 14; failures += 1) {
      budget.noteFailure();
      expect(budget.waitMs).to.be.at.most(0);
    }
    budget.noteFailure();
    expect(budget.waitMs).to.equal(2500);
    await clock.advance(2500);
    expect(budget.waitMs).to.equal(0);
  });

  it('waits for as long as the server has asked to', async () => {
    const clock = new ManualClock();
    const budget = new RequestBudget(clock);
    budget.noteFailure(5000);
    budget.noteFailure(1000);
    expect([budget.pauseMs, budget.waitMs]).to.deep.equal([5000, 5000]);
    await clock.advance(4999);
    expect(budget.waitMs).to.equal(1);
    await clock.advance(1);
    expect([budget.pauseMs, budget.waitMs <= 0]).to.deep.equal([0, true]);
  });
});
