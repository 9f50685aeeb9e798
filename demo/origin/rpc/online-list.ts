import type { UnixMs } from '../../../src/core/time/time-range.ts';
import { utcTime } from '../../../src/server/rpc-signature.ts';
import { APP } from '../route.ts';
import type { Streams } from '../streams.ts';
import { DOMAIN_NAME, invalid, missing, RpcRefusal, unknownDomain, type RpcFields } from './rpc-answer.ts';

const LARGEST_PAGE = 3000;
const DEFAULT_PAGE = 2000;
const LONGEST_MS = 30 * 86_400_000;

interface OnlineStream {
  readonly name: string;
  readonly publishedAt: UnixMs;
}

/** `DescribeLiveStreamsOnlineList`: lists the streams that are live. All of them are raw, none is transcoded. */
export function onlineList(query: URLSearchParams, streams: Streams): RpcFields | RpcRefusal {
  const domain = query.get('DomainName');
  if (!domain) return missing('DomainName');
  if (domain !== DOMAIN_NAME) return unknownDomain(domain);
  const PageNum = Number(query.get('PageNum') ?? 1);
  const PageSize = Number(query.get('PageSize') ?? DEFAULT_PAGE);
  if (!isIntegerUpTo(PageNum, Infinity)) return invalid('PageNum', 'a whole number, at least 1');
  if (!isIntegerUpTo(PageSize, LARGEST_PAGE)) return invalid('PageSize', `from 1 to ${LARGEST_PAGE}`);
  const matches = readFilter(query);
  if (matches instanceof RpcRefusal) return matches;
  const online = streams.online().filter(matches);
  const page = online.slice((PageNum - 1) * PageSize, PageNum * PageSize);
  return {
    OnlineInfo: { LiveStreamOnlineInfo: page.map(onlineInfo) },
    PageNum,
    PageSize,
    TotalNum: online.length,
    TotalPage: Math.ceil(online.length / PageSize),
  };
}

const isIntegerUpTo = (value: number, most: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= most;

function readFilter(query: URLSearchParams): ((stream: OnlineStream) => boolean) | RpcRefusal {
  const [streamType, queryType] = [query.get('StreamType') ?? 'all', query.get('QueryType') ?? 'fuzzy'];
  if (!['all', 'raw', 'trans'].includes(streamType)) return invalid('StreamType', 'all, raw or trans');
  if (!['fuzzy', 'strict'].includes(queryType)) return invalid('QueryType', 'fuzzy or strict');
  const from = Date.parse(query.get('StartTime') ?? '1970-01-01T00:00:00Z');
  const to = Date.parse(query.get('EndTime') ?? '9999-12-31T23:59:59Z');
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return invalid('StartTime and EndTime', 'like 2017-06-14T09:51:14Z');
  }
  const isRange = query.has('StartTime') && query.has('EndTime');
  if (isRange && !(to - from >= 0 && to - from <= LONGEST_MS)) {
    return invalid('EndTime', 'at most 30 days after StartTime');
  }
  const [app, name] = [query.get('AppName') ?? APP, query.get('StreamName') ?? ''];
  const hasName = (stream: OnlineStream) =>
    queryType === 'strict' && name !== '' ? stream.name === name : stream.name.includes(name);
  return (stream) =>
    streamType !== 'trans' &&
    app === APP &&
    hasName(stream) &&
    from <= stream.publishedAt &&
    stream.publishedAt <= to;
}

const onlineInfo = ({ name, publishedAt }: OnlineStream): RpcFields => ({
  DomainName: DOMAIN_NAME,
  AppName: APP,
  StreamName: name,
  PublishTime: utcTime(publishedAt),
  PublishUrl: `rtmp://push.${DOMAIN_NAME}/${APP}/${name}`,
  PublishDomain: `push.${DOMAIN_NAME}`,
});
