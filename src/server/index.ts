export { signPath, verifyAuthKey } from './cdn-auth.ts';
export type { AuthKeyToVerify, AuthVerdict, PathToSign } from './cdn-auth.ts';
