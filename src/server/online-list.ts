import { isObject, textOf, type LiveAnswer } from './read-answer.ts';
import { requireText } from './require-text.ts';
import type { RpcParameters } from './rpc-signature.ts';
import { utcTime } from './utc-time.ts';

export interface DescribeLiveStreamsOnlineListRequest {
  readonly domainName: string;
  readonly appName?: string | undefined;
  readonly streamName?: string | undefined;
  /** As it was pushed (`raw`), transcoded (`trans`), or both; the service's default is `all`. */
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
  /** Since when it is live; null where the service does not say. */
  readonly publishTime: Date | null;
  readonly publishUrl: string;
  readonly publishDomain: string;
}

export interface DescribeLiveStreamsOnlineListAnswer {
  readonly onlineInfo: readonly LiveStreamOnlineInfo[];
  readonly pageNum: number;
  readonly pageSize: number;
  /** How many streams there are, on all pages. */
  readonly totalNum: number;
  readonly totalPage: number;
  readonly requestId: string | null;
}

const LARGEST_PAGE = 3000;
const LONGEST_DAYS = 30;

/** @throws RangeError for what the reference does not allow */
export function onlineListParameters(request: DescribeLiveStreamsOnlineListRequest): RpcParameters {
  const { domainName, startTime, endTime, pageNum, pageSize } = request;
  requireText({ domainName });
  requireWhole('pageNum', pageNum, Number.MAX_SAFE_INTEGER);
  requireWhole('pageSize', pageSize, LARGEST_PAGE);
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

function requireWhole(name: string, value: number | undefined, largest: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= largest)) return;
  throw new RangeError(`${name} must be a whole number from 1 to ${largest}; it is ${value}`);
}
