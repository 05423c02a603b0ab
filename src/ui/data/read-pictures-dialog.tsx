import { Button, Group, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { FileChoice } from '../../app/project.ts';
import { PICTURE_SIZES } from '../../core/ingest/types.ts';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';

interface ReadPicturesDialogProps {
  readonly file: FileChoice;
  readonly onClose: () => void;
}

const AUTO = '';

/** How large the pictures of an archive are to be. */
export default function ReadPicturesDialog({ file, onClose }: ReadPicturesDialogProps) {
  const words = useWords();
  const commands = useCommands();
  const [size, setSize] = useState(file.read.pictureSize);
  const apply = () => {
    const { pictureSize: _before, ...rest } = file.read;
    onClose();
    void commands.changeRead(file.id, size === undefined ? rest : { ...rest, pictureSize: size });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('pictures.read-title', { name: file.name })}
      closeButtonProps={{ 'aria-label': words('read.cancel') }}
    >
      <NativeSelect
        label={words('pictures.size')}
        value={String(size ?? AUTO)}
        onChange={(event) => setSize(PICTURE_SIZES.find((side) => String(side) === event.currentTarget.value))}
        data={[
          { value: AUTO, label: words('pictures.size-auto') },
          ...PICTURE_SIZES.map((side) => ({ value: String(side), label: words('pictures.size-of', { side }) })),
        ]}
      />
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words('read.cancel')}
        </Button>
        <Button onClick={apply}>{words('read.apply')}</Button>
      </Group>
    </Modal>
  );
}
