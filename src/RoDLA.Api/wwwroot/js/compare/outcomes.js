/** What became of a detection in the second result: name, label, custom property of its colour. */
export const OUTCOMES = [
  ['matched', 'The same', '--good'], ['moved', 'Moved', '--warn'], ['class_changed', 'Other class', '--info'], ['lost', 'Lost', '--bad'], ['gained', 'Gained', '--accent'],
];

/** Colours of boxes by outcome: on the page, which is white in both themes. */
export const BOX_COLORS = { matched: '#2a7a30', moved: '#a8500d', class_changed: '#7639b0', lost: '#bd302a', gained: '#0b736b' };
