import { lazy, Suspense, useState } from 'react';
import { UnstyledButton } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { DeviceIcon } from './icons.tsx';
import classes from './privacy-badge.module.css';
import { useRequestCount } from './requests.ts';

const PrivacyDialog = lazy(() => import('./privacy-dialog.tsx'));

/** Where the data is, with the browser's own count of requests; opens what stands behind the claim. */
export function PrivacyBadge() {
  const words = useWords();
  const count = useRequestCount();
  const [open, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton
        className={classes.badge}
        data-alarm={count.other > 0 || undefined}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <DeviceIcon size={16} />
        <span className={classes.long}>{words('privacy.badge', { count: count.other })}</span>
        <span className={classes.short}>{words('privacy.badge-short')}</span>
      </UnstyledButton>
      {open ? (
        <Suspense>
          <PrivacyDialog count={count} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
