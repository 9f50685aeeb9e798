import type { UnixMs } from '../../../src/core/time/time-range.ts';
import { utcTime } from '../../../src/server/utc-time.ts';
import { APP } from '../route.ts';
import type { Streams } from '../streams.ts';
import { DOMAIN_NAME } from './account.ts';
import type { RpcFields } from './rpc-answer.ts';
import { invalid, missing, RpcRefusal, unknownDomain } from './rpc-refusal.ts';

const LARGEST_PAGE = 3000;
const DEFAULT_PAGE = 2000;
const LONGEST_MS = 30 * 86_400_000;

interface OnlineStream {
  readonly name: string;
  readonly publishedAt: UnixMs;
}

/** `DescribeLiveStreamsOnlineList`: the streams that are live, as they were pushed; none is transcoded. */
export function onlineList(query: URLSearchParams, streams: Streams): RpcFields | RpcRefusal {
  const domain = query.get('DomainName');
  if (!domain) return missing('DomainName');
  if (domain !== DOMAIN_NAME) return unknownDomain(domain);
  const PageNum = Number(query.get('PageNum') ?? 1);
  const PageSize = Number(query.get('PageSize') ?? DEFAULT_PAGE);
  if (!isWholeUpTo(PageNum, Infinity)) return invalid('PageNum', 'a whole number from 1 on');
  if (!isWholeUpTo(PageSize, LARGEST_PAGE)) return invalid('PageSize', `from 1 to ${LARGEST_PAGE}`);
  const asked = filter(query);
  if (asked instanceof RpcRefusal) return asked;
  const online = streams.online().filter(asked);
  const page = online.slice((PageNum - 1) * PageSize, PageNum * PageSize);
  return {
    OnlineInfo: { LiveStreamOnlineInfo: page.map(onlineInfo) },
    PageNum,
    PageSize,
    TotalNum: online.length,
    TotalPage: Math.ceil(online.length / PageSize),
  };
}

const isWholeUpTo = (value: number, most: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= most;

function filter(query: URLSearchParams): ((stream: OnlineStream) => boolean) | RpcRefusal {
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
  const isNamed = (stream: OnlineStream) =>
    queryType === 'strict' && name !== '' ? stream.name === name : stream.name.includes(name);
  return (stream) =>
    streamType !== 'trans' &&
    app === APP &&
    isNamed(stream) &&
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
