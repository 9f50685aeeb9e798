import { systemClock } from '../core/time/clock.ts';
import { liveCall, type CallContext } from './live-call.ts';
import { isLiveOperation, type LiveOperation } from './live-operations.ts';
import {
  onlineListParameters,
  readOnlineList,
  type DescribeLiveStreamsOnlineListAnswer,
  type DescribeLiveStreamsOnlineListRequest,
  type LiveStreamOnlineInfo,
} from './online-list.ts';
import { RateLimiter } from './rate-limiter.ts';
import type { LiveAnswer } from './read-answer.ts';
import {
  readRecordCommand,
  recordCommandParameters,
  type RealTimeRecordCommandAnswer,
  type RealTimeRecordCommandRequest,
} from './record-command.ts';
import { requireText } from './require-text.ts';
import type { Credentials, RpcParameters } from './rpc-signature.ts';

export interface LiveClientOptions extends Credentials {
  /** Default `https://live.aliyuncs.com/`. */
  readonly endpoint?: string | undefined;
  /** For each request, in milliseconds; default 10 s. */
  readonly timeoutMs?: number | undefined;
  /** How often to try again where that is safe and may help; default 3. */
  readonly retries?: number | undefined;
  /** What takes the place of the server's own `fetch`, clock, timer and chance. */
  readonly fetch?: CallContext['fetch'] | undefined;
  readonly now?: CallContext['now'] | undefined;
  readonly delay?: CallContext['delay'] | undefined;
  readonly random?: CallContext['random'] | undefined;
}

/** A timer that is set for longer rings at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls ApsaraVideo Live, API version 2016-11-01: signed, within the service's limits, and tried again where that is
 * safe. One client serves all of a server: its limits are counted by each client for itself.
 *
 * Each call rejects with a `LiveApiError`, with the signal's reason, or with a `RangeError` for a request that the
 * reference does not allow.
 */
export class LiveClient {
  readonly #context: CallContext;

  /** @throws RangeError where credentials are missing, or `timeoutMs` is out of range */
  constructor(options: LiveClientOptions) {
    const { accessKeyId, accessKeySecret, securityToken, endpoint } = options;
    requireText({ accessKeyId, accessKeySecret });
    const { timeoutMs = 10_000 } = options;
    if (!(timeoutMs >= 0 && timeoutMs <= LONGEST_TIMEOUT_MS)) {
      throw new RangeError(`timeoutMs must be 0 to ${LONGEST_TIMEOUT_MS} milliseconds; it is ${timeoutMs}`);
    }
    const clock = { now: options.now ?? systemClock.now, delay: options.delay ?? systemClock.delay };
    this.#context = {
      ...clock,
      credentials: { accessKeyId, accessKeySecret, securityToken },
      endpoint,
      timeoutMs,
      retries: options.retries ?? 3,
      fetch: options.fetch ?? ((url, init) => fetch(url, init)),
      random: options.random ?? Math.random,
      limiters: {
        DescribeLiveStreamsOnlineList: new RateLimiter({ calls: 1000, windowMs: 60_000 }, clock),
        RealTimeRecordCommand: new RateLimiter({ calls: 50, windowMs: 1000 }, clock),
      },
    };
  }

  /** Any operation, with parameters and an answer by the names of the reference. */
  async call(
    operation: LiveOperation,
    parameters: RpcParameters = {},
    { signal = new AbortController().signal }: CallOptions = {},
  ): Promise<LiveAnswer> {
    if (!isLiveOperation(operation)) {
      throw new RangeError(
        `The service has no operation ${String(operation)}; LIVE_OPERATIONS are all there are`,
      );
    }
    return liveCall(operation, parameters, this.#context, signal);
  }

  /** One page of the streams that are live. */
  async describeLiveStreamsOnlineList(
    request: DescribeLiveStreamsOnlineListRequest,
    options?: CallOptions,
  ): Promise<DescribeLiveStreamsOnlineListAnswer> {
    const parameters = onlineListParameters(request);
    return readOnlineList(await this.call('DescribeLiveStreamsOnlineList', parameters, options));
  }

  /**
   * All streams that are live, page after page from `pageNum` on. One that begins or ends meanwhile moves the pages
   * that follow, so that a stream may be missing or come twice.
   */
  async *onlineStreams(
    request: DescribeLiveStreamsOnlineListRequest,
    options?: CallOptions,
  ): AsyncGenerator<LiveStreamOnlineInfo, void, undefined> {
    for (let pageNum = request.pageNum ?? 1; ; pageNum += 1) {
      const page = await this.describeLiveStreamsOnlineList({ ...request, pageNum }, options);
      yield* page.onlineInfo;
      if (page.onlineInfo.length === 0 || !(pageNum < page.totalPage)) return;
    }
  }

  /**
   * Starts or stops a recording. A `start` whose answer is lost is sent again, and counts as done where the service
   * then says `TaskAlreadyStarted`; a `restart` is not, since it would cut the recording twice.
   */
  async realTimeRecordCommand(
    request: RealTimeRecordCommandRequest,
    options?: CallOptions,
  ): Promise<RealTimeRecordCommandAnswer> {
    const parameters = recordCommandParameters(request);
    return readRecordCommand(await this.call('RealTimeRecordCommand', parameters, options));
  }
}
