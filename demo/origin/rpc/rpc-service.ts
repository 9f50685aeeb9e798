import type { Clock } from '../../../src/core/time/clock.ts';
import { damageAnswer } from '../damage-answer.ts';
import type { Damage } from '../fault.ts';
import type { Streams } from '../streams.ts';
import { CallCheck } from './call-check.ts';
import { onlineList } from './online-list.ts';
import { openStream, recordCommand } from './record-command.ts';
import { rpcAnswer, writeRpcAnswer, type RpcFields } from './rpc-answer.ts';
import { RpcRefusal } from './rpc-refusal.ts';

type Operation = (query: URLSearchParams, streams: Streams) => RpcFields | RpcRefusal;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['DescribeLiveStreamsOnlineList', onlineList],
  ['RealTimeRecordCommand', recordCommand],
]);

/** The service's API, as much of it as the demo needs: signed calls, by GET. */
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
    const answered = (await this.check.refusal(query)) ?? this.carryOut(action, query);
    const damage = answered instanceof RpcRefusal ? undefined : this.damage(query);
    if (damage?.type === 'status') return this.write(action, failure(), query);
    const answer = this.write(action, answered, query);
    // It has been carried out by then, as where an answer is lost on its way.
    return damage ? damageAnswer(damage, () => answer) : answer;
  }

  private carryOut(action: string, query: URLSearchParams): RpcFields | RpcRefusal {
    const operation = OPERATIONS.get(action);
    return operation
      ? operation(query, this.streams)
      : new RpcRefusal(404, 'InvalidAction.NotFound', `There is no action ${action} here.`);
  }

  /** By the knobs of the stream that the call names. */
  private damage(query: URLSearchParams): Damage | undefined {
    const stream = openStream(query, this.streams);
    if (stream instanceof RpcRefusal) return undefined;
    return stream.faults.strike(stream.knobs.faults, 'call', query.get('Action') ?? '');
  }

  private write(action: string, answer: RpcFields | RpcRefusal, query: URLSearchParams): Response {
    return writeRpcAnswer(rpcAnswer(action, answer), query.get('Format'));
  }
}

const failure = (): RpcRefusal =>
  new RpcRefusal(500, 'InternalServerError', 'The server has failed; try again.');
