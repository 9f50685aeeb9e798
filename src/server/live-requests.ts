import { isObject, textOf, type LiveAnswer } from './read-answer.ts';
import { utcTime, type RpcParameters } from './rpc-signature.ts';

export interface DescribeLiveStreamsOnlineListRequest {
  readonly domainName: string;
  readonly appName?: string | undefined;
  readonly streamName?: string | undefined;
  /** Streams as they were pushed (`raw`), transcoded streams (`trans`), or both; the service's default is `all`. */
  readonly streamType?: 'all' | 'raw' | 'trans' | undefined;
  /** How `streamName` is compared. */
  readonly queryType?: 'fuzzy' | 'strict' | undefined;
  readonly startTime?: Date | undefined;
  /** At most 30 days after `startTime`. */
  readonly endTime?: Date | undefined;
  /** From 1. */
  readonly pageNum?: number | undefined;
  /** 1 to 3000; the service's default is 2000. */
  readonly pageSize?: number | undefined;
}

export interface LiveStreamOnlineInfo {
  readonly domainName: string;
  readonly appName: string;
  readonly streamName: string;
  /** Since when the stream has been live; null if the service does not say. */
  readonly publishTime: Date | null;
  readonly publishUrl: string;
  readonly publishDomain: string;
}

export interface DescribeLiveStreamsOnlineListAnswer {
  readonly onlineInfo: readonly LiveStreamOnlineInfo[];
  readonly pageNum: number;
  readonly pageSize: number;
  /** The number of streams on all pages. */
  readonly totalNum: number;
  readonly totalPage: number;
  readonly requestId: string | null;
}

const LARGEST_PAGE = 3000;
const LONGEST_DAYS = 30;

/** @throws RangeError for values that the reference does not allow */
export function onlineListParameters(request: DescribeLiveStreamsOnlineListRequest): RpcParameters {
  const { domainName, startTime, endTime, pageNum, pageSize } = request;
  requireText({ domainName });
  requireInteger('pageNum', pageNum, Number.MAX_SAFE_INTEGER);
  requireInteger('pageSize', pageSize, LARGEST_PAGE);
  const days = startTime && endTime ? (endTime.getTime() - startTime.getTime()) / 86_400_000 : 0;
  if (!(days >= 0 && days <= LONGEST_DAYS)) {
    throw new RangeError(
      `endTime must be 0 to ${LONGEST_DAYS} days after startTime; it is ${days} days after`,
    );
  }
  return {
    DomainName: domainName,
    AppName: request.appName,
    StreamName: request.streamName,
    StreamType: request.streamType,
    QueryType: request.queryType,
    StartTime: startTime && utcTime(startTime),
    EndTime: endTime && utcTime(endTime),
    PageNum: pageNum,
    PageSize: pageSize,
  };
}

export function readOnlineList(answer: LiveAnswer): DescribeLiveStreamsOnlineListAnswer {
  const { OnlineInfo } = answer;
  const list = isObject(OnlineInfo) ? OnlineInfo.LiveStreamOnlineInfo : undefined;
  return {
    onlineInfo: Array.isArray(list) ? list.filter(isObject).map(readStream) : [],
    pageNum: Number(answer.PageNum),
    pageSize: Number(answer.PageSize),
    totalNum: Number(answer.TotalNum),
    totalPage: Number(answer.TotalPage),
    requestId: textOf(answer.RequestId),
  };
}

function readStream(stream: LiveAnswer): LiveStreamOnlineInfo {
  const text = (name: string) => textOf(stream[name]) ?? '';
  const publishTime = new Date(text('PublishTime'));
  return {
    domainName: text('DomainName'),
    appName: text('AppName'),
    streamName: text('StreamName'),
    publishTime: Number.isNaN(publishTime.getTime()) ? null : publishTime,
    publishUrl: text('PublishUrl'),
    publishDomain: text('PublishDomain'),
  };
}

export const RECORD_COMMANDS = ['start', 'stop', 'cancel_delay', 'restart'] as const;

/**
 * - `start`: starts recording, whatever is configured. An interruption of the stream ends it for good
 * - `stop`: stops. The service makes a recording once the stream has been away for longer than the configured delay
 * - `cancel_delay`: stops, and the service makes a recording at once, without that delay
 * - `restart`: makes a recording of what was recorded so far, and starts a new one
 */
export type RecordCommand = (typeof RECORD_COMMANDS)[number];

export interface RealTimeRecordCommandRequest {
  readonly domainName: string;
  readonly appName: string;
  readonly streamName: string;
  readonly command: RecordCommand;
  readonly regionId?: string | undefined;
}

export interface RealTimeRecordCommandAnswer {
  readonly requestId: string | null;
}

/** @throws RangeError for values that the reference does not allow */
export function recordCommandParameters(request: RealTimeRecordCommandRequest): RpcParameters {
  const { domainName, appName, streamName, command, regionId } = request;
  requireText({ domainName, appName, streamName, command });
  if (!RECORD_COMMANDS.includes(command)) {
    throw new RangeError(`command must be one of ${RECORD_COMMANDS.join(', ')}; it is ${command as string}`);
  }
  return {
    DomainName: domainName,
    AppName: appName,
    StreamName: streamName,
    Command: command,
    RegionId: regionId,
  };
}

export const readRecordCommand = ({ RequestId }: LiveAnswer): RealTimeRecordCommandAnswer => ({
  requestId: textOf(RequestId),
});

/**
 * Requires fields to be texts that are not empty. Values that come from the environment may be missing.
 *
 * @throws RangeError
 */
export function requireText(fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || value === '') throw new RangeError(`${name} is missing; give a text`);
  }
}

function requireInteger(name: string, value: number | undefined, largest: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= largest)) return;
  throw new RangeError(`${name} must be a whole number from 1 to ${largest}; it is ${value}`);
}
