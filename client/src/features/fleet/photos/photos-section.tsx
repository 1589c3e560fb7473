import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { FileDrop } from '../file-drop';
import { Refusal } from '../refusal';
import type { OwnListing, Photo } from '../types';
import { useUnsaved } from '../unsaved';
import { ACCEPT, MOST_PHOTOS } from './checked-photo';
import { moverId, PhotoTile } from './photo-tile';
import { UploadTile } from './upload-tile';
import { usePhotoActs } from './use-photo-acts';
import { useUploads } from './use-uploads';

/** What clients see of a listing: added, described, put in order, taken down. */
export function PhotosSection({ listing }: { listing: OwnListing }) {
  const { t } = useTranslation('fleet');
  const acts = usePhotoActs(listing);
  const { uploads, take, again, drop, busy } = useUploads(listing.id, listing.photos.length);
  const [leaving, setLeaving] = useState<Photo | null>(null);
  const mover = useMover(acts.move);
  const still = listing.visibility === 'retired';
  useUnsaved(busy);
  const { photos } = acts;
  const remove = async () => {
    if (leaving) await acts.remove(leaving.id);
    setLeaving(null);
  };
  return (
    <div className="flex flex-col gap-5">
      <p className="max-w-prose text-ink-soft">{t('photo.lead')}</p>
      {!still && <FileDrop label={t('photo.choose')} hint={t('photo.hint')} accept={ACCEPT} multiple onFiles={take} />}
      {acts.problem && <Refusal problem={acts.problem} />}
      <p role="status" className="min-h-6 text-ink-soft">
        {mover.moved
          ? t('photo.moved', { place: mover.moved.to + 1, of: photos.length })
          : t('photo.count', { count: photos.length, most: MOST_PHOTOS })}
      </p>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {photos.map((photo, place) => (
          <PhotoTile
            key={photo.id}
            photo={photo}
            place={place}
            of={photos.length}
            still={still}
            onMove={mover.move}
            onDescribe={acts.describe}
            onRemove={setLeaving}
          />
        ))}
        {uploads.map((upload) => (
          <UploadTile key={upload.key} upload={upload} onAgain={() => again(upload)} onDrop={() => drop(upload.key)} />
        ))}
      </ul>
      <LazyDialog
        open={leaving !== null}
        onClose={() => !acts.removing && setLeaving(null)}
        title={t('photo.removeTitle')}
        lead={t('photo.removeLead')}
      >
        {leaving && (
          <img
            src={leaving.small_url}
            alt={leaving.caption}
            width={leaving.width}
            height={leaving.height}
            className="max-h-60 w-full rounded-control object-contain"
          />
        )}
        <div className="flex flex-col gap-3 sm:flex-row-reverse">
          <Button tone="bad" busy={acts.removing} onClick={remove}>
            {t(acts.removing ? 'show.working' : 'photo.removeYes')}
          </Button>
          <Button tone="plain" off={acts.removing} onClick={() => setLeaving(null)}>
            {t('photo.removeNo')}
          </Button>
        </div>
      </LazyDialog>
    </div>
  );
}

/** A button that moves its own photo keeps focus, wherever the photo goes. */
function useMover(move: (photoId: string, to: number) => unknown) {
  const [moved, setMoved] = useState<{ id: string; to: number } | null>(null);
  const pressed = useRef<string | null>(null);
  useEffect(() => {
    if (moved && pressed.current) document.getElementById(pressed.current)?.focus();
  }, [moved]);
  return {
    moved,
    move: (photoId: string, to: number) => {
      const focused = document.activeElement?.id ?? '';
      pressed.current = [-1, 1].map((by) => moverId(photoId, by)).find((id) => id === focused) ?? null;
      setMoved({ id: photoId, to });
      move(photoId, to);
    },
  };
}
