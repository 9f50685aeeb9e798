export { authorizeHandler } from './authorize-handler.ts';
export type { AuthorizeHandlerOptions, SignedDomain } from './authorize-handler.ts';
export { signPath, signPlaybackUrl, verifyAuthKey } from './cdn-auth.ts';
export type { AuthKeyToVerify, AuthVerdict, PathToSign, PlaybackUrlToSign } from './cdn-auth.ts';
export { rpcSignature, signRpcRequest } from './rpc-signature.ts';
export type { Credentials, RpcFields, RpcMethod, RpcParameters, RpcRequestToSign } from './rpc-signature.ts';
