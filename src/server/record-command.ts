import { textOf, type LiveAnswer } from './read-answer.ts';
import { requireText } from './require-text.ts';
import type { RpcParameters } from './rpc-signature.ts';

export const RECORD_COMMANDS = ['start', 'stop', 'cancel_delay', 'restart'] as const;

/**
 * - `start`: record from now on, whatever is configured; until the stream is interrupted, and not after that
 * - `stop`: stop; there is a recording once the stream has been away for longer than the configured delay
 * - `cancel_delay`: stop without that delay, so that there is a recording now
 * - `restart`: make a recording of what there is, and begin another one
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

/** @throws RangeError for what the reference does not allow */
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
