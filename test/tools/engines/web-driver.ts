import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

const START_TRIES = 50;
const START_PAUSE_MS = 100;

/**
 * One browser that a driver program (like WebKitWebDriver) has started and steers, in the words of WebDriver:
 * https://www.w3.org/TR/webdriver2/. Only the WebKit launcher uses it.
 */
export class WebDriverSession {
  readonly #driver: ChildProcess;
  readonly #address: string;

  private constructor(driver: ChildProcess, address: string) {
    this.#driver = driver;
    this.#address = address;
  }

  /** Starts the program, and a browser with these capabilities. */
  static async start(program: string, capabilities: object): Promise<WebDriverSession> {
    const port = await freePort();
    const driver = spawn(program, [`--port=${port}`], { stdio: 'ignore' });
    // The browser ends with its driver, and neither must outlive the tests.
    process.once('exit', () => driver.kill());
    const address = `http://127.0.0.1:${port}`;
    await untilItAnswers(`${address}/status`);
    const body = { capabilities: { alwaysMatch: capabilities } };
    const { sessionId } = (await send('POST', `${address}/session`, body)) as { sessionId: string };
    return new WebDriverSession(driver, `${address}/session/${sessionId}`);
  }

  post(command: string, body: object): Promise<unknown> {
    return send('POST', `${this.#address}/${command}`, body);
  }

  async open(url: string): Promise<void> {
    await this.post('url', { url });
  }

  /** Also ends a browser that has crashed. */
  async stop(): Promise<void> {
    await send('DELETE', this.#address).catch(() => undefined);
    this.#driver.kill();
  }
}

async function send(method: string, address: string, body?: object): Promise<unknown> {
  const response = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`WebDriver refused ${method} ${address}: ${JSON.stringify(value)}`);
  return value;
}

async function untilItAnswers(address: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await fetch(address);
      return;
    } catch (error) {
      if (tries === START_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, START_PAUSE_MS));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
