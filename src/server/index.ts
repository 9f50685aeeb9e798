export { authorizeHandler } from './authorize-handler.ts';
export type { AuthorizeHandlerOptions, SignedDomain } from './authorize-handler.ts';
export { signPath, signPlaybackUrl, verifyAuthKey } from './cdn-auth.ts';
export type { AuthKeyToVerify, AuthVerdict, PathToSign, PlaybackUrlToSign } from './cdn-auth.ts';
export { LiveApiError } from './live-api-error.ts';
export { LiveClient } from './live-client.ts';
export type { CallOptions, LiveClientOptions } from './live-client.ts';
export { LIVE_OPERATIONS } from './live-operations.ts';
export type { LiveOperation } from './live-operations.ts';
export { RECORD_COMMANDS } from './live-requests.ts';
export type {
  DescribeLiveStreamsOnlineListAnswer,
  DescribeLiveStreamsOnlineListRequest,
  LiveStreamOnlineInfo,
  RealTimeRecordCommandAnswer,
  RealTimeRecordCommandRequest,
  RecordCommand,
} from './live-requests.ts';
export type { LiveAnswer } from './read-answer.ts';
export { rpcSignature, signRpcRequest } from './rpc-signature.ts';
export type { Credentials, RpcFields, RpcMethod, RpcParameters, RpcRequestToSign } from './rpc-signature.ts';
