import { expect } from 'chai';
import Hls from 'hls.js/light';
import { stillPicture } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { windowMiddle, ownStream } from './own-stream.ts';
import { clearSessions, stageSession, STRATEGIES } from './session-stage.ts';

const { Events } = Hls;

/** All that hls.js goes through until it shows its first picture, in order. */
const MOMENTS = [
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
  describe(`a seek before there is any picture, ${strategy}`, () => {
    const start = windowMiddle(3 * HOUR_MS) + 1480;
    const targets: [where: string, target: number][] = [
      ['to what is loaded', start + 5 * 60_000],
      ['to another playlist', start - 5 * HOUR_MS],
    ];
    for (const [where, target] of targets) {
      for (const moment of MOMENTS) {
        it(`${where} lands there, at the moment of ${moment}`, async () => {
          let reach: (() => void) | undefined;
          const reached = new Promise<void>((resolve) => (reach = resolve));
          class WatchedHls extends Hls {
            constructor(...args: ConstructorParameters<typeof Hls>) {
              super(...args);
              this.once(moment, () => reach?.());
            }
          }
          const asked: URL[] = [];
          let isReleased = false;
          const session = stageSession({
            strategy,
            src: ownStream(),
            request: { start },
            autoplay: false,
            Hls: WatchedHls,
            authorize: async (url) => {
              if (isSegment(url)) asked.push(url);
              if (asked[0] === url) await until(() => isReleased);
              return url;
            },
          });
          // What the seek needs is there, so that it comes in between.
          await until(() => asked.length === 1);
          session.warm(target);
          if (strategy === 'windowed') await until(() => asked.length === 2);
          isReleased = true;
          await reached;
          expect(await session.seekTo(target)).to.be.closeTo(target, 20);
          expect(await stillPicture(session.video)).to.equal(target);
        }).timeout(5000);
      }
    }
  });
}
