import { connect } from './client.ts';
import type { Endpoint } from './protocol.ts';
import { serve, moving, type Handlers } from './serve.ts';

/** What a training worker may ask of the page: things too big to be carried in the worker's own script. */
export type AssetContract = {
  /** tfjs' WASM SIMD binary. */
  wasm: { args: null; event: never; result: ArrayBuffer };
};

interface AssetOffer {
  readonly type: 'assets';
  readonly port: MessagePort;
}

const isOffer = (message: unknown): message is AssetOffer =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'assets';

/** The page's side: answers on a port of its own for as long as the worker lives. Loaded when first asked for. */
export function offerAssets(worker: Endpoint, loadWasm: () => Promise<ArrayBuffer>): void {
  const { port1, port2 } = new MessageChannel();
  const handlers: Handlers<AssetContract> = {
    wasm: async () => {
      const binary = await loadWasm();
      return moving(binary, [binary]);
    },
  };
  serve<AssetContract>(port1, handlers);
  const offer: AssetOffer = { type: 'assets', port: port2 };
  worker.postMessage(offer, [port2]);
}

/** The worker's side: to be called before the first message can arrive. The binary is asked for once at most. */
export function receiveAssets(scope: Endpoint): { wasmBinary(): Promise<ArrayBuffer> } {
  const port = new Promise<MessagePort>((resolve) => {
    const hear = ({ data }: MessageEvent): void => {
      if (!isOffer(data)) return;
      scope.removeEventListener('message', hear);
      resolve(data.port);
    };
    scope.addEventListener('message', hear);
  });
  const ask = async (): Promise<ArrayBuffer> => {
    const client = connect<AssetContract>(await port);
    try {
      return await client.call('wasm', null);
    } finally {
      client.end();
    }
  };
  let asked: Promise<ArrayBuffer> | undefined;
  return { wasmBinary: () => (asked ??= ask()) };
}
