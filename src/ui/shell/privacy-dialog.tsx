import '../later-styles.ts';
import { Modal, Text } from '@mantine/core';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './privacy-badge.module.css';
import type { RequestCount } from './requests.ts';

interface PrivacyDialogProps {
  readonly count: RequestCount;
  readonly onClose: () => void;
}

/** What is enforced by the browser, and what rests on the code. */
export default function PrivacyDialog({ count, onClose }: PrivacyDialogProps) {
  const words = useWords();
  const format = useFormat();
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('privacy.title')}
      closeButtonProps={{ 'aria-label': words('keys.close') }}
    >
      <Text size="sm">{words('privacy.answer')}</Text>
      <Text size="sm" mt="xs">
        {words('privacy.counted', { requests: format.count(count.other) })}{' '}
        {count.own > 0 ? words('privacy.own', { count: count.own }) : ''}
      </Text>
      {location.protocol === 'file:' ? (
        <Text size="sm" mt="xs">
          {words('privacy.disk')}
        </Text>
      ) : null}
      <h3 className={classes.heading}>{words('privacy.browser')}</h3>
      {import.meta.env.DEV ? <Text size="sm">{words('privacy.dev')}</Text> : null}
      <ul className={classes.list}>
        <li>{words('privacy.browser.connect')}</li>
        <li>{words('privacy.browser.off')}</li>
      </ul>
      <h3 className={classes.heading}>{words('privacy.code')}</h3>
      <ul className={classes.list}>
        <li>{words('privacy.code.open')}</li>
        <li>{words('privacy.code.count')}</li>
      </ul>
    </Modal>
  );
}
