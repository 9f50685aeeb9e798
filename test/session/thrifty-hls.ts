import Hls from 'hls.js/light';

/** hls.js that buffers only a second, so that playback soon needs what is not in the buffer. */
export class ThriftyHls extends Hls {
  constructor(config?: Partial<Hls['config']>) {
    super({ ...config, maxBufferLength: 1, maxMaxBufferLength: 1 });
  }
}
