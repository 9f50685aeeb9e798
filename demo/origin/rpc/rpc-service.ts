import type { Clock } from '../../../src/core/time/clock.ts';
import { damageAnswer } from '../damage-answer.ts';
import type { Damage } from '../faults.ts';
import type { Streams } from '../streams.ts';
import { CallCheck } from './call-check.ts';
import { onlineList } from './online-list.ts';
import { openStream, recordCommand } from './record-command.ts';
import { rpcAnswer, RpcRefusal, type RpcFields } from './rpc-answer.ts';

type Operation = (query: URLSearchParams, streams: Streams) => RpcFields | RpcRefusal;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['DescribeLiveStreamsOnlineList', onlineList],
  ['RealTimeRecordCommand', recordCommand],
]);

/** The part of the service's API that the demo needs: signed calls by GET. The origin owns one. */
export class RpcService {
  private readonly check: CallCheck;

  constructor(
    private readonly streams: Streams,
    clock: Clock,
  ) {
    this.check = new CallCheck(clock);
  }

  async answer({ searchParams: query }: URL): Promise<Response> {
    const action = query.get('Action') ?? '';
    const format = query.get('Format');
    const result = (await this.check.refusal(query)) ?? this.carryOut(action, query);
    const damage = result instanceof RpcRefusal ? undefined : this.damageFor(action, query);
    if (damage?.type === 'status') return rpcAnswer(action, serverError(), format);
    const answer = rpcAnswer(action, result, format);
    // The call has been carried out already, as if its answer were lost on the way.
    return damage ? damageAnswer(damage, () => answer) : answer;
  }

  private carryOut(action: string, query: URLSearchParams): RpcFields | RpcRefusal {
    const operation = OPERATIONS.get(action);
    return operation
      ? operation(query, this.streams)
      : new RpcRefusal(404, 'InvalidAction.NotFound', `There is no action ${action} here.`);
  }

  /** The knobs of the stream that the call names decide. */
  private damageFor(action: string, query: URLSearchParams): Damage | undefined {
    const stream = openStream(query, this.streams);
    return stream instanceof RpcRefusal ? undefined : stream.damageForCall(action);
  }
}

const serverError = (): RpcRefusal =>
  new RpcRefusal(500, 'InternalServerError', 'The server has failed; try again.');
