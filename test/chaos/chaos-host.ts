import type { Origin } from '../../demo/origin/index.ts';
import { createDemoHost } from '../../demo/server/demo-host.ts';
import { systemClock } from '../../src/core/time/clock.ts';
import type { UnixMs } from '../../src/core/time/time-range.ts';

/** Scenarios run one after the other, so services older than these are not needed any more. */
const MAX_SERVICES = 3;

/**
 * Serves a simulated service to each scenario under `/chaos/{id}/`. Each service has a clock of its own, which the page
 * sets, so that a scenario means the same whenever it runs. The test runner and the chaos runner mount it.
 *
 * - `PUT /chaos/{id}/clock?now=`: sets the time of the service; the first call creates the service
 * - `/chaos/{id}/…`: what the demo's host serves at `/…`
 */
export function createChaosHost(): Pick<Origin, 'handle'> {
  const services = new Map<string, Service>();
  return {
    handle(request) {
      const url = new URL(request.url);
      const [, id, path] = /^\/chaos\/(\w+)(\/.*)$/.exec(url.pathname) ?? [];
      if (id === undefined || path === undefined) return null;
      if (request.method === 'PUT' && path === '/clock') {
        setNow(services, id, Number(url.searchParams.get('now')));
        return Promise.resolve(new Response(null, { status: 204 }));
      }
      url.pathname = path;
      return services.get(id)?.host.handle(new Request(url, request)) ?? notFound();
    },
  };
}

function setNow(services: Map<string, Service>, id: string, now: UnixMs): void {
  const service = services.get(id);
  if (service) service.now = now;
  else services.set(id, new Service(now));
  const [oldest] = services.keys();
  if (services.size > MAX_SERVICES && oldest !== undefined) services.delete(oldest);
}

const notFound = (): Promise<Response> => Promise.resolve(new Response(null, { status: 404 }));

/** A simulated service with a clock that can be set. */
class Service {
  readonly host: Pick<Origin, 'handle'>;
  /** The service's time when the steady clock was 0. */
  #zero: UnixMs;

  constructor(now: UnixMs) {
    this.#zero = now - systemClock.steady();
    const clock = { ...systemClock, now: () => this.#zero + systemClock.steady() };
    this.host = createDemoHost({ clock });
  }

  set now(now: UnixMs) {
    this.#zero = now - systemClock.steady();
  }
}
