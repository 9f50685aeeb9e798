import { redact } from '../core/service/redact.ts';
import { percentEncode } from './percent-encode.ts';
import type { Credentials } from './rpc-signature.ts';

/**
 * A text that may be shown and logged. The service repeats what it was sent, such as the string to sign, in which all
 * is encoded twice.
 */
export function hideSecrets(text: string, { accessKeySecret, securityToken }: Credentials): string {
  let hidden = text;
  for (const secret of [accessKeySecret, securityToken]) {
    if (secret === undefined) continue;
    const once = percentEncode(secret);
    for (const form of [percentEncode(once), once, secret]) hidden = hidden.replaceAll(form, '…');
  }
  return redact(hidden);
}
