/** What the page keeps in the browser, and what is said when that goes wrong or another tab is at it. */
export const keeping = {
  'storage.failed': 'This browser does not keep what is here.',
  'storage.failed.hint':
    'Private windows often keep nothing. Save the project as a file, or download what you need, before you close the page.',
  'storage.full':
    'This browser’s storage is full. What was saved before is untouched; what is new is in this page only.',
  'storage.full.hint': 'Save the project as a file. Then delete a model from the list, or free space on the disk.',
  'storage.blocked': 'Another tab holds an older Sightglass open, so this one keeps nothing yet.',
  'storage.blocked.hint': 'Close the other tabs of Sightglass, then reload this page.',
  'storage.newer-database': 'What this browser keeps was written by a newer Sightglass. This page leaves it alone.',
  'storage.newer-database.hint':
    'Reload the page for the newest version. What is new here is in this page only: save the project as a file first.',
  'storage.newer-record': 'This was saved by a newer Sightglass.',
  'storage.newer-record.hint': 'Reload the page for the newest version.',
  'storage.unreadable-record': 'What was saved can no longer be read.',
  'storage.unreadable-record.hint': 'Drop the file again; a model has to be trained again.',
  'storage.recovered': 'The last save of this project was damaged. The newest whole one was opened.',
  'storage.recovered.hint': 'Look whether your last change is there, and make it again if it is not.',
  'storage.read-only': 'This project is open in another tab, so nothing was changed here.',
  'storage.read-only.hint': 'Work in the other tab, or take over here.',
  'storage.taken-over': 'Another tab has taken this project over. This one looks on.',
  'storage.taken-over.hint': 'Work in the other tab, or take over here.',
  'storage.writable': 'You can work in this tab now. It shows what was saved last.',
  'storage.saved-elsewhere': 'Another tab has saved this project since. What you changed here last was not kept.',
  'storage.saved-elsewhere.hint': 'Work in the other tab, or take over here with what it saved.',
  'readOnly.line': 'Open in another tab. Here you can look, score new rows and download.',
  'readOnly.take': 'Take over here',
  'storageNote.memory-only':
    'This browser keeps nothing for the page (private window?). Models are gone when you close it: save the project as a file, or download what you need.',
  'storageNote.full': 'This browser’s storage is full. Save the project as a file, or delete a model.',
  'storageAnswer.persisted': 'This browser has promised not to clear what is kept here.',
  'storageAnswer.may-clear':
    'This browser may clear what is kept here when the disk runs short: save projects that matter as files, too.',
  'storageAnswer.unknown':
    'This browser does not say whether it may clear what is kept here: save projects that matter as files, too.',
  'storageAnswer.usage': '{{usage}} kept so far, of {{quota}} that there is room for.',
  'storageAnswer.one-tab':
    'It cannot tell whether a project is open in another tab either: work on a project in one tab only.',
} as const;
