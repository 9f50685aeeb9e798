import { expect } from 'chai';
import { waitForPicture } from '../../src/engine/media-element.ts';
import { rejectionOf } from '../network/failure-of.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
const { HAVE_METADATA, HAVE_CURRENT_DATA } = HTMLMediaElement;

/** The part of a media element that the function uses. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  seeking = false;
  readyState: number = HAVE_METADATA;
  buffered = buffered();
}

/** What is buffered, from each start to its end, in seconds. */
const buffered = (...ranges: [startS: number, endS: number][]) => ({
  length: ranges.length,
  start: (index: number) => ranges[index]![0],
  end: (index: number) => ranges[index]![1],
});

function stage(startTimeS: number | null = null) {
  const video = new FakeVideo();
  const sought = { startTimeS, wallAt: (mediaTimeS: number): number | null => T0 + mediaTimeS * 1000 };
  const abort = new AbortController();
  const shown: number[] = [];
  const wait = (): Promise<number> => {
    const waiting = waitForPicture(video as unknown as HTMLVideoElement, sought, abort.signal);
    waiting.then((at) => shown.push(at)).catch(() => undefined);
    return waiting;
  };
  const dispatch = async (type: string, changes: Partial<FakeVideo>) => {
    Object.assign(video, changes);
    video.dispatchEvent(new Event(type));
    await Promise.resolve();
    return shown;
  };
  return { video, sought, abort, wait, dispatch };
}

describe('waitForPicture', () => {
  it('resolves at once with the instant of a picture that is already shown', async () => {
    const { video, wait } = stage();
    Object.assign(video, { currentTime: 12.5, readyState: HAVE_CURRENT_DATA });
    expect(await wait()).to.equal(T0 + 12_500);
  });

  it('waits for the picture', async () => {
    const { wait, dispatch } = stage();
    void wait();
    expect(await dispatch('timeupdate', { currentTime: 3 })).to.be.empty;
    expect(await dispatch('loadeddata', { readyState: HAVE_CURRENT_DATA })).to.deep.equal([T0 + 3000]);
  });

  it('waits for the end of a seek', async () => {
    const { wait, dispatch } = stage();
    void wait();
    expect(await dispatch('canplay', { readyState: HAVE_CURRENT_DATA, seeking: true })).to.be.empty;
    expect(await dispatch('seeked', { seeking: false, currentTime: 5 })).to.deep.equal([T0 + 5000]);
  });

  it('resolves with the target of the seek, however far playback has gone on since', async () => {
    const { wait, dispatch } = stage();
    void wait();
    expect(await dispatch('seeking', { seeking: true, currentTime: 5 })).to.be.empty;
    const later = { seeking: false, currentTime: 5.3, readyState: HAVE_CURRENT_DATA };
    expect(await dispatch('seeked', later)).to.deep.equal([T0 + 5000]);
  });

  it('resolves with the target of a seek that began before', async () => {
    const { video, wait, dispatch } = stage();
    Object.assign(video, { seeking: true, currentTime: 5 });
    void wait();
    const later = { seeking: false, currentTime: 5.3, readyState: HAVE_CURRENT_DATA };
    expect(await dispatch('seeked', later)).to.deep.equal([T0 + 5000]);
  });

  it('resolves with the target of the seek also when the seeking event arrives late', async () => {
    const { video, wait, dispatch } = stage();
    Object.assign(video, { seeking: true, currentTime: 5 });
    void wait();
    await dispatch('seeking', { seeking: false, currentTime: 5.3 });
    expect(await dispatch('seeked', { readyState: HAVE_CURRENT_DATA })).to.deep.equal([T0 + 5000]);
  });

  it('waits until playback has reached its start time', async () => {
    const { wait, dispatch } = stage(20);
    void wait();
    expect(await dispatch('loadeddata', { readyState: HAVE_CURRENT_DATA, currentTime: 19.9 })).to.be.empty;
    expect(await dispatch('seeked', { currentTime: 19.97 })).to.deep.equal([T0 + 19_970]);
  });

  it('resolves with the start time when the events of the seek were missed', async () => {
    const { wait, dispatch } = stage(20);
    void wait();
    const later = { readyState: HAVE_CURRENT_DATA, currentTime: 20.4 };
    expect(await dispatch('seeked', later)).to.deep.equal([T0 + 20_000]);
  });

  it('waits while a picture is shown that is far later than the time played', async () => {
    const { wait, dispatch } = stage();
    void wait();
    const early = { readyState: HAVE_CURRENT_DATA, currentTime: 0.001, buffered: buffered([0.4, 8]) };
    expect(await dispatch('loadeddata', early)).to.be.empty;
    expect(await dispatch('seeked', { currentTime: 0.401 })).to.deep.equal([T0 + 401]);
  });

  it('waits until the wall-clock time of the picture is known', async () => {
    const { wait, dispatch, sought } = stage();
    const { wallAt } = sought;
    sought.wallAt = () => null;
    void wait();
    expect(await dispatch('loadeddata', { readyState: HAVE_CURRENT_DATA })).to.be.empty;
    sought.wallAt = wallAt;
    expect(await dispatch('timeupdate', { currentTime: 1 })).to.deep.equal([T0 + 1000]);
  });

  it('rejects when its signal is aborted, and listens no more', async () => {
    const { wait, abort, dispatch } = stage();
    const waiting = rejectionOf(wait());
    abort.abort();
    expect(await waiting).to.have.property('name', 'AbortError');
    expect(await dispatch('loadeddata', { readyState: HAVE_CURRENT_DATA })).to.be.empty;
  });

  it('rejects when its signal is aborted already', async () => {
    const { video, wait, abort } = stage();
    video.readyState = HAVE_CURRENT_DATA;
    abort.abort();
    expect(await rejectionOf(wait())).to.have.property('name', 'AbortError');
  });
});
