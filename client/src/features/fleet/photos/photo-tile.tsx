import { ArrowLeft, ArrowRight, Trash2 } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field } from '@/components/ui/field';
import type { Photo } from '../types';
import { useUnsaved } from '../unsaved';
import { PHOTO_FRAME } from './photo-frame';

const LONGEST_CAPTION = 200;
// Our own kind of cargo: a file that is dropped here is none.
const CARGO = 'application/x-drivesphere-photo';

type TileProps = {
  photo: Photo;
  place: number;
  of: number;
  still: boolean;
  onMove: (photoId: string, to: number) => void;
  onDescribe: (photoId: string, caption: string) => Promise<boolean>;
  onRemove: (photo: Photo) => void;
};

export const moverId = (photoId: string, by: number) => `move-${photoId}-${by < 0 ? 'back' : 'on'}`;

/** A photo with what is read of it; carried by the pointer, or moved by its buttons. */
export function PhotoTile({ photo, place, of, still, onMove, onDescribe, onRemove }: TileProps) {
  const { t } = useTranslation('fleet');
  const [over, setOver] = useState(false);
  const name = photo.caption || t('photo.numbered', { place: place + 1 });
  const carries = (event: DragEvent) => event.dataTransfer.types.includes(CARGO);
  return (
    <li
      draggable={!still}
      onDragStart={(event) => {
        event.dataTransfer.setData(CARGO, photo.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!carries(event)) return;
        event.preventDefault();
        onMove(event.dataTransfer.getData(CARGO), place);
      }}
      className={cn(
        'flex flex-col gap-2 rounded-card border border-line bg-surface p-3',
        !still && 'cursor-grab',
        over && 'border-brand bg-brand-soft',
      )}
    >
      <div className={cn(PHOTO_FRAME, 'relative')}>
        <img
          src={photo.small_url}
          alt={photo.caption}
          width={photo.width}
          height={photo.height}
          loading="lazy"
          draggable={false}
          className="size-full object-cover"
        />
        {place === 0 && (
          <span className="absolute top-2 left-2 rounded-full bg-brand px-2.5 py-0.5 font-semibold text-on-brand text-sm">
            {t('photo.first')}
          </span>
        )}
      </div>
      <Caption photo={photo} place={place} still={still} onDescribe={onDescribe} />
      {!still && (
        <div className="flex items-center gap-1">
          {[-1, 1].map((by) => {
            const Arrow = by < 0 ? ArrowLeft : ArrowRight;
            const to = place + by;
            return (
              <Button
                key={by}
                id={moverId(photo.id, by)}
                tone="quiet"
                size="icon"
                off={to < 0 || to >= of}
                aria-label={t(by < 0 ? 'photo.earlier' : 'photo.later', { name })}
                onClick={() => onMove(photo.id, to)}
              >
                <Arrow className="size-5" aria-hidden="true" />
              </Button>
            );
          })}
          <Button
            tone="quiet"
            size="icon"
            className="ml-auto"
            aria-label={t('photo.remove', { name })}
            onClick={() => onRemove(photo)}
          >
            <Trash2 className="size-5" aria-hidden="true" />
          </Button>
        </div>
      )}
    </li>
  );
}

type CaptionProps = Pick<TileProps, 'photo' | 'place' | 'still' | 'onDescribe'>;

/** What is read to those who cannot see the photo; kept when the field is left. */
function Caption({ photo, place, still, onDescribe }: CaptionProps) {
  const { t } = useTranslation('fleet');
  const [text, setText] = useState(photo.caption);
  const [state, setState] = useState<'saving' | 'saved' | null>(null);
  const changed = text.trim() !== photo.caption;
  useUnsaved(changed);
  const keep = async () => {
    if (!changed) return;
    setState('saving');
    setState((await onDescribe(photo.id, text.trim())) ? 'saved' : null);
  };
  return (
    <Field
      label={t('photo.caption', { place: place + 1 })}
      hint={<span role="status">{state ? t(`photo.${state}`) : !text && t('photo.captionHint')}</span>}
    >
      {(control) => (
        <input
          {...control}
          value={text}
          maxLength={LONGEST_CAPTION}
          readOnly={still}
          autoComplete="off"
          onChange={(event) => {
            setState(null);
            setText(event.target.value);
          }}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
          className="control"
        />
      )}
    </Field>
  );
}
