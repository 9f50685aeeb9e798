import type { Recordings } from '../recordings.ts';
import { APP } from '../route.ts';
import { Stream } from '../stream.ts';
import type { Streams } from '../streams.ts';
import { DOMAIN_NAME, invalid, missing, RpcRefusal, unknownDomain, type RpcFields } from './rpc-answer.ts';

const PARAMETERS = ['DomainName', 'AppName', 'StreamName', 'Command'];

/** `RealTimeRecordCommand`: starts and stops the recording of a stream that is recorded on command. */
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

/** Opens the stream that a call names, if it is live. */
export function openStream(query: URLSearchParams, streams: Streams): Stream | RpcRefusal {
  const [app, name] = [query.get('AppName'), query.get('StreamName') ?? ''];
  const stream = app === APP ? streams.open(name) : null;
  return stream instanceof Stream && stream.isOnline(stream.now())
    ? stream
    : new RpcRefusal(404, 'InvalidStream.NotFound', `The stream ${name} is not live in this application.`);
}

function carryOut(command: string, recordings: Recordings, now: number): RpcRefusal | null {
  switch (command) {
    case 'start':
      if (recordings.isRunning(now)) {
        return new RpcRefusal(409, 'TaskAlreadyStarted', 'The stream is being recorded already.');
      }
      recordings.start(now);
      return null;
    // The service writes a file after `stop` with a delay, and after `cancel_delay` at once. There are no files here.
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
