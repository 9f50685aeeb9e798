import { expect } from 'chai';
import { LatencyController } from '../../src/session/latency-controller.ts';
import { ignoreRejection } from '../../src/network/ignore-rejection.ts';

const CATCH_UP_RATE = 1.05;

describe('LatencyController', () => {
  let video: HTMLVideoElement;
  let controller: LatencyController;
  beforeEach(() => {
    video = document.createElement('video');
    controller = new LatencyController(video);
    play();
  });
  afterEach(() => video.pause());

  /** The video has nothing to play, and is not paused, as in a stall. */
  const play = (): unknown => ignoreRejection(video.play());

  /** The rate after each observation, for these latencies. */
  const rates = (...latenciesS: number[]): number[] =>
    latenciesS.map((latencyS) => {
      controller.observe(latencyS * 1000);
      return video.playbackRate;
    });

  it('keeps the rate while the latency is about the same', () => {
    expect(rates(12, 12.5, 13, 11)).to.deep.equal([1, 1, 1, 1]);
  });

  it('plays 5 % faster after a stall of more than a second, until the latency is as before', () => {
    expect(rates(12, 13.1, 12.5, 12.1, 12.09)).to.deep.equal([
      1,
      CATCH_UP_RATE,
      CATCH_UP_RATE,
      CATCH_UP_RATE,
      1,
    ]);
  });

  it('plays faster again after another stall, until the latency is as at first', () => {
    expect(rates(12, 14, 12, 12.9, 13.1, 12)).to.deep.equal([1, CATCH_UP_RATE, 1, 1, CATCH_UP_RATE, 1]);
  });

  it('plays faster only if the latency was below 30 s', () => {
    expect(rates(29.9, 60)).to.deep.equal([1, CATCH_UP_RATE]);
    controller.reset();
    expect(rates(30, 60)).to.deep.equal([1, 1]);
  });

  it('keeps the latency that follows a pause', () => {
    expect(rates(12)).to.deep.equal([1]);
    video.pause();
    expect(rates(20)).to.deep.equal([1]);
    play();
    expect(rates(20, 20.9, 21.1)).to.deep.equal([1, 1, CATCH_UP_RATE]);
  });

  it('keeps the latency that follows a seek', () => {
    expect(rates(12)).to.deep.equal([1]);
    controller.reset();
    expect(rates(25, 25)).to.deep.equal([1, 1]);
  });

  it('plays at the normal rate again as soon as the viewer pauses', () => {
    expect(rates(12, 14)).to.deep.equal([1, CATCH_UP_RATE]);
    video.pause();
    expect(rates(14)).to.deep.equal([1]);
  });

  it('plays at the normal rate again as soon as the viewer seeks', () => {
    expect(rates(12, 14)).to.deep.equal([1, CATCH_UP_RATE]);
    controller.reset();
    expect(video.playbackRate).to.equal(1);
  });

  for (const rate of [0.5, 1.25, 2]) {
    it(`keeps a rate of ${rate} that the page has set, before and while it plays faster`, () => {
      video.playbackRate = rate;
      expect(rates(12, 14, 12)).to.deep.equal([rate, rate, rate]);
      controller.reset();
      expect(video.playbackRate).to.equal(rate);
      video.playbackRate = 1;
      expect(rates(12, 14)).to.deep.equal([1, CATCH_UP_RATE]);
      video.playbackRate = rate;
      expect(rates(14, 12)).to.deep.equal([rate, rate]);
      video.pause();
      expect(rates(12)).to.deep.equal([rate]);
    });
  }
});
