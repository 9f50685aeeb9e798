import { systemClock } from '../core/time/clock.ts';
import { liveCall, type CallContext } from './live-call.ts';
import { isLiveOperation, type LiveOperation } from './live-operations.ts';
import {
  onlineListParameters,
  readOnlineList,
  readRecordCommand,
  recordCommandParameters,
  requireText,
  type DescribeLiveStreamsOnlineListAnswer,
  type DescribeLiveStreamsOnlineListRequest,
  type LiveStreamOnlineInfo,
  type RealTimeRecordCommandAnswer,
  type RealTimeRecordCommandRequest,
} from './live-requests.ts';
import { RateLimiter } from './rate-limiter.ts';
import type { LiveAnswer } from './read-answer.ts';
import { checkEndpoint, type Credentials, type RpcParameters } from './rpc-signature.ts';

export interface LiveClientOptions extends Credentials {
  /** Default `https://live.aliyuncs.com/`. */
  readonly endpoint?: string | undefined;
  /** Whether the endpoint may be `http:`, where anybody on the way can read and repeat calls; default false. */
  readonly allowHttp?: boolean | undefined;
  /** The time limit of each request, in milliseconds; default 10 s. */
  readonly timeoutMs?: number | undefined;
  /** How often a call is sent again if that is safe and may help; default 3. */
  readonly retries?: number | undefined;
  /** Replacements for `fetch`, the clock, the waits between calls, and `Math.random`. */
  readonly fetch?: CallContext['fetch'] | undefined;
  readonly now?: CallContext['now'] | undefined;
  readonly delay?: CallContext['delay'] | undefined;
  readonly random?: CallContext['random'] | undefined;
}

/** A timer with a longer time would ring at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
/** A service that never comes to its last page must not keep a server busy for ever. */
const MOST_PAGES = 10_000;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls ApsaraVideo Live, API version 2016-11-01. It signs calls, keeps the service's limits, and sends failed calls
 * again if that is safe. Use one client for a whole server, because each client counts the limits for itself.
 *
 * A call rejects with a `LiveApiError`, with the signal's reason, or with a `RangeError` for a request that the
 * reference does not allow.
 *
 * ```ts
 * const live = new LiveClient({ accessKeyId, accessKeySecret });
 * for await (const { streamName } of live.onlineStreams({ domainName })) console.log(streamName);
 * ```
 */
export class LiveClient {
  readonly #context: CallContext;

  /** @throws RangeError if credentials are missing, `timeoutMs` is out of range, or the endpoint is not `https:` */
  constructor(options: LiveClientOptions) {
    const { accessKeyId, accessKeySecret, securityToken, endpoint, allowHttp } = options;
    requireText({ accessKeyId, accessKeySecret });
    if (endpoint !== undefined) checkEndpoint(endpoint, allowHttp);
    const { timeoutMs = 10_000 } = options;
    if (!(timeoutMs >= 0 && timeoutMs <= LONGEST_TIMEOUT_MS)) {
      throw new RangeError(`timeoutMs must be 0 to ${LONGEST_TIMEOUT_MS} milliseconds; it is ${timeoutMs}`);
    }
    const clock = { now: options.now ?? systemClock.now, delay: options.delay ?? systemClock.delay };
    this.#context = {
      ...clock,
      credentials: { accessKeyId, accessKeySecret, securityToken },
      endpoint,
      allowHttp,
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

  /** Calls any operation. Parameters and answer have the names of the reference. */
  async call(
    operation: LiveOperation,
    parameters: RpcParameters = {},
    { signal = new AbortController().signal }: CallOptions = {},
  ): Promise<LiveAnswer> {
    if (!isLiveOperation(operation)) {
      throw new RangeError(
        `The service has no operation ${String(operation)}; LIVE_OPERATIONS lists all operations`,
      );
    }
    return liveCall(operation, parameters, this.#context, signal);
  }

  /** Gets one page of the list of streams that are live. */
  async describeLiveStreamsOnlineList(
    request: DescribeLiveStreamsOnlineListRequest,
    options?: CallOptions,
  ): Promise<DescribeLiveStreamsOnlineListAnswer> {
    const parameters = onlineListParameters(request);
    return readOnlineList(await this.call('DescribeLiveStreamsOnlineList', parameters, options));
  }

  /**
   * Lists all streams that are live, page after page from `pageNum` on. If a stream begins or ends meanwhile, the
   * following pages shift, so a stream may be missing or come twice.
   *
   * @throws RangeError after ten thousand pages, which no service has
   */
  async *onlineStreams(
    request: DescribeLiveStreamsOnlineListRequest,
    options?: CallOptions,
  ): AsyncGenerator<LiveStreamOnlineInfo, void, undefined> {
    const first = request.pageNum ?? 1;
    for (let pageNum = first; ; pageNum += 1) {
      if (pageNum - first >= MOST_PAGES) throw new RangeError(`The list has more than ${MOST_PAGES} pages`);
      const page = await this.describeLiveStreamsOnlineList({ ...request, pageNum }, options);
      yield* page.onlineInfo;
      if (page.onlineInfo.length === 0 || !(pageNum < page.totalPage)) return;
    }
  }

  /**
   * Starts or stops a recording. A `start` whose answer is lost is sent again, and is done if the service then says
   * `TaskAlreadyStarted`. A `restart` is not sent again, because it would cut the recording twice.
   */
  async realTimeRecordCommand(
    request: RealTimeRecordCommandRequest,
    options?: CallOptions,
  ): Promise<RealTimeRecordCommandAnswer> {
    const parameters = recordCommandParameters(request);
    return readRecordCommand(await this.call('RealTimeRecordCommand', parameters, options));
  }
}
