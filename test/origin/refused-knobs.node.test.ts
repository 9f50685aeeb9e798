import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

const T = NOW_S - 600;

describe('A knob that is wrong', () => {
  const WRONG = [
    'skw=1',
    'skew',
    'skew=x',
    'days=0',
    'segment=3841',
    'segment=40',
    'size=1x1',
    'size=320x176',
    'variants=1',
    'variants=5',
    'variants=none',
    'holes=1',
    'holes=9-8',
    'holes=1-2,',
    'restart=',
    'restart=1,',
    'restart=1.5',
    'restart=1-2',
    'down=503',
    'pdt=some',
    'tags=yes',
    'tags=constructor',
    'start=stop',
    'offset=start',
    'edge=0',
    'delay=-1',
    'latency=1.5',
    'bandwidth=0',
    'auth=',
    'authttl=x',
    'fail=all',
    'fail=playlist:200:all',
    'fail=segment:retcode4001:all',
    'fail=timeline:nothing:all',
    'fail=playlist:503:101%25',
    'fail=playlist:503:1:1',
    'pdt=all~pdt=none',
    'constructor=1',
    '',
  ];
  for (const knob of WRONG) {
    it(`answers 400 for "${knob}", everywhere, and says what is allowed`, async () => {
      const name = `camera~${knob}`;
      const query = `/openapi/timeline/query?app=live&stream=${name}&format=ts`;
      for (const path of [`/live/${name}.m3u8`, `/live/${name}/${T}000.ts`, query]) {
        const answer = await new ClockedOrigin().get(path);
        expect(answer.status, path).to.equal(400);
        expect(await answer.text()).to.match(/Allowed: .+\.\n$|only once/);
      }
    });
  }
});
