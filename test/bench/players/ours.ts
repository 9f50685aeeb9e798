// Only this entry of the package may be imported here: `--against` builds the same adapter with older commits.
import { TimeShiftPlayer } from '../../../src/index.ts';
import type { PlayerAdapter } from '../page/adapter.ts';

const element = new TimeShiftPlayer();

export const player: PlayerAdapter = {
  mount(container, { liveUrl, startAt }) {
    element.src = liveUrl;
    element.start = startAt === null ? null : new Date(startAt);
    element.retention = 15;
    element.muted = element.autoplay = true;
    container.append(element);
  },
  seekTo(at) {
    element.seekTo(new Date(at)).catch((error: unknown) => console.warn(error));
  },
  seekWithin(at) {
    this.seekTo(at);
  },
  warm: (at) => element.warm(new Date(at)),
  hasControls: () => element.shadowRoot?.querySelector('[part~="bar"]') != null,
  video: () => element.video,
  reportedInstant: () => element.currentDate?.getTime() ?? null,
};
