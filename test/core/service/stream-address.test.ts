import { expect } from 'chai';
import fc from 'fast-check';
import { streamNameOf } from '../../../src/core/service/stream-address.ts';
import { refusalOf, valueOf } from '../result.ts';

describe('streamNameOf', () => {
  const named: [src: string, app: string, stream: string][] = [
    ['https://live.example/app/stream.m3u8', 'app', 'stream'],
    ['http://live.example:8080/app/stream.m3u8', 'app', 'stream'],
    ['//live.example/app/stream.m3u8', 'app', 'stream'],
    ['/app/stream.m3u8', 'app', 'stream'],
    ['app/stream.m3u8', 'app', 'stream'],
    ['https://live.example/edge/app/stream.m3u8', 'app', 'stream'],
    ['https://live.example/app/cam.1_hd.m3u8', 'app', 'cam.1_hd'],
    ['https://live.example/app/STREAM.M3U8', 'app', 'STREAM'],
    ['https://live.example/app/stream.m3u8?auth_key=/other/name.m3u8#/a/b.m3u8', 'app', 'stream'],
    ['https://live.example/caf%C3%A9/cam%201.m3u8', 'café', 'cam 1'],
  ];
  for (const [src, app, stream] of named) {
    it(`reads app "${app}" and stream "${stream}" from ${src}`, () => {
      expect(valueOf(streamNameOf(src))).to.deep.equal({ app, stream });
    });
  }

  const refused = [
    '',
    'stream.m3u8',
    'https://live.example/stream.m3u8',
    '//live.example/stream.m3u8',
    'https://live.example/app/',
    'https://live.example/app/.m3u8',
    'https://live.example/app/stream.mp4',
    'https://live.example/app/stream.m3u8/',
    'https://live.example/?src=/app/stream.m3u8',
  ];
  for (const src of refused) {
    it(`refuses "${src}" and shows a valid address`, () => {
      const { code, message } = refusalOf(streamNameOf(src));
      expect(code).to.equal('invalid-request');
      expect(message).to.contain('https://domain/app/stream.m3u8').and.contain(`"${src}"`);
    });
  }

  it('never throws, not even for invalid percent-encoding', () => {
    expect(streamNameOf('https://live.example/100%/stream.m3u8')).to.have.property('ok');
    const name = fc.string({ unit: fc.constantFrom(...Array.from('a%2F/:?#.é ')) });
    fc.assert(
      fc.property(name, name, (app, stream) => {
        expect(streamNameOf(`https://live.example/${app}/${stream}.m3u8`)).to.have.property('ok');
      }),
    );
  });

  it('does not repeat the signature of a refused address', () => {
    const { message } = refusalOf(streamNameOf('https://live.example/stream.m3u8?auth_key=1-0-0-abc'));
    expect(message).to.contain('auth_key=…').and.not.contain('1-0-0-abc');
  });
});
