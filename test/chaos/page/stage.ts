import { DEFAULT_ENCODING } from '../../../src/core/index.ts';
import { TimeShiftSession } from '../../../src/session/session.ts';
import type { Scenario } from '../scenario.ts';
import { cutsPlaylists, FaultHistory } from './fault-history.ts';
import { FaultyNetwork } from './faulty-network.ts';
import { HlsInstances } from './logging-hls.ts';
import { RecordingModel } from './recording-model.ts';
import { ScenarioClock } from './scenario-clock.ts';
import { ScenarioLog } from './scenario-log.ts';
import { SimulatedService } from './simulated-service.ts';
import { Verdict } from './verdict.ts';

/** All that a scenario plays with: a session on a `<video>`, and the simulated world around it. */
export class Stage {
  readonly log = new ScenarioLog();
  readonly service = new SimulatedService();
  readonly network = new FaultyNetwork(this.service, this.log);
  readonly verdict = new Verdict(this.log, () => this.network.isFaulty);
  readonly faults = new FaultHistory();
  readonly clock: ScenarioClock;
  readonly hls = new HlsInstances(this.log);
  readonly model: RecordingModel;
  readonly video = document.createElement('video');
  readonly session: TimeShiftSession;

  constructor(readonly scenario: Scenario) {
    const { startsAt, viewerAheadMs, source } = scenario;
    this.clock = new ScenarioClock(startsAt + viewerAheadMs);
    this.model = new RecordingModel(source.stream);
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.width = 320;
    document.body.append(this.video);
    this.session = new TimeShiftSession(this.video, this.clock);
    this.session.Hls = this.hls.HlsClass;
    if (this.model.knobs.authKey !== undefined) this.session.authorize = this.service.authorize;
  }

  /** Plays the stream of the scenario. */
  load(): void {
    const { stream, autoplay, ...source } = this.scenario.source;
    const src = this.service.src(stream);
    const { timelineSrc } = this.service;
    this.session.load({ ...source, src, timelineSrc, encoding: DEFAULT_ENCODING }, autoplay);
  }

  /** Whether the session knows the service's time. */
  get isClockRight(): boolean {
    return Math.abs(this.session.serverInstant - this.service.now) < 1500;
  }

  /** Whether a fault of the service, or one of late of the network, cuts playlists off. */
  get mayCutPlaylists(): boolean {
    return this.faults.cutsPlaylists || this.model.knobs.faults.some(cutsPlaylists);
  }

  clear(): void {
    this.session.destroy();
    this.video.remove();
    this.network.stop();
    this.clock.stop();
    Reflect.deleteProperty(document, 'hidden');
  }
}
