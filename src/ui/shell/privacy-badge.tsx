import { Popover, Text, UnstyledButton } from '@mantine/core';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { DeviceIcon } from './icons.tsx';
import classes from './privacy-badge.module.css';
import { useRequestCount } from './requests.ts';

/** Where the data is, with the browser's own count of requests; opens what stands behind the claim. */
export function PrivacyBadge() {
  const words = useWords();
  const format = useFormat();
  const count = useRequestCount();
  return (
    <Popover width={360} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.badge} data-alarm={count.other > 0 || undefined}>
          <DeviceIcon size={16} />
          <span className={classes.long}>{words('privacy.badge', { count: count.other })}</span>
          <span className={classes.short}>{words('privacy.badge-short')}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel}>
        <h2 className={classes.title}>{words('privacy.title')}</h2>
        <Text size="sm">{words('privacy.answer')}</Text>
        <Text size="sm" mt="xs">
          {words('privacy.counted', { requests: format.count(count.other) })}{' '}
          {count.own > 0 ? words('privacy.own', { count: count.own }) : ''}
        </Text>
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
      </Popover.Dropdown>
    </Popover>
  );
}
