interface IconProps {
  readonly size?: number;
}

/** 24-unit strokes, drawn for this page; always beside words or under an accessible name. */
function Icon({ size = 18, path }: IconProps & { readonly path: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

export const UndoIcon = (props: IconProps) => <Icon {...props} path="M4 9h10a6 6 0 0 1 0 12h-3M4 9l5-5M4 9l5 5" />;
export const RedoIcon = (props: IconProps) => <Icon {...props} path="M20 9H10a6 6 0 0 0 0 12h3M20 9l-5-5M20 9l-5 5" />;
export const MoonIcon = (props: IconProps) => (
  <Icon {...props} path="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z" />
);
export const SunIcon = (props: IconProps) => (
  <Icon
    {...props}
    path="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19"
  />
);
export const DeviceIcon = (props: IconProps) => <Icon {...props} path="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4" />;
export const ListIcon = (props: IconProps) => (
  <Icon {...props} path="M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01" />
);
export const FileIcon = (props: IconProps) => <Icon {...props} path="M14 3H6v18h12V7l-4-4Zm0 0v4h4" />;
export const ArrowIcon = (props: IconProps) => <Icon {...props} path="M5 12h14M13 6l6 6-6 6" />;
export const CheckIcon = (props: IconProps) => <Icon {...props} path="m5 12.5 4.5 4.5L19 7.5" />;
export const NoteIcon = (props: IconProps) => (
  <Icon {...props} path="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5M12 8h.01" />
);
export const CarefulIcon = (props: IconProps) => <Icon {...props} path="M12 4 2.5 20h19L12 4ZM12 10v4M12 17h.01" />;
export const StopIcon = (props: IconProps) => (
  <Icon {...props} path="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3ZM9 9l6 6M15 9l-6 6" />
);
export const ShareIcon = (props: IconProps) => (
  <Icon {...props} path="M12 15V3M7.5 7.5 12 3l4.5 4.5M5 12v7a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-7" />
);
