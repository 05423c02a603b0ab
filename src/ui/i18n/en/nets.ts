/** What can be wrong with the structure of a network, and with the memory that it asks for. */
export const nets = {
  'net.bad-shape': 'Layer {{layer}} of the network ({{kind}}) cannot take what reaches it.',
  'net.bad-shape.hint': 'Change the order of the layers, or go back to the structure that was proposed.',
  'net.too-small':
    'Layer {{layer}} of the network looks through a window of {{size}} × {{size}}, but only {{height}} × {{width}} reaches it.',
  'net.too-small.hint': 'Take fewer layers that shrink the picture, a smaller window, or larger pictures.',
  'net.bad-setting': 'Layer {{layer}} of the network ({{kind}}) cannot be made with {{value}}.',
  'net.bad-setting.hint':
    'Sizes are whole numbers from 1, widths differ from each other, and shares lie between 0 and 1.',
  'net.no-classes': 'The network does not end in one number a class.',
  'net.no-classes.hint': 'Let the last layer be a dense one with at least two units.',
  'net.no-memory': 'This browser gave no more memory to the network ({{megabytes}} MB asked for).',
  'net.no-memory.hint':
    'Close other tabs, choose a smaller network or smaller batches, or bring fewer or shorter rows.',
} as const;
