/** How pictures are changed while a network learns, and why or why not. */
export const augment = {
  'augment.kind.shift': 'Shifted a little',
  'augment.kind.flip': 'Mirrored',
  'augment.kind.rotate': 'Turned a little',
  'augment.kind.brightness': 'Brighter or darker',
  'augment.usual': 'The network learns less by heart that way.',
  'augment.too-small': 'The pictures are too small for it.',
  'augment.helps': 'The network was better on pictures it had not seen.',
  'augment.no-help': 'The network was no better for it on pictures it had not seen.',
  'augment.mirror-harmless': 'Mirrored pictures are still of their class.',
  'augment.mirror-confuses': 'Mirrored, pictures of one class look like another, as with letters and digits.',
  'augment.mirror-unclear': 'It could not be told whether mirrored pictures are still of their class.',
} as const;
