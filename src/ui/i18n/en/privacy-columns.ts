/** Columns that seem to hold data of persons. */
export const privacyColumns = {
  'privacy.personal-columns_one': '{{columns}} seems to hold personal data: {{kinds}}.',
  'privacy.personal-columns_other': '{{columns}} seem to hold personal data: {{kinds}}.',
  'privacy.personal-columns.hint':
    'When you share a report, they are left out unless you put them back. A project saved with its data holds them.',
  'privacy.personal-column': '{{column}} seems to hold {{kinds}}: {{share}} of its different values are written so.',
  'privacy.personal-column-named': '{{column}} seems to hold {{kinds}}, going by its name.',
  'personal.kind.name': 'names of people',
  'personal.kind.email': 'e-mail addresses',
  'personal.kind.phone': 'phone numbers',
  'personal.kind.address': 'postal addresses',
  'personal.kind.card': 'card or account numbers',
  'personal.kind.national-id': 'national id numbers',
  'personal.kind.ip': 'IP addresses',
} as const;
