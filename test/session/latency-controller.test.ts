import { expect } from 'chai';
import { LatencyController } from '../../src/session/latency-controller.ts';
import { ignoreRejection } from '../../src/network/ignore-rejection.ts';

const HURRIED = 1.05;

describe('LatencyController', () => {
  let video: HTMLVideoElement;
  let controller: LatencyController;
  beforeEach(() => {
    video = document.createElement('video');
    controller = new LatencyController(video);
    play();
  });
  afterEach(() => video.pause());

  /** It has nothing to play, and is not paused for all that, as in a stall. */
  const play = (): unknown => ignoreRejection(video.play());

  /** The rate after each look at how far the picture is behind live. */
  const rates = (...latenciesS: number[]): number[] =>
    latenciesS.map((latencyS) => {
      controller.observe(latencyS * 1000);
      return video.playbackRate;
    });

  it('leaves the rate alone while the viewer is as near to live as at first', () => {
    expect(rates(12, 12.5, 13, 11)).to.deep.equal([1, 1, 1, 1]);
  });

  it('hurries by a twentieth after a stall of more than a second, until it is made good', () => {
    expect(rates(12, 13.1, 12.5, 12.1, 12.09)).to.deep.equal([1, HURRIED, HURRIED, HURRIED, 1]);
  });

  it('hurries again after another stall, towards the distance of the beginning', () => {
    expect(rates(12, 14, 12, 12.9, 13.1, 12)).to.deep.equal([1, HURRIED, 1, 1, HURRIED, 1]);
  });

  it('hurries only where the viewer was live: nearer than 30 s', () => {
    expect(rates(29.9, 60)).to.deep.equal([1, HURRIED]);
    controller.reset();
    expect(rates(30, 60)).to.deep.equal([1, 1]);
  });

  it('takes a distance that the viewer has chosen by a pause for the right one', () => {
    expect(rates(12)).to.deep.equal([1]);
    video.pause();
    expect(rates(20)).to.deep.equal([1]);
    play();
    expect(rates(20, 20.9, 21.1)).to.deep.equal([1, 1, HURRIED]);
  });

  it('takes a distance that the viewer has chosen by a seek for the right one', () => {
    expect(rates(12)).to.deep.equal([1]);
    controller.reset();
    expect(rates(25, 25)).to.deep.equal([1, 1]);
  });

  it('is back at the ordinary rate as soon as the viewer pauses', () => {
    expect(rates(12, 14)).to.deep.equal([1, HURRIED]);
    video.pause();
    expect(rates(14)).to.deep.equal([1]);
  });

  it('is back at the ordinary rate as soon as the viewer seeks', () => {
    expect(rates(12, 14)).to.deep.equal([1, HURRIED]);
    controller.reset();
    expect(video.playbackRate).to.equal(1);
  });

  for (const rate of [0.5, 1.25, 2]) {
    it(`leaves a rate of ${rate} alone, which the page has chosen, before and while it hurries`, () => {
      video.playbackRate = rate;
      expect(rates(12, 14, 12)).to.deep.equal([rate, rate, rate]);
      controller.reset();
      expect(video.playbackRate).to.equal(rate);
      video.playbackRate = 1;
      expect(rates(12, 14)).to.deep.equal([1, HURRIED]);
      video.playbackRate = rate;
      expect(rates(14, 12)).to.deep.equal([rate, rate]);
      video.pause();
      expect(rates(12)).to.deep.equal([rate]);
    });
  }
});
