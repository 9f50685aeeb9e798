import { expect } from 'chai';
import Hls from 'hls.js/light';
import { stillPicture } from '../picture.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { windowMiddle, ownStream } from './own-stream.ts';
import { clearSessions, stageSession, STRATEGIES } from './session-stage.ts';

const { Events } = Hls;

/** The events of hls.js until it shows its first picture, in order. */
const EVENTS = [
  Events.MANIFEST_LOADING,
  Events.LEVEL_LOADED,
  Events.FRAG_LOADING,
  Events.BUFFER_CODECS,
  Events.BUFFER_APPENDING,
  Events.BUFFER_APPENDED,
  Events.FRAG_PARSED,
  Events.FRAG_BUFFERED,
] as const;

const isSegment = ({ pathname }: URL): boolean => pathname.endsWith('.ts');

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  describe(`A seek before the first picture, ${strategy},`, () => {
    const start = windowMiddle(3 * HOUR_MS) + 1480;
    const targets: [where: string, target: number][] = [
      ['within the playlist', start + 2 * MINUTE_MS],
      ['in another playlist', start - 5 * HOUR_MS],
    ];
    for (const [where, target] of targets) {
      for (const event of EVENTS) {
        it(`lands ${where} when it begins at ${event}`, async () => {
          let reach: (() => void) | undefined;
          const reached = new Promise<void>((resolve) => (reach = resolve));
          class WatchedHls extends Hls {
            constructor(...args: ConstructorParameters<typeof Hls>) {
              super(...args);
              this.once(event, () => reach?.());
            }
          }
          const requests: URL[] = [];
          let isReleased = false;
          const session = stageSession({
            strategy,
            src: ownStream(),
            request: { start },
            autoplay: false,
            Hls: WatchedHls,
            authorize: async (url) => {
              if (isSegment(url)) requests.push(url);
              if (requests[0] === url) await until(() => isReleased);
              return url;
            },
          });
          // The seek finds its segment in the cache, so it can overtake the first segment.
          await until(() => requests.length === 1);
          session.warm(target);
          if (strategy === 'windowed') await until(() => requests.length === 2);
          isReleased = true;
          await reached;
          expect(await session.seekTo(target)).to.be.closeTo(target, 20);
          expect(await stillPicture(session.video)).to.equal(target);
        });
      }
    }
  });
}
