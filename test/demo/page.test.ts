import { expect } from 'chai';
import { ownStream } from '../session/own-stream.ts';

const SEGMENT_MS = 1000;

const frame = document.createElement('iframe');
frame.style.cssText = 'inline-size: 1280px; block-size: 900px';

/** Opens the demo page with a fragment, as a shared link does. */
async function open(hash: string): Promise<void> {
  frame.src = `/demo/index.html${hash}`;
  document.body.append(frame);
  await until(() => frame.contentDocument?.querySelector('time-shift-player')?.shadowRoot != null);
}

const player = () => frame.contentDocument!.querySelector('time-shift-player')!;
const form = () => frame.contentDocument!.querySelector('demo-request-form')!;
const within = (tag: string): ShadowRoot => frame.contentDocument!.querySelector(tag)!.shadowRoot!;

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const buttonOf = (root: ShadowRoot, label: string) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent.includes(label));

/** The player asks for the timeline at once when the page is shown again, and otherwise every 15 s. */
const askForTimeline = () => frame.contentDocument!.dispatchEvent(new Event('visibilitychange'));

/** When the segments end that the service says are recorded of a stream, in epoch seconds. */
async function recordedS(src: string): Promise<number[]> {
  const stream = /([^/]+)\.m3u8$/.exec(src)![1]!;
  const nowS = Math.floor(player().serverDate.getTime() / 1000);
  const range = `lhs_start_unix_s_0=${nowS - 600}&lhs_end_unix_s_0=${nowS + 600}`;
  const answer = await fetch(`/openapi/timeline/query?app=live&stream=${stream}&format=ts&${range}`);
  const { content } = (await answer.json()) as { content: { timeline?: { end: number }[] } };
  return (content.timeline ?? []).map(({ end }) => end);
}

/** When the newest segment of the live playlist begins. */
async function newestSegmentMs(src: string): Promise<number> {
  const playlist = await (await fetch(src)).text();
  return Number([...playlist.matchAll(/(\d+)\.ts$/gm)].at(-1)?.[1]);
}

const isExact = () => within('demo-readouts').querySelector('.verdict.exact') !== null;

describe('the demo page', () => {
  afterEach(() => frame.remove());

  it('plays live, and shows that the clock in the picture equals currentDate', async () => {
    await open('');
    await until(() => player().mode === 'live' && player().video.currentTime > 0);
    await until(isExact);
  });

  it('plays what a shared link describes', async () => {
    const start = new Date(Date.now() - 7_200_000);
    await open(`#src=/live/studio.m3u8&start=${start.toISOString()}&time-format=human&time-zone=8`);
    await until(isExact);
    const { currentDate, video } = player();
    const playedMs = (video.currentTime - video.played.start(0)) * 1000;
    expect(currentDate!.getTime() - playedMs - start.getTime()).to.be.within(-1000, 1000);
    expect(player().playbackUrl).to.include('lhs_start_human_s_8=');
  });

  it('plays what the form says, and puts it into its address', async () => {
    await open('');
    form().draft = { ...form().draft, src: '/live/studio.m3u8', start: '-1h', 'vod-end': '-30m' };
    await form().updateComplete;
    within('demo-request-form').querySelector<HTMLButtonElement>('.primary')!.click();
    await until(() => player().mode === 'vod');
    await until(isExact);
    expect(frame.contentWindow!.location.hash).to.match(
      /^#src=\/live\/studio\.m3u8&start=\d{4}-.*&vod-end=\d{4}-/,
    );
  });

  it('logs the requests of the player without signatures', async () => {
    await open('#src=/live/gate.m3u8');
    await until(() => player().video.currentTime > 0);
    const log = () => within('demo-request-log').querySelector('ol')!.textContent;
    await until(() => ['playlist', 'segment', 'timeline'].every((kind) => log().includes(kind)));
    expect(log())
      .to.include('auth_key=…')
      .and.not.match(/auth_key=\w/);
  });

  it('plays the stream that the user chooses from the list', async () => {
    await open('');
    await until(() => buttonOf(within('demo-stream-list'), 'hall') !== undefined);
    buttonOf(within('demo-stream-list'), 'hall')!.click();
    await until(() => player().src === '/live/hall.m3u8' && player().mode === 'live');
    await until(isExact);
  });

  it('plays a stream with the knobs that the user sets', async () => {
    await open('#src=/live/studio.m3u8');
    await until(() => within('demo-knob-form').querySelector('#encoder') !== null);
    const encoder = within('demo-knob-form').querySelector<HTMLInputElement>('#encoder')!;
    encoder.value = '0.04';
    encoder.dispatchEvent(new Event('change'));
    await until(() => form().draft.src === '/live/studio~encoder=0.04.m3u8');
    buttonOf(within('demo-knob-form'), 'Play')!.click();
    await until(() => player().src === '/live/studio~encoder=0.04.m3u8' && player().video.currentTime > 0);
    expect(frame.contentWindow!.location.hash).to.equal('#src=/live/studio~encoder=0.04.m3u8');
  });

  it('stops the encoder of the current stream, and lets it publish anew', async () => {
    const src = ownStream('~down=404');
    await open(`#src=${src}`);
    const press = (label: string) => buttonOf(within('demo-stream-list'), label)!.click();
    const message = () => within('demo-stream-list').querySelector('output')!.textContent;
    const status = async () => (await fetch(src)).status;
    await until(() => player().mode === 'live');
    press('Stop publishing');
    await until(() => message().includes('gone'));
    await until(async () => (await status()) === 404);
    press('Publish anew');
    await until(() => message().includes('begins'));
    await until(async () => (await status()) === 200);
    expect(await (await fetch(src)).text()).to.match(/MEDIA-SEQUENCE:\d\n/);
    // The origin's segments take as long as they say.
  }).timeout(150_000);

  it('records the current stream between two commands, and the timeline shows the recording', async () => {
    const src = ownStream(`~segment=${SEGMENT_MS}`, 'hall');
    await open(`#src=${src}`);
    const press = (label: string) => buttonOf(within('demo-stream-list'), label)!.click();
    const message = () => within('demo-stream-list').querySelector('output')!.textContent;
    await until(() => player().mode === 'live');
    await until(isExact);
    expect(player().recorded).to.be.empty;

    // The origin has the clock of this page. A busy page sends a command later, and learns later of its answer.
    const startAskedAt = Date.now();
    press('Record');
    await until(() => message().startsWith('Record: done'));
    const startedAt = Date.now();
    press('Record');
    await until(() => message().includes('TaskAlreadyStarted'));
    await until(async () => (await recordedS(src)).length >= 3);
    askForTimeline();
    await until(() => player().recorded.length === 1);
    const { start } = player().recorded[0]!;
    expect(start).to.be.within(startAskedAt - 1000, startedAt + SEGMENT_MS + 1000);

    const stopAskedAt = Date.now();
    press('Stop');
    await until(() => message().startsWith('Stop: done'));
    const stoppedAt = Date.now();
    await until(async () => (await newestSegmentMs(src)) > stoppedAt + SEGMENT_MS);
    const lastS = (await recordedS(src)).at(-1)!;
    expect(lastS * 1000).to.be.within(stopAskedAt - SEGMENT_MS - 1000, stoppedAt + 1000);
    askForTimeline();
    await until(() => player().recorded[0]!.end === lastS * 1000);
    expect(player().recorded).to.have.length(1);

    const landed = await player().seekTo(new Date(start + 500));
    expect(landed.getTime() - start).to.be.within(0, 1500);
    await until(isExact);
  });

  it('keeps working after the player has failed to play', async () => {
    await open('#src=/live/nothing.m3u8');
    await until(() => player().error?.code === 'not-recorded');
    form().draft = { ...form().draft, src: '/live/studio.m3u8' };
    await form().updateComplete;
    within('demo-request-form').querySelector<HTMLButtonElement>('.primary')!.click();
    await until(isExact);
    expect(player().error).to.be.null;
  });
});
