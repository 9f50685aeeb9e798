import { expect } from 'chai';
import { waitForPicture } from '../../src/engine/media-element.ts';
import { rejectionOf } from '../network/failure-of.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
const { HAVE_METADATA, HAVE_CURRENT_DATA } = HTMLMediaElement;

/** As much of a media element as it looks at. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  seeking = false;
  readyState: number = HAVE_METADATA;
}

function wait(startTimeS: number | null = null) {
  const video = new FakeVideo();
  const engine = { startTimeS, wallAt: (mediaTimeS: number): number | null => T0 + mediaTimeS * 1000 };
  const abort = new AbortController();
  const shown: number[] = [];
  const begin = (): Promise<number> => {
    const waiting = waitForPicture(video as unknown as HTMLVideoElement, engine, abort.signal);
    waiting.then((at) => shown.push(at)).catch(() => undefined);
    return waiting;
  };
  const happen = async (type: string, changes: Partial<FakeVideo>) => {
    Object.assign(video, changes);
    video.dispatchEvent(new Event(type));
    await Promise.resolve();
    return shown;
  };
  return { video, engine, abort, begin, happen };
}

describe('waitForPicture', () => {
  it('resolves at once with the instant of a picture that is there', async () => {
    const { video, begin } = wait();
    Object.assign(video, { currentTime: 12.5, readyState: HAVE_CURRENT_DATA });
    expect(await begin()).to.equal(T0 + 12_500);
  });

  it('waits for the picture', async () => {
    const { begin, happen } = wait();
    void begin();
    expect(await happen('timeupdate', { currentTime: 3 })).to.be.empty;
    expect(await happen('loadeddata', { readyState: HAVE_CURRENT_DATA })).to.deep.equal([T0 + 3000]);
  });

  it('waits for the end of a seek', async () => {
    const { begin, happen } = wait();
    void begin();
    expect(await happen('canplay', { readyState: HAVE_CURRENT_DATA, seeking: true })).to.be.empty;
    expect(await happen('seeked', { seeking: false, currentTime: 5 })).to.deep.equal([T0 + 5000]);
  });

  it('resolves with where the seek went, however far playback has gone on since', async () => {
    const { begin, happen } = wait();
    void begin();
    expect(await happen('seeking', { seeking: true, currentTime: 5 })).to.be.empty;
    const later = { seeking: false, currentTime: 5.3, readyState: HAVE_CURRENT_DATA };
    expect(await happen('seeked', later)).to.deep.equal([T0 + 5000]);
  });

  it('resolves with where a seek goes that has begun before', async () => {
    const { video, begin, happen } = wait();
    Object.assign(video, { seeking: true, currentTime: 5 });
    void begin();
    const later = { seeking: false, currentTime: 5.3, readyState: HAVE_CURRENT_DATA };
    expect(await happen('seeked', later)).to.deep.equal([T0 + 5000]);
  });

  it('does not take for it where playback is when the news of the seek comes late', async () => {
    const { video, begin, happen } = wait();
    Object.assign(video, { seeking: true, currentTime: 5 });
    void begin();
    await happen('seeking', { seeking: false, currentTime: 5.3 });
    expect(await happen('seeked', { readyState: HAVE_CURRENT_DATA })).to.deep.equal([T0 + 5000]);
  });

  it('waits until playback is where it is to begin', async () => {
    const { begin, happen } = wait(20);
    void begin();
    expect(await happen('loadeddata', { readyState: HAVE_CURRENT_DATA, currentTime: 19.9 })).to.be.empty;
    expect(await happen('seeked', { currentTime: 19.97 })).to.deep.equal([T0 + 19_970]);
  });

  it('resolves with where playback was to begin when nobody heard of the seek to there', async () => {
    const { begin, happen } = wait(20);
    void begin();
    const later = { readyState: HAVE_CURRENT_DATA, currentTime: 20.4 };
    expect(await happen('seeked', later)).to.deep.equal([T0 + 20_000]);
  });

  it('waits until the time of the picture is known', async () => {
    const { begin, happen, engine } = wait();
    const { wallAt } = engine;
    engine.wallAt = () => null;
    void begin();
    expect(await happen('loadeddata', { readyState: HAVE_CURRENT_DATA })).to.be.empty;
    engine.wallAt = wallAt;
    expect(await happen('timeupdate', { currentTime: 1 })).to.deep.equal([T0 + 1000]);
  });

  it('rejects when a newer seek takes over, and listens no more', async () => {
    const { begin, abort, happen } = wait();
    const waiting = rejectionOf(begin());
    abort.abort();
    expect(await waiting).to.have.property('name', 'AbortError');
    expect(await happen('loadeddata', { readyState: HAVE_CURRENT_DATA })).to.be.empty;
  });

  it('rejects where a newer seek has taken over already', async () => {
    const { video, begin, abort } = wait();
    video.readyState = HAVE_CURRENT_DATA;
    abort.abort();
    expect(await rejectionOf(begin())).to.have.property('name', 'AbortError');
  });
});
