import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { versionsOf } from '../view/versions.ts';

/** The model and those it was retrained from or into, the newest first. */
export function VersionList({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const models = useApp((state) => state.models);
  const versions = useMemo(
    () => (models.status === 'ready' ? versionsOf(model.id, models.value) : []),
    [models, model.id],
  );
  if (models.status === 'empty') return null;
  return (
    <Panel title={words('versions.title')}>
      {models.status === 'loading' && <LoadingPanel share={models.share} />}
      {models.status === 'failed' && <FailedPanel error={models.error} />}
      {models.status === 'ready' && versions.length === 0 && (
        <Text size="sm" c="dimmed">
          {words('versions.none')}
        </Text>
      )}
      <Stack component="ul" gap={0} p={0} m={0} maw="var(--sg-reading)">
        {versions.map((version) => (
          <Group
            component="li"
            key={version.id}
            justify="space-between"
            py="xs"
            style={{ borderTop: '1px solid var(--sg-line)', listStyle: 'none' }}
          >
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Text size="sm" fw={version.id === model.id ? 600 : 400}>
                {version.name}
              </Text>
              <Text size="xs" c="dimmed">
                {format.instant(version.createdAt)}
                {version.parent === undefined ? '' : ` · ${words('models.retrained')}`}
              </Text>
            </div>
            {version.id === model.id ? (
              <Badge tt="none">{words('versions.present')}</Badge>
            ) : (
              <Button size="compact-sm" variant="default" onClick={() => void commands.openModel(version.id)}>
                {words('versions.open')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
