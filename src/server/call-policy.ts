import type { LiveOperation } from './live-operations.ts';
import type { RpcParameters } from './rpc-signature.ts';

/** What follows where nobody knows whether a call was carried out: it was dropped, too late, or failed inside. */
export interface CallPolicy {
  /** Whether it changes anything at all. */
  readonly isQuery: boolean;
  /** Whether it may simply be sent again. */
  readonly isRepeatable: boolean;
  /** What the service answers to the second one if the first one was carried out. */
  readonly doneCode?: string | undefined;
}

/** Operations that leave the same behind if they are carried out twice. A second Delete fails, so it is none. */
const REPEATABLE = /^(?:Describe|Set|Update|Forbid|Resume)/;

export function callPolicy(operation: LiveOperation, { Command }: RpcParameters): CallPolicy {
  if (operation !== 'RealTimeRecordCommand') {
    return { isQuery: operation.startsWith('Describe'), isRepeatable: REPEATABLE.test(operation) };
  }
  if (Command === 'start') return { isQuery: false, isRepeatable: true, doneCode: 'TaskAlreadyStarted' };
  // A second restart would cut the recording once more.
  return { isQuery: false, isRepeatable: Command === 'stop' || Command === 'cancel_delay' };
}
