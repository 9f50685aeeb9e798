import { expect } from 'chai';
import { checkDraft } from '../../demo/page/check-draft.ts';
import { DEFAULT_DRAFT, type Draft } from '../../demo/page/draft.ts';
import { splitPlaybackUrl } from '../../demo/page/split-playback-url.ts';
import { TimeShiftError } from '../../src/core/index.ts';

const draft = (changes: Partial<Draft>): Draft => ({ ...DEFAULT_DRAFT, ...changes });

describe('splitPlaybackUrl', () => {
  it('fills the fields from a playback URL', () => {
    const src =
      'https://d/a/s.m3u8?x=1&lhs_start=1&lhs_start_human_s_8=20171024160220&lhs_end_human_s_8=20171024160420';
    expect(splitPlaybackUrl(draft({ src }))).to.deep.equal(
      draft({
        src: 'https://d/a/s.m3u8?x=1',
        start: '2017-10-24T08:02:20Z',
        end: '2017-10-24T08:04:20Z',
        'time-format': 'human',
        'time-zone': '8',
      }),
    );
  });

  it('replaces earlier times, and leaves all other fields as they are', () => {
    const src = 'https://d/a/s.m3u8?lhs_start=1&aliyunols=on&lhs_offset_unix_ms_0=90500';
    const before = draft({ src, start: '-1h', end: '-30m', retention: '15', 'display-zone': 'UTC' });
    expect(splitPlaybackUrl(before)).to.deep.equal(
      draft({
        src: 'https://d/a/s.m3u8',
        offset: '90.5',
        'time-unit': 'ms',
        retention: '15',
        'display-zone': 'UTC',
      }),
    );
  });

  it('gives fields from which the same URL is built, byte for byte', () => {
    const src =
      'https://d/a/s.m3u8?auth_key=1-0-0-a%2Bb&lhs_start=1&aliyunols=on&lhs_start_unix_ms_8=1795295130040&lhs_vodend_unix_ms_8=1795295190000';
    const split = splitPlaybackUrl(draft({ src }));
    expect(split).to.not.be.instanceOf(TimeShiftError);
    expect(checkDraft(split as Draft, 0, 'http://page/').url).to.equal(src);
  });

  it('returns an error that names the wrong parameter', () => {
    const wrong = splitPlaybackUrl(draft({ src: '/a/s.m3u8?lhs_start=1&lhs_start_unix_s_12=1795295130' }));
    expect(wrong)
      .to.be.instanceOf(TimeShiftError)
      .with.property('message')
      .that.includes('lhs_start_unix_s_12');
  });

  it('returns null for a URL without lhs_ parameters', () => {
    expect(splitPlaybackUrl(draft({ src: 'https://d/a/s.m3u8?lhsx=1' }))).to.be.null;
  });
});
