import Hls from 'hls.js/light';

/** With hardly anything buffered, so that what goes wrong is noticed soon. */
export class ThriftyHls extends Hls {
  constructor(config?: Partial<Hls['config']>) {
    super({ ...config, maxBufferLength: 1, maxMaxBufferLength: 1 });
  }
}
