import { expect } from 'chai';

const SEGMENT_MS = 4000;

const frame = document.createElement('iframe');
frame.style.cssText = 'inline-size: 1280px; block-size: 900px';

/** Opens the demo page as a shared link would. */
async function open(hash: string): Promise<void> {
  frame.src = `/demo/index.html${hash}`;
  document.body.append(frame);
  await until(() => frame.contentDocument?.querySelector('time-shift-player')?.shadowRoot != null);
}

const player = () => frame.contentDocument!.querySelector('time-shift-player')!;
const form = () => frame.contentDocument!.querySelector('demo-request-form')!;
const within = (tag: string): ShadowRoot => frame.contentDocument!.querySelector(tag)!.shadowRoot!;

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const buttonOf = (root: ShadowRoot, label: string) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent.includes(label));

const isExact = () => within('demo-readouts').querySelector('.verdict.exact') !== null;

describe('the demo page', () => {
  afterEach(() => frame.remove());

  it('plays live, and sees that the clock in the picture is currentDate', async () => {
    await open('');
    await until(() => player().mode === 'live' && player().video.currentTime > 0);
    await until(isExact);
  });

  it('shows what a shared link says', async () => {
    const start = new Date(Date.now() - 7_200_000);
    await open(`#src=/live/studio.m3u8&start=${start.toISOString()}&time-format=human&time-zone=8`);
    await until(isExact);
    expect(player().currentDate!.getTime()).to.be.within(start.getTime() - 1000, start.getTime() + 20_000);
    expect(player().playbackUrl).to.include('lhs_start_human_s_8=');
  });

  it('plays what is filled in, and puts it into its address', async () => {
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

  it('logs the requests of the player without their signatures', async () => {
    await open('#src=/live/gate.m3u8');
    await until(() => player().video.currentTime > 0);
    const log = () => within('demo-request-log').querySelector('ol')!.textContent;
    await until(() => ['playlist', 'segment', 'timeline'].every((kind) => log().includes(kind)));
    expect(log())
      .to.include('auth_key=…')
      .and.not.match(/auth_key=\w/);
  });

  it('has the stream that is chosen recorded, from a command to another, and the timeline shows it', async () => {
    await open('');
    const list = () => within('demo-stream-list');
    const press = (label: string) => buttonOf(list(), label)!.click();
    const said = () => list().querySelector('output')!.textContent;
    await until(() => buttonOf(list(), 'hall') !== undefined);
    press('hall');
    await until(() => player().src === '/live/hall.m3u8' && player().mode === 'live');
    await until(isExact);
    expect(player().recorded).to.be.empty;

    const startedAt = player().serverDate.getTime();
    press('Record');
    await until(() => said().startsWith('Record: done'));
    press('Record');
    await until(() => said().includes('TaskAlreadyStarted'));
    await until(() => player().recorded.length === 1);
    const { start } = player().recorded[0]!;
    expect(start - startedAt).to.be.within(-1000, SEGMENT_MS + 2000);

    press('Stop');
    await until(() => said().startsWith('Stop: done'));
    const stoppedAt = player().serverDate.getTime();
    await until(() => player().serverDate.getTime() - stoppedAt > 20_000);
    expect(player().recorded).to.have.length(1);
    expect(player().recorded[0]!.end - stoppedAt).to.be.within(-SEGMENT_MS - 1000, 1000);

    const landed = await player().seekTo(new Date(start + 500));
    expect(landed.getTime() - start).to.be.within(0, 1500);
    await until(isExact);
  }).timeout(120_000);

  it('goes on working when the player cannot play', async () => {
    await open('#src=/live/nothing.m3u8');
    await until(() => player().error?.code === 'not-recorded');
    form().draft = { ...form().draft, src: '/live/studio.m3u8' };
    await form().updateComplete;
    within('demo-request-form').querySelector<HTMLButtonElement>('.primary')!.click();
    await until(isExact);
    expect(player().error).to.be.null;
  });
});
