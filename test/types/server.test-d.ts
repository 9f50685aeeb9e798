/** The types of `time-shift-player/server`, for Node. */
import { expectTypeOf } from 'expect-type';
import {
  authorizeHandler,
  LiveApiError,
  LiveClient,
  signPath,
  signPlaybackUrl,
  verifyAuthKey,
  type AuthorizeHandlerOptions,
  type AuthVerdict,
  type DescribeLiveStreamsOnlineListAnswer,
  type LiveClientOptions,
  type LiveStreamOnlineInfo,
  type PathToSign,
  type PlaybackUrlToSign,
  type RealTimeRecordCommandAnswer,
  type RecordCommand,
} from '../../src/server/index.ts';

// CDN authentication.
expectTypeOf(signPath).toEqualTypeOf<(toSign: PathToSign) => string>();
expectTypeOf(signPlaybackUrl).toEqualTypeOf<(url: string, toSign: PlaybackUrlToSign) => string>();
expectTypeOf<PlaybackUrlToSign>().not.toHaveProperty('path');
expectTypeOf(verifyAuthKey).returns.toEqualTypeOf<AuthVerdict>();
expectTypeOf<AuthVerdict>().toEqualTypeOf<'valid' | 'missing' | 'malformed' | 'wrong' | 'expired'>();

// The handler for the player's `authorize`.
expectTypeOf(authorizeHandler).toEqualTypeOf<
  (options: AuthorizeHandlerOptions) => (request: Request) => Promise<Response>
>();
expectTypeOf<{
  domains: { 'live.example.com': { key: string; apps: string[] } };
}>().toExtend<AuthorizeHandlerOptions>();
expectTypeOf<{ domains: { 'live.example.com': { key: string } } }>().not.toExtend<AuthorizeHandlerOptions>();

// The client of the service's API: only the credentials are needed.
declare const live: LiveClient;
expectTypeOf(LiveClient).toBeConstructibleWith({ accessKeyId: 'id', accessKeySecret: 'secret' });
expectTypeOf<{ accessKeyId: string }>().not.toExtend<LiveClientOptions>();
expectTypeOf(live.describeLiveStreamsOnlineList({ domainName: 'live.example.com' })).toEqualTypeOf<
  Promise<DescribeLiveStreamsOnlineListAnswer>
>();
expectTypeOf(live.onlineStreams({ domainName: 'live.example.com' })).toExtend<
  AsyncIterable<LiveStreamOnlineInfo>
>();
expectTypeOf<
  LiveClient['realTimeRecordCommand']
>().returns.resolves.toEqualTypeOf<RealTimeRecordCommandAnswer>();
expectTypeOf<LiveClient['realTimeRecordCommand']>()
  .parameter(0)
  .toHaveProperty('command')
  .toEqualTypeOf<RecordCommand>();
expectTypeOf<LiveStreamOnlineInfo['publishTime']>().toEqualTypeOf<Date | null>();
expectTypeOf<LiveApiError>().toExtend<Error>();
