/** Ways out of the page that no content security policy closes. */
const WAYS_OUT = [
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'RTCDataChannel',
  'RTCIceCandidate',
  'RTCSessionDescription',
  'WebTransport',
] as const;

/** Takes them away for good: nothing in this page has a use for them. To be called before anything else. */
export function closeWaysOut(scope: object): void {
  for (const name of WAYS_OUT) {
    if (name in scope) Object.defineProperty(scope, name, { value: undefined, writable: false, configurable: false });
  }
}
