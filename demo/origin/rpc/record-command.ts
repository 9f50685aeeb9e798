import type { Recordings } from '../recordings.ts';
import { Refusal } from '../refusal.ts';
import { APP } from '../route.ts';
import type { Stream } from '../stream.ts';
import type { Streams } from '../streams.ts';
import { DOMAIN_NAME } from './account.ts';
import type { RpcFields } from './rpc-answer.ts';
import { invalid, missing, RpcRefusal, unknownDomain } from './rpc-refusal.ts';

const PARAMETERS = ['DomainName', 'AppName', 'StreamName', 'Command'];

/** `RealTimeRecordCommand`: what is recorded from now on of a stream that is recorded on command. */
export function recordCommand(query: URLSearchParams, streams: Streams): RpcFields | RpcRefusal {
  const absent = PARAMETERS.find((name) => !query.get(name));
  if (absent) return missing(absent);
  const domain = query.get('DomainName') ?? '';
  if (domain !== DOMAIN_NAME) return unknownDomain(domain);
  const stream = openStream(query, streams);
  if (stream instanceof RpcRefusal) return stream;
  if (!stream.recordings) {
    return new RpcRefusal(
      404,
      'InvalidConfig.NotFound',
      'Recording on command is not set up for this stream.',
    );
  }
  return carryOut(query.get('Command') ?? '', stream.recordings, stream.now()) ?? {};
}

export function openStream(query: URLSearchParams, streams: Streams): Stream | RpcRefusal {
  const [app, name] = [query.get('AppName'), query.get('StreamName') ?? ''];
  const stream = app === APP ? streams.open(name) : null;
  return stream === null || stream instanceof Refusal || !stream.isOnline(stream.now())
    ? new RpcRefusal(404, 'InvalidStream.NotFound', `The stream ${name} is not live in this application.`)
    : stream;
}

function carryOut(command: string, recordings: Recordings, now: number): RpcRefusal | null {
  switch (command) {
    case 'start':
      if (recordings.isRunning(now)) {
        return new RpcRefusal(409, 'TaskAlreadyStarted', 'The stream is being recorded already.');
      }
      recordings.start(now);
      return null;
    // There are no files here, which the one makes later and the other at once.
    case 'stop':
    case 'cancel_delay':
      recordings.stop(now);
      return null;
    case 'restart':
      recordings.stop(now);
      recordings.start(now);
      return null;
    default:
      return invalid('Command', 'start, stop, cancel_delay or restart');
  }
}
